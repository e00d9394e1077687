package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.autograd.Parameter;
import org.end4rec.core.random.RandomStream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant.Level;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant.Mixing;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant.Score;
import org.end4rec.models.encoder.end4rec.beyond.SequenceElimination;
import org.end4rec.models.parallel.Workers;
import org.junit.jupiter.api.Test;

/**
 * The loss of a training step and its gradient by every parameter against central differences of the whole model in
 * double, in every stage, at both levels, with every score and every mixing, with fixed noise.
 */
class End4RecTwinTest {
    /** Of a loss; float32 rounding over some hundred operations. */
    private static final double LOSS_TOLERANCE = 1e-5;

    /** Of the largest element of a parameter's gradient. */
    private static final double TOLERANCE = 1e-4;

    /** Central differences in double: truncation and rounding both err by about 1e-11. */
    private static final double STEP = 0x1p-17;

    private static final int ITEMS = 10;
    private static final int BEHAVIORS = 2;
    private static final int LENGTH = 8;
    private static final int DIM = 4;

    private static final Batch BATCH = new Batch(
            2,
            LENGTH,
            new int[] {0, 0, 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7},
            new int[] {0, 0, 2, 1, 2, 1, 2, 2, 2, 1, 2, 2, 1, 2, 1, 2},
            new int[] {10, 1});

    /** The same with the event after each one as a target, and one that has none. */
    private static final Batch EVERY_POSITION =
            new Batch(2, LENGTH, BATCH.items(), BATCH.behaviors(), BATCH.targets(), new int[] {
                0, 0, 1, 4, 1, 5, 0, 10, 6, 5, 3, 5, 8, 9, 7, 1
            });

    @Test
    void everyParameterInEveryStage() {
        Worst worst = new Worst();
        for (Level level : List.of(Level.TOKEN, Level.REPRESENTATION)) {
            for (Score score : Score.values()) {
                checkStages(config(level, score, Mixing.SHARED), worst);
            }
        }
        checkStages(config(Level.TOKEN, Score.ITEM_AGREEMENT, Mixing.BANDED), worst);
        End4RecVariant causal = config(Level.TOKEN, Score.ITEM_AGREEMENT, Mixing.CAUSAL);
        checkStages(causal, worst);
        check(causal, GuidedTraining.MINING, EVERY_POSITION, worst);
        End4RecVariant sifting = config(Level.SEQUENCE, Score.ITEM_AGREEMENT, Mixing.CAUSAL);
        checkStages(sifting, worst);
        check(sifting, SequenceElimination.REMINING, EVERY_POSITION, worst);
        Figures.print(
                "G3",
                "END4Rec, every stage, three levels, four scores, three mixings, against the whole model in double",
                "%d derivatives, worst %.2g of the largest of its parameter, bar %.1g",
                worst.derivatives,
                worst.error,
                TOLERANCE);
        assertThat(worst.error).as(worst.where).isLessThanOrEqualTo(TOLERANCE);
    }

    private static final class Worst {
        private double error;
        private String where = "";
        private int derivatives;
    }

    private static void checkStages(End4RecVariant config, Worst worst) {
        for (Stage stage : model(config).stages()) {
            check(config, stage, BATCH, worst);
        }
    }

    private static void check(End4RecVariant config, Stage stage, Batch batch, Worst worst) {
        DenoisingEncoder model = model(config);
        float[] noise = noise();
        model.parameters().train(stage::trains);
        model.parameters().clearGradients();
        StepLoss step = step(model, batch, stage, noise);
        Map<String, double[]> values = new LinkedHashMap<>();
        for (Parameter parameter : model.parameters()) {
            values.put(parameter.name(), widen(parameter.value().data()));
        }
        DoubleEnd4Rec twin =
                new DoubleEnd4Rec(config, values, model.sift(batch, stage).batch(), noise);
        String where = stage.name() + ", " + config.level() + ", " + config.score() + ", " + config.mixing();
        assertThat(step.parts().values()).as(where).allMatch(part -> part > 0);
        assertThat(step.total()).as(where).isCloseTo(twin.loss(stage), within(LOSS_TOLERANCE * step.total()));
        for (Parameter parameter : model.parameters()) {
            if (!parameter.isTrainable()) {
                continue;
            }
            double[] expected = differences(twin, stage, values.getOrDefault(parameter.name(), new double[0]));
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertThat(largest)
                    .as("gradient of %s, %s", parameter.name(), where)
                    .isPositive();
            for (int i = 0; i < expected.length; i++) {
                double error = Math.abs(parameter.gradient()[i] - expected[i]) / largest;
                if (!(error <= worst.error)) {
                    worst.error = error;
                    worst.where = parameter.name() + " at " + i + ", " + where;
                }
                worst.derivatives++;
            }
        }
    }

    private static double[] differences(DoubleEnd4Rec twin, Stage stage, double[] values) {
        double[] slopes = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            values[i] = value + STEP;
            double above = twin.loss(stage);
            values[i] = value - STEP;
            double below = twin.loss(stage);
            values[i] = value;
            slopes[i] = (above - below) / (2 * STEP);
        }
        return slopes;
    }

    /** The step that training takes, each sequence a shard of its own. */
    private static StepLoss step(DenoisingEncoder model, Batch batch, Stage stage, float[] noise) {
        int row = 2 * LENGTH;
        try (Workers workers = new Workers(1)) {
            return new TrainingStep(model, workers, 1)
                    .run(
                            batch,
                            stage,
                            RandomStream.of(1, "unused", 0),
                            shard -> ForwardMode.withGumbel(Arrays.copyOfRange(noise, shard * row, (shard + 1) * row)));
        }
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static float[] noise() {
        float[] noise = new float[2 * 2 * LENGTH];
        RandomStream gumbel = RandomStream.of(3, "gumbel", 0);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = gumbel.gumbel(i);
        }
        return noise;
    }

    private static End4RecVariant config(Level level, Score score, Mixing mixing) {
        return End4RecVariant.builder(ITEMS, BEHAVIORS, LENGTH)
                .dim(DIM)
                .chunks(2)
                .mixing(mixing)
                .temperature(0.7f)
                .level(level)
                .score(score)
                .weightCompactness(0.01)
                .weightContrast(0.1)
                .elimination(1, 0.2)
                .build();
    }

    /** Weights large enough that every part of the loss has a slope, and a bias that eliminates some events. */
    private static DenoisingEncoder model(End4RecVariant config) {
        DenoisingEncoder model = config.create(new double[] {3, 2}, 1);
        for (Parameter parameter : model.parameters()) {
            RandomStream stream = RandomStream.of(4, parameter.name(), 0);
            float[] values = parameter.value().data();
            boolean padded = parameter.name().equals("item_embedding")
                    || parameter.name().equals("behavior_embedding");
            for (int i = padded ? DIM : 0; i < values.length; i++) {
                values[i] += (float) (0.3 * stream.normal(i));
            }
        }
        // so that some events of this batch are eliminated, and not all
        model.parameters().get("hard.score.bias").value().data()[0] =
                config.score() == Score.SQUARED_AGREEMENT ? 20f : 1.5f;
        return model;
    }
}
