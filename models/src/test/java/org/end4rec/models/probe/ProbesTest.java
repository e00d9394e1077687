package org.end4rec.models.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EventDecision;
import org.end4rec.models.encoder.KeptEvents;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.end4rec.beyond.SequenceElimination;
import org.end4rec.models.evaluation.Popularity;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.trial.ExperimentData;
import org.end4rec.models.trial.TinyExperiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbesTest {
    private static final ExperimentData DATA = TinyExperiment.data();
    private static final Histories HISTORIES = DATA.data().histories();
    private static final List<Example> TEST = DATA.data().split().test();
    private static final int LENGTH = TinyExperiment.BASE.length();
    private static final Scorer POPULARITY =
            Popularity.of(DATA.data().split().train(), HISTORIES.items().size());

    // oracle

    @Test
    void theEliminatorIsJudgedEventByEvent() {
        DenoisingEncoder encoder = (DenoisingEncoder) Encoders.create(TinyExperiment.BASE, DATA.data());
        encoder.parameters().get("hard.score.bias").value().data()[0] = 3.5f;
        Map<String, Double> found = new EliminatorProbe().measure(POPULARITY, encoder, LENGTH, DATA);
        int dropped = 0;
        int accidents = 0;
        int both = 0;
        for (Example example : TEST) {
            List<EventDecision> decisions =
                    encoder.decisions(new BatchAssembler(HISTORIES, LENGTH, true).batch(List.of(example)));
            int at = decisions.size() - 1;
            for (int position = example.end() - 1; position >= 0 && at >= 0; position--) {
                if (HISTORIES.item(example.user(), position) != example.target()) {
                    boolean accident = HISTORIES
                            .labels()
                            .id(HISTORIES.label(example.user(), position))
                            .equals("accidental");
                    boolean drop = !decisions.get(at--).kept();
                    dropped += drop ? 1 : 0;
                    accidents += accident ? 1 : 0;
                    both += drop && accident ? 1 : 0;
                }
            }
        }
        assertThat(both).isPositive().isLessThan(dropped);
        assertThat(found.get("precision")).isEqualTo(both / (double) dropped);
        assertThat(found.get("recall")).isEqualTo(both / (double) accidents);
        assertThat(found.get("ROC-AUC")).isBetween(0.0, 1.0);
        // λ starts at the counts of a behavior: the more frequent, the less preferred, and clicks alone are accidental
        assertThat(found.get("Spearman p,noise")).isNegative();
    }

    /** With kernels of c the filter leaves c of every event, so that (1 − c)² of the energy is removed. */
    @ParameterizedTest
    @CsvSource({"sequence,0.5,0.25", "token,0.8,0.04", "representation,1,0"})
    void aFilterThatWeakensAllAlikeRemovesTheSameOfAll(String level, float kernel, double removed) {
        DenoisingEncoder encoder = (DenoisingEncoder)
                Encoders.create(ConfigFile.set(TinyExperiment.BASE, List.of("level=" + level)), DATA.data());
        encoder.parameters().get("hard.score.bias").value().data()[0] = 3.5f;
        float[] values = encoder.parameters().get("soft.kernel").value().data();
        Arrays.fill(values, 0, values.length / 2, kernel);
        Arrays.fill(values, values.length / 2, values.length, 0f);
        Map<String, Double> found = new FilterProbe().measure(POPULARITY, encoder, LENGTH, DATA);
        assertThat(found.get("removed outdated")).isCloseTo(removed, within(1e-4));
        assertThat(found.get("removed others")).isCloseTo(removed, within(1e-4));
    }

    /** A behavior whose kernel is zero loses all, the others nothing: by hand from the labels of the kept events. */
    @Test
    void whatTheFilterRemovesIsCountedByLabel() {
        DenoisingEncoder encoder = (DenoisingEncoder) Encoders.create(
                ConfigFile.set(TinyExperiment.BASE, List.of("layers=1", "level=sequence")), DATA.data());
        encoder.parameters().get("hard.score.bias").value().data()[0] = 3.5f;
        int clicks = HISTORIES.behaviors().number("click");
        Parameter soft = encoder.parameters().get("soft.kernel");
        float[] values = soft.value().data();
        int row = soft.shape().dim(2) * soft.shape().dim(3);
        Arrays.fill(values, 0, values.length / 2, 1f);
        Arrays.fill(values, values.length / 2, values.length, 0f);
        Arrays.fill(values, (clicks - 1) * row, clicks * row, 0f);
        double[][] energy = new double[2][2];
        for (Example example : TEST) {
            Batch batch = new BatchAssembler(HISTORIES, LENGTH, true).batch(List.of(example));
            KeptEvents sifted = encoder.sift(batch, SequenceElimination.JOINT);
            float[] kept = Objects.requireNonNull(sifted.kept());
            boolean none = true;
            for (int i = 0; i < LENGTH; i++) {
                none &= batch.items()[i] == 0 || kept[i] == 0;
            }
            float[] mined = Objects.requireNonNull(encoder.filteredEnergy(sifted.batch()))
                    .mined();
            int at = LENGTH - 1;
            int position = example.end() - 1;
            for (int i = LENGTH - 1; i >= 0 && batch.items()[i] > 0; i--, position--) {
                while (HISTORIES.item(example.user(), position) == example.target()) {
                    position--;
                }
                if (none || kept[i] > 0) {
                    String label = HISTORIES.labels().id(HISTORIES.label(example.user(), position));
                    double[] of = energy[label.equals("outdated") ? 1 : 0];
                    of[0] += mined[at];
                    of[1] += batch.behaviors()[i] == clicks ? mined[at] : 0;
                    at--;
                }
            }
        }
        Map<String, Double> found = new FilterProbe().measure(POPULARITY, encoder, LENGTH, DATA);
        assertThat(energy[1][1]).isPositive();
        assertThat(found.get("removed outdated")).isCloseTo(energy[1][1] / energy[1][0], within(1e-5));
        assertThat(found.get("removed others")).isCloseTo(energy[0][1] / energy[0][0], within(1e-5));
    }

    @Test
    void noiseIsTheAskedShareAndNeverTheTarget() {
        for (double rate : new double[] {0, 0.2, 0.5}) {
            int noise = 0;
            int all = 0;
            Batch batch =
                    new InjectedNoise(RankingProtocol.FULL, List.of(rate), 1).noisy(TEST, HISTORIES, true, 200, rate);
            for (int row = 0; row < batch.size(); row++) {
                Example example = TEST.get(row);
                int[] shown = Arrays.stream(HISTORIES.items(example.user()), 0, example.end())
                        .filter(item -> item != example.target())
                        .toArray();
                int[] items = Arrays.stream(batch.items(), row * 200, (row + 1) * 200)
                        .filter(item -> item > 0)
                        .toArray();
                assertThat(items).doesNotContain(example.target());
                int matched = 0;
                for (int item : items) {
                    matched += matched < shown.length && shown[matched] == item ? 1 : 0;
                }
                // the true events are there, in their order
                assertThat(matched).isEqualTo(shown.length);
                noise += items.length - shown.length;
                all += items.length;
            }
            assertThat(noise / (double) all).isCloseTo(rate, within(0.06));
        }
    }

    @Test
    void withoutNoiseTheHistoriesAreAsTheyAre() {
        Batch batch = new InjectedNoise(RankingProtocol.FULL, List.of(0.0), 1).noisy(TEST, HISTORIES, true, LENGTH, 0);
        Batch expected = new BatchAssembler(HISTORIES, LENGTH, true).batch(TEST);
        assertThat(batch.items()).isEqualTo(expected.items());
        assertThat(batch.behaviors()).isEqualTo(expected.behaviors());
        assertThat(batch.targets()).isEqualTo(expected.targets());
    }

    @Test
    void aModelThatReadsNoHistoryDoesNotMindNoise() {
        Map<String, Double> answers =
                new InjectedNoise(RankingProtocol.UNSEEN, List.of(0.0, 0.5), 1).measure(POPULARITY, null, LENGTH, DATA);
        assertThat(answers)
                .containsOnlyKeys(
                        "NDCG@10 unseen noise 0.0",
                        "HR@10 unseen noise 0.0",
                        "NDCG@10 unseen noise 0.5",
                        "HR@10 unseen noise 0.5");
        assertThat(answers.get("NDCG@10 unseen noise 0.5")).isEqualTo(answers.get("NDCG@10 unseen noise 0.0"));
    }

    @Test
    void anotherProtocolIsAnotherQuestion() {
        InjectedNoise full = new InjectedNoise(RankingProtocol.FULL, List.of(0.0), 1);
        InjectedNoise unseen = new InjectedNoise(RankingProtocol.UNSEEN, List.of(0.0), 1);
        assertThat(full.name()).isNotEqualTo(unseen.name());
        assertThat(unseen.measure(POPULARITY, null, LENGTH, DATA).get("HR@10 unseen noise 0.0"))
                .isGreaterThan(full.measure(POPULARITY, null, LENGTH, DATA).get("HR@10 full noise 0.0"));
    }

    // edges

    @Test
    void otherModelsAreNotJudged() {
        SequenceEncoder without =
                Encoders.create(ConfigFile.set(TinyExperiment.BASE, List.of("hard=false")), DATA.data());
        SequenceEncoder other =
                Encoders.create(ConfigFile.set(TinyExperiment.BASE, List.of("model=sasrec")), DATA.data());
        assertThat(new EliminatorProbe().measure(POPULARITY, null, LENGTH, DATA))
                .isEmpty();
        assertThat(new EliminatorProbe().measure(POPULARITY, without, LENGTH, DATA))
                .isEmpty();
        assertThat(new EliminatorProbe().measure(POPULARITY, other, LENGTH, DATA))
                .isEmpty();
        SequenceEncoder unfiltered =
                Encoders.create(ConfigFile.set(TinyExperiment.BASE, List.of("soft=false")), DATA.data());
        assertThat(new FilterProbe().measure(POPULARITY, null, LENGTH, DATA)).isEmpty();
        assertThat(new FilterProbe().measure(POPULARITY, unfiltered, LENGTH, DATA))
                .isEmpty();
        assertThat(new FilterProbe().measure(POPULARITY, other, LENGTH, DATA)).isEmpty();
    }

    // errors

    @Test
    void refusesRates() {
        assertThatThrownBy(() -> new InjectedNoise(RankingProtocol.FULL, List.of(0.95), 1))
                .hasMessage("InjectedNoise: a rate is 0.95; it must be from 0 to 0.9");
        assertThatThrownBy(() -> new InjectedNoise(RankingProtocol.FULL, List.of(Double.NaN), 1))
                .hasMessage("InjectedNoise: a rate is NaN; it must be from 0 to 0.9");
    }
}
