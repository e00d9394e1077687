package org.end4rec.models.encoder.sasrec;

import static org.end4rec.autograd.ops.Reshape.reshape;
import static org.end4rec.autograd.ops.Slice.slice;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.CausalSelfAttention;
import org.end4rec.autograd.layers.LayerNormalization;
import org.end4rec.core.Shape;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Targets;
import org.end4rec.models.encoder.AddNormFeedForward;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.EventEmbedding;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.OneStageEncoder;
import org.end4rec.models.encoder.Stage;

/**
 * SASRec: embed, let every position attend to its past, read out the newest position. Layer l is {@code S′ = LN(S +
 * Dropout(attention(S)))}, {@code S″ = LN(S′ + Dropout(FFN(S′))) · mask}; its parameters are
 * {@code attention.l.q/k/v/o} [d,d], {@code attention.l.norm1/norm2} and {@code attention.l.ffn}. O(N·d² + N²·d) per
 * layer and sequence.
 */
public final class SasRec extends OneStageEncoder {
    private final EventEmbedding embedding;
    private final List<Layer> layers = new ArrayList<>();
    private final LayerNormalization outputNorm;

    /** A model with fresh parameters: same seed, same parameters. */
    public SasRec(EncoderConfig config, long seed) {
        super("sasrec", config, Targets.NEXT);
        config.checkHeads();
        embedding = new EventEmbedding(parameters, config, seed);
        for (int l = 0; l < config.layers(); l++) {
            layers.add(new Layer("attention." + l, seed));
        }
        outputNorm = new LayerNormalization(parameters, "output_norm", config.dim());
    }

    /** How many numbers the parameters hold. */
    public static double parameterCount(EncoderConfig config) {
        double d = config.dim();
        double layer = 4 * d * d + AddNormFeedForward.parameterCount(d, true);
        return EventEmbedding.parameterCount(config) + config.layers() * layer + 2 * d;
    }

    @Override
    public Parameter itemEmbedding() {
        return embedding.items();
    }

    @Override
    public Encoding encode(Tape tape, Batch batch, ForwardMode mode, Stage stage) {
        Objects.requireNonNull(stage, "stage");
        if (batch.hasTargetsAtEveryPosition()) {
            return new Encoding(positions(tape, batch, mode), List.of());
        }
        Variable newest = encode(tape, batch, mode, 1);
        return new Encoding(reshape(newest, Shape.of(batch.size(), config.dim())), List.of());
    }

    /** The representation at every position, [B,N,d], which predicts the event after the position. */
    Variable positions(Tape tape, Batch batch, ForwardMode mode) {
        return encode(tape, batch, mode, batch.length());
    }

    /** The representations at the newest positions; the last layer computes only what these need. */
    private Variable encode(Tape tape, Batch batch, ForwardMode mode, int newest) {
        checkLength("SasRec", config.length(), batch.length());
        Variable mask = EventEmbedding.mask(tape, batch);
        float[] padding = mask.value();
        Variable s = embedding.embed(tape, batch, mask, mode);
        for (int l = 0; l < layers.size(); l++) {
            boolean last = l == layers.size() - 1;
            s = layers.get(l).apply(s, padding, mask, mode, last ? newest : batch.length());
        }
        return outputNorm.apply(newest(s, newest));
    }

    /** The newest positions of x [B,N,...]. */
    private static Variable newest(Variable x, int count) {
        int n = x.shape().dim(1);
        return count == n ? x : slice(x, 1, n - count, n);
    }

    private final class Layer {
        private final String name;
        private final CausalSelfAttention attention;
        private final AddNormFeedForward refinement;

        Layer(String name, long seed) {
            this.name = name;
            attention = new CausalSelfAttention(parameters, name, config.dim(), config.heads(), seed);
            refinement = new AddNormFeedForward(parameters, name, config.dim(), true, config.dropout(), seed);
        }

        Variable apply(Variable s, float[] padding, Variable mask, ForwardMode mode, int newest) {
            Variable queries = newest(s, newest);
            Variable seen = attention.apply(queries, s, padding);
            Variable mixed = mode.drop(seen, config.dropout(), name);
            return refinement.apply(queries, mixed, newest(mask, newest).value(), mode, name, "ffn");
        }
    }
}
