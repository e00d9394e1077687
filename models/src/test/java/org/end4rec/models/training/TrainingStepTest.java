package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.autograd.optim.GradientClipping;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.data.Targets;
import org.end4rec.models.data.TrainingSequences;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.training.TrainingConfig.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingStepTest {
    private static final RunData DATA = TinyRuns.data();
    private static final TrainingConfig CONFIG = TinyRuns.with("dropout=0");
    private static final int SIZE = 31;
    private static final Batch BATCH = new BatchAssembler(DATA.histories(), CONFIG.length(), false)
            .batch(DATA.split().train().subList(0, SIZE));

    // oracle

    /** The shard is part of the key of the noise, so the noise is given; then shards differ only by rounding. */
    @ParameterizedTest
    @EnumSource(Loss.class)
    void shardsOfAnySizeGiveTheSameLoss(Loss kind) {
        for (Stage stage : encoder().stages()) {
            Map<String, float[]> gradients = new LinkedHashMap<>();
            StepLoss expected = run(kind, stage, 100, 1, gradients);
            assertThat(expected.total()).isFinite().isPositive();
            assertThat(expected.parts()).containsKey("recommend");
            for (int shardSize : new int[] {1, 3, SIZE, Integer.MAX_VALUE}) {
                Map<String, float[]> others = new LinkedHashMap<>();
                StepLoss loss = run(kind, stage, shardSize, 2, others);
                assertThat(loss.total()).isCloseTo(expected.total(), within(1e-5 * expected.total()));
                assertThat(loss.parts().keySet()).isEqualTo(expected.parts().keySet());
                loss.parts()
                        .forEach((name, part) -> assertThat(part)
                                .as(name)
                                .isCloseTo(expected.parts().getOrDefault(name, Double.NaN), within(1e-4)));
                others.forEach((name, gradient) -> close(name, gradient, gradients.getOrDefault(name, new float[0])));
            }
        }
    }

    private static StepLoss run(Loss kind, Stage stage, int shardSize, int threads, Map<String, float[]> gradients) {
        SequenceEncoder encoder = encoder();
        encoder.parameters().train(stage::trains);
        encoder.parameters().clearGradients();
        try (Workers workers = new Workers(threads)) {
            StepLoss loss = new TrainingStep(encoder, workers, shardSize, loss(kind, encoder, workers))
                    .run(BATCH, stage, RandomStream.of(1, "negatives", 0), noise(shardSize));
            encoder.parameters().forEach(parameter -> gradients.put(parameter.name(), parameter.gradient()));
            return loss;
        }
    }

    private static RecommendationLoss loss(Loss kind, SequenceEncoder encoder, Workers workers) {
        NegativeSampler sampler = NegativeSampler.byPopularity(DATA.itemCounts(), 0.5);
        return RecommendationLoss.of(kind, encoder.itemEmbedding(), sampler, 9, workers);
    }

    private static IntFunction<ForwardMode> noise(int shardSize) {
        int row = 2 * BATCH.length();
        return shard -> {
            int from = shard * shardSize;
            int rows = Math.min(shardSize, SIZE - from);
            float[] gumbel = new float[rows * row];
            RandomStream stream = RandomStream.of(9, "given noise", 0);
            for (int i = 0; i < gumbel.length; i++) {
                gumbel[i] = stream.gumbel((long) from * row + i);
            }
            return ForwardMode.withGumbel(gumbel);
        };
    }

    private static void close(String name, float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        float largest = 1e-5f;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("%s %d", name, i).isCloseTo(expected[i], within(2e-4f * largest));
        }
    }

    private static Batch everyPosition(Targets targets) {
        TrainingSequences sequences =
                new TrainingSequences(DATA.histories(), DATA.split(), CONFIG.length(), targets, true);
        return sequences.assembler(1, 0).apply(sequences.examples().subList(0, SIZE));
    }

    private static StepLoss runEvery(
            String model, Loss kind, Batch batch, int shardSize, int threads, Map<String, float[]> gradients) {
        SequenceEncoder encoder = Encoders.create(TinyRuns.with("dropout=0", "model=" + model), DATA);
        encoder.parameters().clearGradients();
        try (Workers workers = new Workers(threads)) {
            StepLoss loss = new TrainingStep(encoder, workers, shardSize, loss(kind, encoder, workers))
                    .run(batch, encoder.stages().get(0), 1, 0);
            encoder.parameters().forEach(parameter -> gradients.put(parameter.name(), parameter.gradient()));
            return loss;
        }
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void everyPositionInShardsOfAnySize(Loss kind) {
        for (String model : List.of("sasrec", "bert4rec")) {
            Batch batch = everyPosition(model.equals("sasrec") ? Targets.NEXT : Targets.MASKED);
            Map<String, float[]> gradients = new LinkedHashMap<>();
            double expected = runEvery(model, kind, batch, 100, 1, gradients).total();
            assertThat(expected).isFinite().isPositive();
            for (int shardSize : new int[] {1, 3, SIZE}) {
                Map<String, float[]> others = new LinkedHashMap<>();
                assertThat(runEvery(model, kind, batch, shardSize, 2, others).total())
                        .isCloseTo(expected, within(1e-5 * expected));
                others.forEach((name, gradient) -> close(name, gradient, gradients.getOrDefault(name, new float[0])));
            }
        }
    }

    @Test
    void everyPositionWithATargetCountsAlike() {
        Batch batch = everyPosition(Targets.NEXT);
        SequenceEncoder encoder = Encoders.create(TinyRuns.with("dropout=0", "model=sasrec"), DATA);
        float[] z = encoder.encode(
                        Tape.inference(),
                        batch,
                        ForwardMode.evaluation(),
                        encoder.stages().get(0))
                .representation()
                .value();
        float[] items = encoder.itemEmbedding().value().data();
        int d = CONFIG.dim();
        double sum = 0;
        int rows = 0;
        for (int row = 0; row < batch.next().length; row++) {
            if (batch.next()[row] > 0) {
                double total = 0;
                double target = 0;
                for (int item = 1; item < items.length / d; item++) {
                    double score = 0;
                    for (int j = 0; j < d; j++) {
                        score += (double) z[row * d + j] * items[item * d + j];
                    }
                    total += StrictMath.exp(score);
                    target = item == batch.next()[row] ? score : target;
                }
                sum += StrictMath.log(total) - target;
                rows++;
            }
        }
        // more rows than the softmax takes at a time, and not one for each position
        assertThat(rows).isGreaterThan(256).isLessThan(batch.next().length);
        assertThat(runEvery("sasrec", Loss.SOFTMAX, batch, 10, 2, new LinkedHashMap<>())
                        .total())
                .isCloseTo(sum / rows, within(1e-5));
    }

    /** The bits of training whose item rows lag are those of training whose rows never do, on any number of threads. */
    @ParameterizedTest
    @EnumSource(
            value = Loss.class,
            names = {"SAMPLED_SOFTMAX", "BCE", "BPR"})
    void rowsThatLagEndInTheSameBits(Loss kind) {
        for (double weightDecay : new double[] {0, 0.1}) {
            String expected = trainSampled(kind, weightDecay, 2, false);
            assertThat(trainSampled(kind, weightDecay, 1, true)).isEqualTo(expected);
            assertThat(trainSampled(kind, weightDecay, 3, true)).isEqualTo(expected);
        }
    }

    private static String trainSampled(Loss kind, double weightDecay, int threads, boolean defers) {
        SequenceEncoder encoder = encoder();
        AdamW optimizer = new AdamW(weightDecay);
        if (defers) {
            optimizer.defer(encoder.itemEmbedding());
        }
        try (Workers workers = new Workers(threads)) {
            NegativeSampler sampler = NegativeSampler.byPopularity(DATA.itemCounts(), 1);
            RecommendationLoss loss = RecommendationLoss.of(kind, encoder.itemEmbedding(), sampler, 2, workers);
            TrainingStep step = new TrainingStep(encoder, workers, 2, loss);
            for (int i = 0; i < 25; i++) {
                Batch batch = BATCH.slice(i % 5, i % 5 + 3);
                encoder.parameters().clearGradients();
                step.run(batch, GuidedTraining.JOINT, 5, i, optimizer);
                assertThat(encoder.itemEmbedding().hasSparseGradient()).isTrue();
                assertThat(encoder.itemEmbedding().gradientRows().size()).isBetween(1, DATA.itemCounts().length - 5);
                GradientClipping.clip(encoder.parameters(), 0.1);
                optimizer.step(encoder.parameters(), 0.01 / (1 + i % 3));
            }
            optimizer.catchUp(encoder.parameters());
        }
        return TinyRuns.hash(encoder.parameters());
    }

    // edges

    @Test
    void aStageLeavesTheOtherParametersAlone() {
        for (Stage stage : encoder().stages()) {
            SequenceEncoder encoder = encoder();
            Map<String, float[]> before = new LinkedHashMap<>();
            encoder.parameters()
                    .forEach(parameter -> before.put(
                            parameter.name(), parameter.value().data().clone()));
            encoder.parameters().train(stage::trains);
            train(encoder, stage, 3);
            int moved = 0;
            for (Parameter parameter : encoder.parameters()) {
                float[] old = before.getOrDefault(parameter.name(), new float[0]);
                if (stage.trains(parameter.name())) {
                    assertThat(parameter.value().data())
                            .as("%s in %s", parameter.name(), stage.name())
                            .isNotEqualTo(old);
                    moved++;
                } else {
                    assertThat(parameter.value().data())
                            .as("%s in %s", parameter.name(), stage.name())
                            .isEqualTo(old);
                    assertThat(parameter.gradient()).containsOnly(0f);
                }
            }
            assertThat(moved).as(stage.name()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void paddingRowsStayZero(Loss kind) {
        SequenceEncoder encoder = encoder();
        AdamW optimizer = new AdamW(0.1);
        try (Workers workers = new Workers(2)) {
            TrainingStep step = new TrainingStep(encoder, workers, 8, loss(kind, encoder, workers));
            for (int i = 0; i < 20; i++) {
                encoder.parameters().clearGradients();
                step.run(BATCH, GuidedTraining.JOINT, 5, i);
                optimizer.step(encoder.parameters(), 0.01);
            }
        }
        for (String name : new String[] {"item_embedding", "behavior_embedding"}) {
            float[] table = encoder.parameters().get(name).value().data();
            for (int i = 0; i < table.length; i++) {
                if (i < CONFIG.dim()) {
                    assertThat(table[i]).as("padding of %s", name).isZero();
                } else {
                    assertThat(table[i]).as("%s %d", name, i).isFinite().isNotZero();
                }
            }
        }
    }

    @Test
    void trainingLowersTheLoss() {
        SequenceEncoder encoder = encoder();
        encoder.parameters().train(GuidedTraining.MINING::trains);
        double[] losses = train(encoder, GuidedTraining.MINING, 30);
        assertThat(losses[29]).isLessThan(0.5 * losses[0]);
    }

    private static double[] train(SequenceEncoder encoder, Stage stage, int steps) {
        double[] losses = new double[steps];
        AdamW optimizer = new AdamW(0);
        try (Workers workers = new Workers(2)) {
            TrainingStep step = new TrainingStep(encoder, workers, 8);
            for (int i = 0; i < steps; i++) {
                encoder.parameters().clearGradients();
                losses[i] = step.run(BATCH, stage, 5, i).total();
                optimizer.step(encoder.parameters(), 0.02);
            }
        }
        return losses;
    }

    private static SequenceEncoder encoder() {
        return Encoders.create(CONFIG, DATA);
    }
}
