package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.training.TrainingConfig.Loss;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NegativeDrawsTest {
    private static final RunData DATA = TinyRuns.data();

    /** Without dropout and with weights that stand still, the loss differs by the sampled items alone. */
    @ParameterizedTest
    @EnumSource(
            value = Loss.class,
            names = {"SAMPLED_SOFTMAX", "BCE", "BPR"})
    void eachStepAndSeedHasItsOwn(Loss kind) {
        TrainingConfig config = TinyRuns.with("model=sasrec", "dropout=0");
        SequenceEncoder encoder = Encoders.create(config, DATA);
        Batch batch = new BatchAssembler(DATA.histories(), config.length(), false)
                .batch(DATA.split().train().subList(0, 7));
        NegativeSampler sampler =
                NegativeSampler.uniform(DATA.histories().items().size());
        Set<Double> losses = new HashSet<>();
        try (Workers workers = new Workers(1)) {
            RecommendationLoss loss = RecommendationLoss.of(kind, encoder.itemEmbedding(), sampler, 5, workers);
            TrainingStep step = new TrainingStep(encoder, workers, 3, loss);
            for (long seed = 1; seed <= 3; seed++) {
                for (long number = 0; number < 4; number++) {
                    double found =
                            step.run(batch, encoder.lastStage(), seed, number).total();
                    assertThat(step.run(batch, encoder.lastStage(), seed, number)
                                    .total())
                            .isEqualTo(found);
                    losses.add(found);
                }
            }
        }
        assertThat(losses).hasSize(12);
    }
}
