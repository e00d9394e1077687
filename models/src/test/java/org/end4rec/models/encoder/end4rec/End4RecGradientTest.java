package org.end4rec.models.encoder.end4rec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.GradientCheck;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.Concat;
import org.end4rec.autograd.ops.Reshape;
import org.end4rec.autograd.ops.RowDot;
import org.end4rec.autograd.ops.Sum;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.junit.jupiter.api.Test;

/**
 * The gradient of the whole model and its loss terms, every parameter, with fixed noise. Only the stages whose loss has
 * a derivative: in the other two the decision to keep an event is a step, whose gradient is that of something else.
 */
class End4RecGradientTest {
    private static final int LENGTH = 8;
    private static final int DIM = 4;
    private static final double TOLERANCE = 2e-3;

    private static final Batch BATCH = new Batch(
            2,
            LENGTH,
            new int[] {0, 0, 3, 1, 4, 1, 5, 2, 2, 6, 5, 3, 5, 1, 4, 6},
            new int[] {0, 0, 2, 1, 2, 1, 2, 2, 2, 1, 2, 2, 1, 2, 1, 2},
            new int[] {7, 1});

    @Test
    void everyParameterOfTheStageOfMining() {
        check(GuidedTraining.MINING);
    }

    @Test
    void everyParameterOfTheStageOfSoftNoise() {
        check(GuidedTraining.SOFT);
    }

    private static void check(Stage stage) {
        DenoisingEncoder model = model();
        model.parameters().train(stage::trains);
        float[] noise = new float[2 * 2 * LENGTH];
        RandomStream gumbel = RandomStream.of(3, "gumbel", 0);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = gumbel.gumbel(i);
        }
        Tensor weights = random(Shape.of(1, 2 * DIM), "weights", 1);
        GradientCheck.Report report = new GradientCheck(1e-2f, TOLERANCE).check(model.parameters(), tape -> {
            Encoding encoding = model.encode(tape, BATCH, ForwardMode.withGumbel(noise), stage);
            List<Variable> parts = new ArrayList<>();
            Variable z = Reshape.reshape(encoding.representation(), Shape.of(1, 2 * DIM));
            parts.add(RowDot.rowDot(z, tape.constant(weights)));
            for (LossTerm term : encoding.terms()) {
                parts.add(Reshape.reshape(term.sum(), Shape.of(1)));
            }
            return Sum.sum(Concat.concat(0, parts.toArray(Variable[]::new)));
        });
        Figures.print(
                "G3",
                "END4Rec, stage " + stage.name() + ", every derivative against float32 differences",
                "%d derivatives, worst %.2g beyond rounding noise, bar %.1g",
                report.checked(),
                report.error(),
                TOLERANCE);
        assertThat(report.checked()).isGreaterThan(LENGTH);
        assertThat(report.passed()).as(report.toString()).isTrue();
    }

    private static DenoisingEncoder model() {
        End4RecVariant config = End4RecVariant.builder(7, 2, LENGTH)
                .dim(DIM)
                .layers(1)
                .chunks(2)
                .weightCompactness(0.01)
                .weightContrast(0.1)
                .elimination(1, 0.2)
                .build();
        DenoisingEncoder model = config.create(new double[] {20, 5}, 1);
        for (Parameter parameter : model.parameters()) {
            float[] values = parameter.value().data();
            Tensor drawn = random(parameter.shape(), parameter.name(), 0.5);
            boolean padded = parameter.name().equals("item_embedding")
                    || parameter.name().equals("behavior_embedding");
            for (int i = padded ? DIM : 0; i < values.length; i++) {
                values[i] += drawn.data()[i];
            }
        }
        return model;
    }

    private static Tensor random(Shape shape, String name, double size) {
        RandomStream stream = RandomStream.of(4, name, 0);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (size * stream.normal(i));
        }
        return Tensor.of(shape, values);
    }
}
