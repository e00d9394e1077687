package org.end4rec.models.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.end4rec.models.counting.CountingModels;
import org.end4rec.models.probe.EliminatorProbe;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.training.ConfigException;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.Model;
import org.end4rec.models.training.TrainingConfig;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final ExperimentData DATA = TinyExperiment.data();

    // values

    @Test
    void settingsGoWhereTheModelReadsThem() {
        Trial encoder = Trial.of("sasrec", TinyExperiment.BASE, Map.of("dropout", "0.5"), 9);
        assertThat(encoder.config().model()).hasToString("sasrec");
        assertThat(encoder.config().encoder().dropout()).isEqualTo(0.5);
        assertThat(encoder.config().seed()).isEqualTo(9);
        assertThat(encoder.counting()).isEmpty();
        Trial counting = Trial.of("markov", TinyExperiment.BASE, Map.of("window", "5"), 9);
        assertThat(counting.counting()).isEqualTo(Map.of("window", 5.0, "smoothing", 1.0));
    }

    /** The configuration that trains the model for use has the settings of the trial, whatever the base asks for. */
    @Test
    void theWinnerIsTrainedWithItsSettings() {
        Trial markov = Trial.of("markov", TinyExperiment.BASE, Map.of("window", "5"), 9);
        assertThat(markov.toTrain().model()).hasToString("markov");
        assertThat(markov.toTrain().countingSettings()).isEqualTo(markov.counting());
        TrainingConfig base = ConfigFile.set(TinyExperiment.BASE, List.of("recency=0.5", "neighbors=0"));
        Trial itemKnn = Trial.of("itemknn", base, Map.of("shrinkage", "2.5"), 9);
        assertThat(itemKnn.counting()).isEqualTo(Map.of("neighbors", 200.0, "shrinkage", 2.5, "recency", 0.5));
        assertThat(itemKnn.toTrain().countingSettings()).isEqualTo(itemKnn.counting());
        assertThat(itemKnn.toTrain().length()).isEqualTo(base.length());
        Trial encoder = Trial.of("sasrec", base, Map.of(), 9);
        assertThat(encoder.toTrain()).isEqualTo(encoder.config());
        for (String name : CountingModels.NAMES) {
            assertThat(ConfigFile.set(TrainingConfig.DEFAULTS, List.of("model=" + name))
                            .countingSettings())
                    .isEqualTo(CountingModels.defaults(name));
        }
    }

    @Test
    void namesAreThoseOfEncodersAndOfCountingModels() {
        assertThat(Trial.models()).containsAll(Model.names()).containsAll(CountingModels.NAMES);
    }

    @Test
    void theKeyChangesWithAllThatDecidesTheFigures() {
        Trial trial = trial("sasrec", Map.of(), 1);
        String key = key(trial);
        assertThat(key).matches("sasrec-[0-9a-f]{24}").isEqualTo(key(trial("sasrec", Map.of(), 1)));
        assertThat(List.of(
                        key(trial("sasrec", Map.of("dropout", "0.5"), 1)),
                        key(trial("sasrec", Map.of(), 2)),
                        key(trial("sasrec+b", Map.of(), 1)),
                        trial.key(DATA, Measurements.of(List.of("full"), 3)),
                        trial.key(DATA, Measurements.of(List.of("full", "sampled:9"), 4)),
                        trial.key(DATA, TinyExperiment.MEASUREMENTS.with(new EliminatorProbe())),
                        trial.key(new ExperimentData("tiny", DATA.data(), "other"), TinyExperiment.MEASUREMENTS)))
                .doesNotHaveDuplicates()
                .doesNotContain(key);
    }

    /** Otherwise a comparison would train stored trials again. */
    @Test
    void theKeysOfStoredTrialsStay() {
        ExperimentData data = new ExperimentData("tiny", TinyRuns.data(), "fingerprint");
        assertThat(trial("sasrec", Map.of(), 1).key(data, TinyExperiment.MEASUREMENTS))
                .isEqualTo("sasrec-b44d5c00dccd7150e1ff8c12");
        assertThat(trial("itemknn", Map.of(), 1).key(data, TinyExperiment.MEASUREMENTS))
                .isEqualTo("itemknn-e4e4d2c99f43f932c595ac4c");
    }

    @Test
    void theKeyOfACountingModelIgnoresWhatItDoesNotRead() {
        assertThat(key(Trial.of("markov", TinyExperiment.BASE, Map.of(), 1)))
                .isEqualTo(key(Trial.of("markov", TrialTest.with("dim=16"), Map.of(), 2)))
                .isNotEqualTo(key(Trial.of("markov", TrialTest.with("length=9"), Map.of(), 1)));
    }

    @Test
    void theFingerprintDistinguishesData() {
        assertThat(DATA.fingerprint())
                .hasSize(64)
                .isEqualTo(TinyExperiment.data().fingerprint());
        assertThat(ExperimentData.of("tiny", TinyRuns.data()).fingerprint()).isNotEqualTo(DATA.fingerprint());
    }

    // errors

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() -> trial("x", Map.of(), 1)).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> trial("sasrec", Map.of("window", "1"), 1))
                .isInstanceOf(ConfigException.class)
                .hasMessage("sasrec has no key 'window'; only count-based baselines read it");
        assertThatThrownBy(() -> trial("markov", Map.of("dim", "1"), 1))
                .hasMessage("markov has no setting 'dim'; it has window, smoothing");
        assertThatThrownBy(() -> trial("popularity", Map.of("dim", "1"), 1))
                .hasMessage("popularity has no setting 'dim'; it has none");
        assertThatThrownBy(() -> trial("markov", Map.of("window", "wide"), 1))
                .hasMessage("markov: window is 'wide'; it must be a number");
        assertThatThrownBy(() -> trial("markov", Map.of("window", "65"), 1))
                .isInstanceOf(ConfigException.class)
                .hasMessage("markov: window is 65; it must be from 1 to 64");
        assertThatThrownBy(() -> trial("itemknn", Map.of("recency", "2"), 1))
                .hasMessage("itemknn: recency is 2.0; it must be a number from 1e-6 to 1");
        assertThatThrownBy(() -> trial("itemknn", Map.of("neighbors", "2.5"), 1))
                .hasMessage("itemknn: neighbors is 2.5; it must be a whole number");
    }

    private static Trial trial(String model, Map<String, String> settings, long seed) {
        return Trial.of(model, TinyExperiment.BASE, settings, seed);
    }

    private static TrainingConfig with(String assignment) {
        return ConfigFile.set(TinyExperiment.BASE, List.of(assignment));
    }

    private static String key(Trial trial) {
        return trial.key(DATA, TinyExperiment.MEASUREMENTS);
    }
}
