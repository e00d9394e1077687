package org.end4rec.models.encoder.end4rec;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant.Score;

/** Models of two layers over two short histories. */
final class TinyEnd4Rec {
    static final int ITEMS = 9;
    static final int LENGTH = 7;
    static final int DIM = 6;

    /** Behavior 1 is frequent, hence trusted little; behavior 2 is rare. */
    static final double[] COUNTS = {20, 0.01};

    /** Padding, then frequent and rare events. */
    static final Batch BATCH = new Batch(
            2,
            LENGTH,
            new int[] {0, 0, 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8},
            new int[] {0, 0, 2, 1, 2, 1, 2, 2, 2, 1, 2, 2, 1, 2},
            new int[] {7, 1});

    private TinyEnd4Rec() {}

    /** With every term of the loss. */
    static End4RecVariant.Builder config() {
        return End4RecVariant.builder(ITEMS, 2, LENGTH)
                .dim(DIM)
                .chunks(3)
                .dropout(0.1f)
                .score(Score.AGREEMENT)
                .weightCompactness(0.01)
                .weightContrast(0.1)
                .elimination(1, 0.2);
    }

    /** A model with random weights in every parameter but the eliminator's, far from the fresh ones. */
    static DenoisingEncoder random(End4RecVariant config) {
        DenoisingEncoder model = config.create(COUNTS, 1);
        for (Parameter parameter : model.parameters()) {
            if (!parameter.name().startsWith("hard.")) {
                RandomStream stream = RandomStream.of(4, parameter.name(), 0);
                float[] values = parameter.value().data();
                boolean padded = parameter.name().equals("item_embedding")
                        || parameter.name().equals("behavior_embedding");
                for (int i = padded ? DIM : 0; i < values.length; i++) {
                    values[i] += (float) (0.5 * stream.normal(i));
                }
            }
        }
        return model;
    }

    /** The representations of a batch, without dropout. */
    static float[] encode(DenoisingEncoder model, Batch batch, Stage stage) {
        return model.encode(Tape.inference(), batch, ForwardMode.evaluation(), stage)
                .representation()
                .value()
                .clone();
    }

    /** Names and shapes of all parameters. */
    static List<String> shapes(DenoisingEncoder model) {
        List<String> shapes = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            shapes.add(parameter.name() + " " + parameter.shape());
        }
        return shapes;
    }
}
