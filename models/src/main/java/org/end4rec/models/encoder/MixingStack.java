package org.end4rec.models.encoder;

import static org.end4rec.autograd.ops.Slice.slice;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Variable;

/**
 * The layers that all encoders but the recurrent one share: layer l mixes the positions and refines each of them,
 * {@code S′ = LN(S + Dropout(mix(S)))}, {@code S″ = LN(S′ + Dropout(FFN(S′))) · mask}. Only the mixer differs from
 * encoder to encoder. Parameters: the mixer's, and {@code prefix.l.norm1/norm2} and {@code prefix.l.ffn}.
 *
 * @param <M> the part of a layer that mixes, with its parameters
 */
public final class MixingStack<M> {
    private final List<Layer<M>> layers = new ArrayList<>();
    private final float dropout;

    /** A layer; {@code name} is part of the key of its dropout, so no two layers share draws. */
    private record Layer<M>(M mixer, String name, AddNormFeedForward refinement) {}

    /** How a mixer is applied to one batch. */
    @FunctionalInterface
    public interface Mixing<M> {
        /**
         * The mixed signal at the newest positions.
         *
         * @param s the signal at all positions, [B,N,d]
         * @param queries the signal at the newest positions, [B,Q,d]; s itself if all are asked for
         * @return [B,Q,d]
         */
        Variable mix(M mixer, Variable s, Variable queries);
    }

    /**
     * Layers with fresh parameters.
     *
     * @param sizes number and size of the layers
     * @param prefix layer l has the name {@code prefix.l}
     * @param mixer makes the mixer of the layer with the given name
     */
    public MixingStack(Sizes sizes, String prefix, Parameters parameters, long seed, Function<String, M> mixer) {
        Objects.requireNonNull(prefix, "prefix");
        dropout = sizes.dropout();
        for (int l = 0; l < sizes.layers(); l++) {
            String name = prefix + "." + l;
            M made = mixer.apply(name);
            AddNormFeedForward refinement =
                    new AddNormFeedForward(parameters, name, sizes.dim(), sizes.feedForward(), dropout, seed);
            layers.add(new Layer<>(made, name + sizes.mixing(), refinement));
        }
    }

    /**
     * The number and size of the layers.
     *
     * @param mixing what follows a layer's name in the key of the dropout after its mixer
     */
    public record Sizes(int layers, int dim, boolean feedForward, float dropout, String mixing) {
        /** @throws IllegalArgumentException if a size is below 0 */
        public Sizes {
            Objects.requireNonNull(mixing, "mixing");
            if (layers < 0 || dim < 0) {
                throw new IllegalArgumentException(
                        "MixingStack: there are " + layers + " layers of " + dim + " channels; neither can be below 0");
            }
        }

        /** The layers of a baseline. */
        public static Sizes of(EncoderConfig config) {
            return new Sizes(config.layers(), config.dim(), true, config.dropout(), "");
        }
    }

    /**
     * The newest Q positions after all layers, [B,Q,d]; the last layer computes these alone.
     *
     * @param s [B,N,d]
     * @param mask [B,N,1], 0 for padding
     * @param newest Q, from 1 to N
     * @throws IllegalArgumentException if Q is another number
     */
    public Variable apply(Variable s, Variable mask, int newest, ForwardMode mode, Mixing<M> mixing) {
        Objects.requireNonNull(mask, "mask");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(mixing, "mixing");
        if (newest < 1 || newest > s.shape().dim(1)) {
            throw new IllegalArgumentException(
                    "MixingStack: newest is " + newest + "; it must be from 1 to the number of positions");
        }
        Variable x = s;
        for (int l = 0; l < layers.size(); l++) {
            Layer<M> layer = layers.get(l);
            boolean last = l == layers.size() - 1;
            Variable queries = last ? newest(x, newest) : x;
            Variable mixed = mode.drop(mixing.mix(layer.mixer(), x, queries), dropout, layer.name());
            Variable real = last ? newest(mask, newest) : mask;
            x = layer.refinement().apply(queries, mixed, real.value(), mode);
        }
        return layers.isEmpty() ? newest(x, newest) : x;
    }

    /** The newest positions of x [B,N,...]: [B,Q,...]. */
    public static Variable newest(Variable x, int count) {
        int n = x.shape().dim(1);
        return count == n ? x : slice(x, 1, n - count, n);
    }
}
