package org.end4rec.models.encoder.mbstr;

import static org.end4rec.autograd.ops.Gather.gather;
import static org.end4rec.autograd.ops.Linear.linear;
import static org.end4rec.autograd.ops.LinearByType.linearByType;
import static org.end4rec.autograd.ops.Permute.permute;
import static org.end4rec.autograd.ops.Select.select;

import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.Initializers;
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
 * A transformer for several behaviors after MB-STR (Yuan et al., SIGIR 2022). From the paper: queries, keys and values
 * are projected by the behavior of their event, {@code q_i = S_i·Q[b_i]}, and each pair of behaviors has a bias by
 * distance, {@code softmax(q_i·k_j/√s + bias[b_i,b_j,distance(i − j)])}, in each head. Two parts are simpler than in
 * the paper. This model looks backwards and learns the event after each position; the paper hides events at random. And
 * all behaviors share the feed-forward part and the readout; the paper mixes experts. Parameters {@code mbstr.l.q/k/v}
 * [R,d,d], {@code mbstr.l.o} [d,d], {@code mbstr.l.bias} [R·R·distances,H], {@code mbstr.l.norm1/norm2} and
 * {@code mbstr.l.ffn}. O(N·d² + N²·d) per layer and sequence.
 */
public final class MbStr extends OneStageEncoder {
    private final EventEmbedding embedding;
    private final MixingStack<Projections> layers;

    /** A model with fresh parameters: same seed, same parameters. */
    public MbStr(EncoderConfig config, long seed) {
        super("mbstr", config, Targets.NEXT);
        config.checkHeads();
        embedding = new EventEmbedding(parameters, config, seed);
        layers = new MixingStack<>(Sizes.of(config), "mbstr", parameters, seed, name -> new Projections(name, seed));
    }

    /** How many numbers the parameters hold. */
    public static double parameterCount(EncoderConfig config) {
        double d = config.dim();
        double r = config.behaviors();
        double biases = r * r * BehaviorPairs.distances(config.length()) * config.heads();
        double attention = 3 * r * d * d + d * d + biases;
        return EventEmbedding.parameterCount(config)
                + config.layers() * (attention + AddNormFeedForward.parameterCount(d, true));
    }

    @Override
    public Parameter itemEmbedding() {
        return embedding.items();
    }

    @Override
    public Encoding encode(Tape tape, Batch batch, ForwardMode mode, Stage stage) {
        Objects.requireNonNull(stage, "stage");
        checkLength("MbStr", config.length(), batch.length());
        Variable mask = EventEmbedding.mask(tape, batch);
        Variable s = embedding.embed(tape, batch, mask, mode);
        BehaviorPairs pairs = BehaviorPairs.of(tape, batch, config.behaviors());
        Variable z = layers.apply(
                s, mask, batch.length(), mode, (layer, x, queries) -> layer.attend(x, batch.behaviors(), pairs));
        return new Encoding(batch.hasTargetsAtEveryPosition() ? z : select(z, 1, -1), List.of());
    }

    /** Queries, keys and values by behavior, and the bias of each pair of behaviors. */
    private final class Projections {
        private final Parameter q;
        private final Parameter k;
        private final Parameter v;
        private final Parameter o;
        private final Parameter bias;

        Projections(String name, long seed) {
            int d = config.dim();
            int r = config.behaviors();
            q = normal(name + ".q", Shape.of(r, d, d), seed);
            k = normal(name + ".k", Shape.of(r, d, d), seed);
            v = normal(name + ".v", Shape.of(r, d, d), seed);
            o = normal(name + ".o", Shape.of(d, d), seed);
            int rows = r * r * BehaviorPairs.distances(config.length());
            bias = parameters.add(new Parameter(name + ".bias", Initializers.zeros(Shape.of(rows, config.heads()))));
        }

        Variable attend(Variable s, int[] behaviors, BehaviorPairs pairs) {
            Tape tape = s.tape();
            Shape shape = s.shape();
            int n = shape.dim(1);
            Variable biases = gather(tape.leaf(bias), pairs.rows(), Shape.of(shape.dim(0), n, n));
            Variable seen = MultiHeadAttention.attend(
                    linearByType(s, tape.leaf(q), behaviors),
                    linearByType(s, tape.leaf(k), behaviors),
                    linearByType(s, tape.leaf(v), behaviors),
                    config.heads(),
                    permute(biases, 0, 3, 1, 2),
                    pairs.seen());
            return linear(seen, tape.leaf(o));
        }
    }
}
