package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.training.TrainingConfig.Loss;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trainer gives the bits of the same epoch written out, without rows that lag. */
class TrainerTwinTest {
    private static final RunData DATA = TinyRuns.data();
    private static final int SIZE = 5;

    @ParameterizedTest
    @CsvSource({"SAMPLED_SOFTMAX, 0", "SAMPLED_SOFTMAX, 1", "BCE, 0", "BCE, 0.5", "BPR, 1"})
    void aSampledLossGivesTheSameBits(Loss loss, double power) {
        TrainingConfig config = TinyRuns.with(
                "model=sasrec",
                "heads=2",
                "positions=last",
                "loss=" + loss.name().toLowerCase(Locale.ROOT),
                "negativePower=" + power,
                "negatives=3",
                "miningEpochs=0",
                "hardEpochs=0",
                "softEpochs=0",
                "jointEpochs=1",
                "batchSize=" + SIZE,
                "epochExamples=60",
                "warmupSteps=0",
                "clipNorm=0",
                "weightDecay=0.1");
        List<String> found = new ArrayList<>();
        SequenceEncoder encoder = Encoders.create(config, DATA);
        Histories histories = DATA.histories();
        Split split = DATA.split();
        try (Workers workers = new Workers(2)) {
            new Trainer(encoder, config, histories, split, workers, RunStore.NONE, new TrainingListener() {
                        @Override
                        public void epochDone(EpochReport report) {
                            found.add(TinyRuns.hash(encoder.parameters()));
                        }
                    })
                    .train();
        }
        assertThat(found).containsExactly(writtenOut(config, power));
    }

    private static String writtenOut(TrainingConfig config, double power) {
        SequenceEncoder encoder = Encoders.create(config, DATA);
        Stage stage = encoder.lastStage();
        List<Example> all = DATA.split().train();
        int[] places = RandomStream.of(config.seed(), "epoch", 0).permutation(all.size());
        int[] order = RandomStream.of(config.seed(), "shuffle", 0).permutation(60);
        BatchAssembler assembler = new BatchAssembler(DATA.histories(), config.length(), false);
        NegativeSampler sampler = NegativeSampler.byPopularity(DATA.itemCounts(), power);
        AdamW optimizer = new AdamW(0.1);
        try (Workers workers = new Workers(1)) {
            RecommendationLoss loss =
                    RecommendationLoss.of(config.objective().loss(), encoder.itemEmbedding(), sampler, 3, workers);
            TrainingStep step =
                    new TrainingStep(encoder, workers, config.batching().shardSize(), loss);
            for (int i = 0; i < 60 / SIZE; i++) {
                List<Example> examples = new ArrayList<>();
                for (int at = i * SIZE; at < (i + 1) * SIZE; at++) {
                    examples.add(all.get(places[order[at]]));
                }
                encoder.parameters().clearGradients();
                step.run(assembler.batch(examples), stage, config.seed(), i);
                optimizer.step(encoder.parameters(), config.optimizer().learningRate());
            }
        }
        return TinyRuns.hash(encoder.parameters());
    }
}
