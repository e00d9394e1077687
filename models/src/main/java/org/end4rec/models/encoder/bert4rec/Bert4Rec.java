package org.end4rec.models.encoder.bert4rec;

import static org.end4rec.autograd.ops.Gelu.gelu;
import static org.end4rec.autograd.ops.Linear.linear;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.Select.select;

import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.autograd.layers.LayerNormalization;
import org.end4rec.core.Shape;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Targets;
import org.end4rec.models.encoder.AddNormFeedForward;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.EventEmbedding;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.MixingStack;
import org.end4rec.models.encoder.MixingStack.Sizes;
import org.end4rec.models.encoder.MultiHeadAttention;
import org.end4rec.models.encoder.OneStageEncoder;
import org.end4rec.models.encoder.Stage;

/**
 * BERT4Rec (Sun et al., CIKM 2019): every position attends to all events, and the model learns to predict hidden
 * events. For the next item it moves the history by one and hides the newest position, so it reads the newest N − 1
 * events. A hidden event has the vector {@code mask_token} [d] in place of item and behavior. Layer l is
 * {@code S′ = LN(S + Dropout(attention(S)))}, {@code S″ = LN(S′ + Dropout(FFN(S′))) · mask}, the readout
 * {@code z = LN(GELU(S·W + c))}; the authors also add a bias per item to the scores. O(N·d² + N²·d) per layer and
 * sequence.
 */
public final class Bert4Rec extends OneStageEncoder {
    private final EventEmbedding embedding;
    private final Parameter maskToken;
    private final MixingStack<Projections> layers;
    private final Parameter weight;
    private final Parameter bias;
    private final LayerNormalization outputNorm;

    /** A model with fresh parameters: same seed, same parameters. */
    public Bert4Rec(EncoderConfig config, long seed) {
        super("bert4rec", config, Targets.MASKED);
        config.checkHeads();
        int d = config.dim();
        embedding = new EventEmbedding(parameters, config, seed);
        maskToken = normal("mask_token", Shape.of(d), seed);
        layers =
                new MixingStack<>(Sizes.of(config), "attention", parameters, seed, name -> new Projections(name, seed));
        weight = normal("output.weight", Shape.of(d, d), seed);
        bias = parameters.add(new Parameter("output.bias", Initializers.zeros(Shape.of(d))));
        outputNorm = new LayerNormalization(parameters, "output_norm", d);
    }

    /** How many numbers the parameters hold. */
    public static double parameterCount(EncoderConfig config) {
        double d = config.dim();
        double layer = 4 * d * d + AddNormFeedForward.parameterCount(d, true);
        return EventEmbedding.parameterCount(config) + d + config.layers() * layer + d * d + d + 2 * d;
    }

    @Override
    public Parameter itemEmbedding() {
        return embedding.items();
    }

    @Override
    public Encoding encode(Tape tape, Batch batch, ForwardMode mode, Stage stage) {
        Objects.requireNonNull(stage, "stage");
        checkLength("Bert4Rec", config.length(), batch.length());
        boolean every = batch.hasTargetsAtEveryPosition();
        Batch read = every ? batch : withNewestHidden(batch);
        float[] hidden = tape.arena().take(read.items().length);
        float[] mask = tape.arena().take(hidden.length);
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = read.items()[i] == 0 && read.next()[i] > 0 ? 1f : 0f;
            mask[i] = read.items()[i] > 0 ? 1f : hidden[i];
        }
        Shape rows = Shape.of(read.size(), read.length(), 1);
        Variable tokens = multiply(tape.constant(rows, hidden), tape.leaf(maskToken));
        Variable real = tape.constant(rows, mask);
        Variable s = embedding.embed(tape, read, tokens, real, mode);
        float[] seen = seen(tape, mask, read.length());
        Variable all = layers.apply(s, real, read.length(), mode, (layer, x, queries) -> layer.attend(x, seen));
        Variable z = every ? all : select(all, 1, -1);
        return new Encoding(outputNorm.apply(gelu(linear(z, tape.leaf(weight), tape.leaf(bias)))), List.of());
    }

    /** The history moved by one, with a hidden event at its end. */
    private static Batch withNewestHidden(Batch batch) {
        int n = batch.length();
        int[] next = new int[batch.items().length];
        for (int newest = n - 1; newest < next.length; newest += n) {
            next[newest] = 1;
        }
        return new Batch(batch.size(), n, moved(batch.items(), n), moved(batch.behaviors(), n), batch.targets(), next);
    }

    private static int[] moved(int[] column, int n) {
        int[] moved = new int[column.length];
        for (int row = 0; row < column.length; row += n) {
            System.arraycopy(column, row + 1, moved, row, n - 1);
        }
        return moved;
    }

    /** [B,N,N]: every position sees every event. */
    private static float[] seen(Tape tape, float[] mask, int n) {
        float[] seen = tape.arena().take(mask.length * n);
        for (int query = 0; query < mask.length; query++) {
            System.arraycopy(mask, query / n * n, seen, query * n, n);
        }
        return seen;
    }

    /** The maps of attention. */
    private final class Projections {
        private final Parameter q;
        private final Parameter k;
        private final Parameter v;
        private final Parameter o;

        Projections(String name, long seed) {
            Shape square = Shape.of(config.dim(), config.dim());
            q = normal(name + ".q", square, seed);
            k = normal(name + ".k", square, seed);
            v = normal(name + ".v", square, seed);
            o = normal(name + ".o", square, seed);
        }

        Variable attend(Variable s, float[] seen) {
            Tape tape = s.tape();
            Variable attended = MultiHeadAttention.attend(
                    linear(s, tape.leaf(q)),
                    linear(s, tape.leaf(k)),
                    linear(s, tape.leaf(v)),
                    config.heads(),
                    null,
                    seen);
            return linear(attended, tape.leaf(o));
        }
    }
}
