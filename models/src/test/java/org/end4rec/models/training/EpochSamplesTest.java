package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.end4rec.models.training.ScriptedEncoder.DATA;
import static org.end4rec.models.training.ScriptedEncoder.HARD;
import static org.end4rec.models.training.ScriptedEncoder.JOINT;
import static org.end4rec.models.training.ScriptedEncoder.MINING;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Targets;
import org.end4rec.models.data.TrainingSequences;
import org.junit.jupiter.api.Test;

/** Which examples an epoch has, in which order, and what is drawn in its steps; and the examples of the validation. */
class EpochSamplesTest {
    private static final int SIZE = 300;
    private static final TrainingConfig CONFIG = ConfigFile.set(
            ScriptedEncoder.CONFIG,
            List.of("miningEpochs=2", "hardEpochs=0", "jointEpochs=2", "seed=7", "validationUsers=20"));

    private static ScriptedEncoder trained(TrainingConfig config, Targets targets) {
        ScriptedEncoder encoder = new ScriptedEncoder(
                List.of(MINING, HARD, JOINT), targets, step -> 1, validation -> 0.5 + 0.02 * validation);
        encoder.train(config, TrainingListener.NONE);
        return encoder;
    }

    /** What the rows of the batches of an epoch show, with their targets. */
    private static List<String> rows(List<Batch> batches) {
        List<String> rows = new ArrayList<>();
        for (Batch batch : batches) {
            int n = batch.length();
            for (int row = 0; row < batch.size(); row++) {
                rows.add(Arrays.toString(Arrays.copyOfRange(batch.items(), row * n, row * n + n))
                        + (batch.next().length == 0
                                ? ""
                                : Arrays.toString(Arrays.copyOfRange(batch.next(), row * n, row * n + n)))
                        + batch.targets()[row]);
            }
        }
        return rows;
    }

    private static List<String> rows(List<Example> examples, BatchAssembler assembler) {
        return rows(List.of(assembler.batch(examples)));
    }

    private static List<List<String>> epochs(ScriptedEncoder encoder, int steps) {
        List<List<String>> epochs = new ArrayList<>();
        for (int from = 0; from < encoder.trained.size(); from += steps) {
            epochs.add(rows(encoder.trained.subList(from, from + steps)));
        }
        return epochs;
    }

    private static BatchAssembler assembler() {
        return new BatchAssembler(DATA.histories(), CONFIG.length(), false);
    }

    /** An epoch's examples depend on the seed and the number of the epoch in the run, and so does their order. */
    @Test
    void eachEpochHasExamplesOfItsOwn() {
        List<List<String>> epochs = epochs(trained(CONFIG, Targets.NEWEST), 3);
        assertThat(epochs).hasSize(4);
        List<Example> all = DATA.split().train();
        for (int epoch = 0; epoch < 4; epoch++) {
            int[] places = RandomStream.of(7, "epoch", epoch).permutation(all.size());
            int[] order = RandomStream.of(7, "shuffle", epoch).permutation(SIZE);
            List<Example> expected = new ArrayList<>();
            for (int i = 0; i < SIZE; i++) {
                expected.add(all.get(places[order[i]]));
            }
            assertThat(epochs.get(epoch)).as("epoch %d", epoch).isEqualTo(rows(expected, assembler()));
        }
        // of 2,220 examples two samples of 300 share about 41
        for (int epoch = 1; epoch < 4; epoch++) {
            Set<String> shared = new HashSet<>(epochs.get(epoch));
            shared.retainAll(new HashSet<>(epochs.get(0)));
            assertThat(shared).as("epoch %d", epoch).hasSizeLessThan(SIZE / 2);
        }
    }

    /** Where an epoch has all examples, their order alone changes. */
    @Test
    void eachEpochHasAnOrderOfItsOwn() {
        ScriptedEncoder encoder =
                trained(ConfigFile.set(CONFIG, List.of("epochExamples=0", "jointEpochs=1")), Targets.NEWEST);
        List<List<String>> epochs = epochs(encoder, 23);
        List<String> all = rows(DATA.split().train(), assembler());
        assertThat(epochs).hasSize(3).doesNotHaveDuplicates().doesNotContain(all);
        for (List<String> epoch : epochs) {
            assertThat(epoch).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    /** A window that is drawn twice has other events hidden. */
    @Test
    void eachEpochHidesEventsOfItsOwn() {
        TrainingConfig config = ConfigFile.set(CONFIG, List.of("positions=all", "epochExamples=0", "batchSize=10000"));
        ScriptedEncoder encoder = trained(ConfigFile.set(config, List.of("shardSize=10000")), Targets.MASKED);
        List<List<String>> epochs = epochs(encoder, 1);
        assertThat(epochs).hasSize(4);
        TrainingSequences sequences =
                new TrainingSequences(DATA.histories(), DATA.split(), CONFIG.length(), Targets.MASKED, true);
        for (int epoch = 0; epoch < 4; epoch++) {
            Batch expected = sequences.assembler(7, epoch).apply(sequences.examples());
            assertThat(epochs.get(epoch))
                    .as("epoch %d", epoch)
                    .containsExactlyInAnyOrderElementsOf(rows(List.of(expected)));
        }
        Set<String> shared = new HashSet<>(epochs.get(1));
        shared.retainAll(new HashSet<>(epochs.get(0)));
        assertThat(shared).hasSizeLessThan(epochs.get(0).size() / 2);
    }

    @Test
    void eachStepHasDrawsOfItsOwn() {
        List<String> draws = trained(CONFIG, Targets.NEWEST).draws;
        assertThat(draws).hasSize(12).doesNotHaveDuplicates();
        List<String> others = trained(ConfigFile.set(CONFIG, List.of("seed=8")), Targets.NEWEST).draws;
        assertThat(others).hasSize(12).doesNotContainAnyElementsOf(draws);
    }

    // validation

    /**
     * The events of the validation, of users drawn by the seed: never the event of the test, nor an event that training
     * may use.
     */
    @Test
    void theValidationHasItsOwnExamples() {
        ScriptedEncoder encoder = trained(CONFIG, Targets.NEWEST);
        List<Example> validation = DATA.split().validation();
        int[] order = RandomStream.of(7, "validation", 0).permutation(validation.size());
        List<Example> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            expected.add(validation.get(order[i]));
        }
        assertThat(Validation.examples(CONFIG, DATA.split())).isEqualTo(expected);
        Batch shown = assembler().batch(expected);
        // four epochs and the start of joint
        assertThat(encoder.validated)
                .hasSize(5)
                .allSatisfy(batch -> assertThat(batch.items()).isEqualTo(shown.items()));
        assertThat(validation).doesNotContainAnyElementsOf(DATA.split().test());
        assertThat(validation).doesNotContainAnyElementsOf(DATA.split().train());
    }
}
