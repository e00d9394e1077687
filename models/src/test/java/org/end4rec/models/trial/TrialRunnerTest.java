package org.end4rec.models.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.end4rec.models.evaluation.Metrics;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialRunnerTest {
    @TempDir
    Path folder;

    // values

    @ParameterizedTest
    @ValueSource(strings = {"end4rec", "sasrec", "markov", "itemknn", "popularity"})
    void measuresAndStoresATrialOnce(String model) throws IOException {
        Trial trial = Trial.of(model, TinyExperiment.BASE, Map.of(), 1);
        TrialRunner runner = TinyExperiment.runner(folder, ExperimentListener.NONE);
        FinishedTrial first = runner.run(trial);
        assertThat(first.stored()).isFalse();
        FinishedTrial second =
                TinyExperiment.runner(folder, ExperimentListener.NONE).run(trial);
        assertThat(second.stored()).isTrue();
        assertThat(second.result()).isEqualTo(first.result());
        for (String protocol : List.of("full", "sampled:9")) {
            int[] ranks = runner.ranks(second, protocol);
            assertThat(ranks).hasSize(runner.data().data().split().test().size());
            assertThat(first.result().metrics().get(protocol)).isEqualTo(Metrics.means(ranks, List.of(5, 10, 20)));
        }
        boolean counting = Trial.isCounting(model);
        assertThat(first.result().parameters() == 0).isEqualTo(counting);
        assertThat(first.result().curve()).hasSize(first.result().epochs());
        assertThat(first.result().epochs()).isEqualTo(counting ? 0 : 4);
        assertThat(first.result().secondsPerStep() > 0).isEqualTo(!counting);
        assertThat(first.result().stepBytes() > 0).isEqualTo(!counting);
        assertThat(first.result().settings().containsKey("dim")).isEqualTo(!counting);
    }

    @Test
    void theSameTrialShowsTheSameInAnotherStore() throws IOException {
        Trial trial = Trial.of("end4rec", TinyExperiment.BASE, Map.of(), 4);
        FinishedTrial here = TinyExperiment.runner(folder.resolve("a"), ExperimentListener.NONE)
                .run(trial);
        FinishedTrial there = TinyExperiment.runner(folder.resolve("b"), ExperimentListener.NONE)
                .run(trial);
        assertThat(there.stored()).isFalse();
        assertThat(there.result().metrics()).isEqualTo(here.result().metrics());
        assertThat(there.result().validation()).isEqualTo(here.result().validation());
    }

    @Test
    void votesAreWeighedAfterTheTraining() throws IOException {
        TrialRunner runner = TinyExperiment.runner(folder, ExperimentListener.NONE);
        Map<String, String> neighbors = Map.of("neighbors", "9");
        TrialResult plain = runner.run(Trial.of("sasrec", TinyExperiment.BASE, neighbors, 1))
                .result();
        TrialResult voted = runner.run(Trial.of("sasrec+v", TinyExperiment.BASE, neighbors, 1))
                .result();
        assertThat(voted.parameters()).isEqualTo(plain.parameters());
        assertThat(voted.epochs()).isEqualTo(plain.epochs());
        assertThat(voted.validation()).isGreaterThan(plain.validation());
        assertThat(voted.metrics()).isNotEqualTo(plain.metrics());
    }

    // edges

    @Test
    void aStopLosesTheTrialUnderWayAlone() throws IOException {
        TrialRunner[] self = new TrialRunner[1];
        self[0] = TinyExperiment.runner(folder, new ExperimentListener() {
            @Override
            public TrainingListener training() {
                return new TrainingListener() {
                    @Override
                    public void stepDone(double loss) {
                        self[0].stop();
                    }
                };
            }
        });
        self[0].run(Trial.of("popularity", TinyExperiment.BASE, Map.of(), 1));
        Trial trial = Trial.of("sasrec", TinyExperiment.BASE, Map.of(), 1);
        assertThatThrownBy(() -> self[0].run(trial))
                .isInstanceOf(StoppedException.class)
                .hasMessage("the experiment was stopped; its finished trials are kept");
        TrialRunner again = TinyExperiment.runner(folder, ExperimentListener.NONE);
        assertThat(again.run(Trial.of("popularity", TinyExperiment.BASE, Map.of(), 1))
                        .stored())
                .isTrue();
        assertThat(again.run(trial).stored()).isFalse();
    }

    /** As after a copy of some of the files. */
    @ParameterizedTest
    @ValueSource(strings = {".json", ".safetensors"})
    void aTrialThatLacksAFileRunsAgain(String ending) throws IOException {
        Trial trial = Trial.of("popularity", TinyExperiment.BASE, Map.of(), 1);
        TrialRunner runner = TinyExperiment.runner(folder, ExperimentListener.NONE);
        FinishedTrial first = runner.run(trial);
        int[] ranks = runner.ranks(first, "full");
        Files.delete(folder.resolve(first.key() + ending));
        FinishedTrial again = runner.run(trial);
        assertThat(again.stored()).isFalse();
        assertThat(runner.ranks(again, "full")).isEqualTo(ranks);
        assertThat(runner.run(trial).stored()).isTrue();
    }

    // errors

    @Test
    void namesADamagedFile() throws IOException {
        Trial trial = Trial.of("popularity", TinyExperiment.BASE, Map.of(), 1);
        TrialRunner runner = TinyExperiment.runner(folder, ExperimentListener.NONE);
        Path file = folder.resolve(runner.run(trial).key() + ".json");
        Files.writeString(file, "{\"model\": ");
        assertThatThrownBy(() -> runner.run(trial))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is not the result of a trial: ")
                .hasMessageEndingWith("; delete the file to run the trial again");
    }

    /** One digit of a figure. */
    @Test
    void namesAResultThatWasChanged() throws IOException {
        Trial trial = Trial.of("popularity", TinyExperiment.BASE, Map.of(), 1);
        TrialRunner runner = TinyExperiment.runner(folder, ExperimentListener.NONE);
        String key = runner.run(trial).key();
        Path file = folder.resolve(key + ".json");
        String text = Files.readString(file);
        int digit = text.indexOf("\"HR@10\" : 0.") + "\"HR@10\" : 0.".length();
        char other = text.charAt(digit) == '1' ? '2' : '1';
        Files.writeString(file, text.substring(0, digit) + other + text.substring(digit + 1));
        assertThatThrownBy(() -> runner.run(trial))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " has the SHA-256 ")
                .hasMessageEndingWith(", as " + folder.resolve(key + ".safetensors")
                        + " says. The file was changed: delete both files to run the trial again");
    }

    @Test
    void refusesMeasurementsThatMakeNoSense() {
        assertThatThrownBy(() -> Measurements.of(List.of(), 1))
                .hasMessage("Measurements: the protocols are []; give at least one, and none twice");
        assertThatThrownBy(() -> Measurements.of(List.of("full", "full"), 1))
                .hasMessage("Measurements: the protocols are [full, full]; give at least one, and none twice");
        assertThatThrownBy(() -> Measurements.of(List.of("best"), 1))
                .hasMessageContaining("\"best\" is not a protocol");
        assertThatThrownBy(() -> new Measurements(List.of("full"), List.of(5), 1, List.of()))
                .hasMessage("Measurements: the cutoffs are [5]; each must be at least 1, and 10 must be among them");
    }

    @Test
    void anImpossibleSampleIsRefusedBeforeAnythingIsTrained() {
        Measurements impossible = new Measurements(List.of("full", "sampled:69"), List.of(10), 1, List.of());
        assertThatThrownBy(() -> new TrialRunner(
                        TinyExperiment.data(),
                        impossible,
                        new TrialStore(folder),
                        1,
                        new TrialPlan(),
                        ExperimentListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sampled:69 needs 69 items that a user never has");
    }
}
