package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.SyntheticShop;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingMemoryTest {
    private static final long GIB = 1L << 30;
    private static final int EXAMPLES = 100_000;
    private static final RunData SHOP = RunData.leaveLastOut(
            Histories.of(new SyntheticShop(new SyntheticShop.Config(60, 300, 10, 0.1, 0.1, 40, 1)).log()),
            "buy",
            false);

    // oracle

    /**
     * What parameters and tapes hold in truth, of each model and kind: the estimate is not above, and not far below.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "model=end4rec",
                "layers=1",
                "layers=3",
                "level=token",
                "level=token guided=false",
                "level=representation",
                "mixing=shared",
                "mixing=banded",
                "mixing=shared hard=false soft=false",
                "hard=false",
                "feedForward=false dropout=0",
                "miningEpochs=0 hardEpochs=0 jointEpochs=0 reminingEpochs=0",
                "miningEpochs=0 jointEpochs=0 reminingEpochs=0 softEpochs=0",
                "hardEpochs=0 jointEpochs=0 reminingEpochs=0",
                "level=token hardEpochs=0 jointEpochs=0",
                "miningEpochs=0 hardEpochs=0 reminingEpochs=0 softEpochs=0",
                "positions=last",
                "positions=each mixing=shared hardEpochs=0 reminingEpochs=0 softEpochs=0 jointEpochs=0",
                "dropout=0",
                "score=linear",
                "loss=bce negatives=40",
                "model=sasrec",
                "model=sasrec dropout=0 layers=3",
                "model=sasrec positions=last layers=1",
                "model=fmlprec",
                "model=fmlprec layers=1",
                "model=gru4rec dropout=0",
                "model=gru4rec layers=1",
                "model=mbstr",
                "model=mbstr heads=1 layers=1",
                "model=bert4rec heads=4",
                "model=bert4rec layers=1 dropout=0"
            })
    void isBelowWhatIsMeasured(String settings) {
        List<String> set = new ArrayList<>(List.of(
                "length=32",
                "batchSize=64",
                "epochExamples=64",
                "validationUsers=20",
                "miningEpochs=1",
                "hardEpochs=1",
                "reminingEpochs=1",
                "softEpochs=1",
                "jointEpochs=1"));
        set.addAll(List.of(settings.split(" ")));
        TrainingConfig config = ConfigFile.set(TrainingConfig.DEFAULTS, set);
        SequenceEncoder encoder = Encoders.create(config, SHOP);
        long parameters = 0;
        for (Parameter parameter : encoder.parameters()) {
            parameters += parameter.shape().size();
        }
        try (Workers workers = new Workers(1)) {
            Trainer trainer = new Trainer(
                    encoder, config, SHOP.histories(), SHOP.split(), workers, RunStore.NONE, TrainingListener.NONE);
            trainer.train();
            double measured = Float.BYTES * 6.0 * parameters + trainer.stepBytes();
            int items = SHOP.histories().items().size();
            int behaviors = SHOP.histories().behaviors().size();
            double estimated =
                    TrainingMemory.of(config, items, behaviors, 64, 1, 1).bytes();
            // blocks of the softmax and of the validation are not on the tapes
            double elsewhere = Float.BYTES * (512 * 64 + 2 * 64 + 3 * 64 * config.dim() + items + 1);
            assertThat((estimated - elsewhere) / measured).isBetween(0.4, 1.0);
        }
    }

    // values

    @Test
    void theItemTableOfAMillionItems() {
        TrainingMemory memory = TrainingMemory.of(TrainingConfig.DEFAULTS, 1_000_000, 4, EXAMPLES, 2000, 2);
        // six tables of 256 MB, and blocks of 64 MB of two threads
        assertThat(memory.bytes()).isBetween(6 * 256e6 + 128e6, 6 * 256e6 + 128e6 + 400e6);
        memory.check(3 * GIB, warning -> {
            throw new AssertionError(warning);
        });
    }

    @Test
    void whatIsCloseIsSaid() {
        TrainingMemory memory = TrainingMemory.of(TrainingConfig.DEFAULTS, 1000, 4, EXAMPLES, 2000, 2);
        List<String> warnings = new ArrayList<>();
        memory.check((long) (memory.bytes() * 1.3), warnings::add);
        assertThat(warnings).isEmpty();
        memory.check((long) (memory.bytes() * 1.1), warnings::add);
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).startsWith("memory may be short: the training needs at least 0.");
    }

    // errors

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dim=512 | 1000000 | the parameters | dim (512), layers (2) or length (50)",
                "layers=1000 dim=512 batchSize=1 | 100 | the parameters | dim (512), layers (1000) or length (50)",
                "layers=1000 | 100 | a step | batchSize (256), length (50) or dim (64)",
                "length=8192 | 100 | a step | batchSize (256), length (8192) or dim (64)",
                "batchSize=20000 shardSize=1000 | 100 | a step | batchSize (20000), length (50) or dim (64)",
                "loss=sampled_softmax negatives=1000000 | 100 | a step | negatives (1000000) or batchSize (256)",
                "loss=bpr negatives=30000 | 100 | a step | negatives (30000) or batchSize (256)",
                "model=bert4rec length=1000 | 100 | a step | batchSize (256), length (1000) or dim (64)"
            })
    void whatDoesNotFit(String settings, int items, String most, String advice) {
        TrainingConfig config = ConfigFile.set(TrainingConfig.DEFAULTS, List.of(settings.split(" ")));
        TrainingMemory memory = TrainingMemory.of(config, items, 4, EXAMPLES, 2000, 2);
        assertThatThrownBy(() -> memory.check(2 * GIB, warning -> {}))
                .isInstanceOf(TrainingException.class)
                .hasMessageMatching(
                        "there is not enough memory: the training needs at least [\\d.,]+ GiB and Java may use"
                                + " 2.0 \\(" + most
                                + " [\\d.,]+, .*\\); give Java more memory by END4REC_OPTS=-Xmx\\d+g, or choose a"
                                + " smaller .*")
                .hasMessageEndingWith("or choose a smaller " + advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dim=16384 chunks=1 | 200000 | the item table | dim (16384)",
                "length=65536 dim=16384 batchSize=1 | 100 | the weights of positions | length (65536) or dim (16384)",
                "length=65536 batchSize=100000 epochExamples=0 dim=8 | 100 | the events of a batch | batchSize"
                        + " (100000) or length (65536)",
                "length=16384 batchSize=4 dim=1024 | 100 | a feed-forward part | shardSize, length (16384) or dim"
                        + " (1024)",
                "model=bert4rec length=8192 | 100 | the attention | length (8192), shardSize (32) or heads (2)",
                "loss=sampled_softmax negatives=1000000 dim=1024 | 100 | the sample | negatives (1000000) or dim"
                        + " (1024)",
                "loss=bce negatives=1000000 dim=1024 | 100 | the samples of a batch"
                        + " | negatives (1000000), shardSize (32) or dim (1024)"
            })
    void noArrayIsTooLong(String settings, int items, String name, String advice) {
        TrainingConfig config = ConfigFile.set(TrainingConfig.DEFAULTS, List.of(settings.split(" ")));
        assertThatThrownBy(() -> TrainingMemory.of(config, items, 4, EXAMPLES, 2000, 2))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith(name + " would be an array of ")
                .hasMessageEndingWith(
                        " numbers, and an array of Java holds at most 2,147,483,639; choose a smaller " + advice);
    }
}
