package org.end4rec.models.encoder.fmlprec;

import static org.end4rec.autograd.ops.ComplexMultiply.complexMultiply;
import static org.end4rec.autograd.ops.Irfft.irfft;
import static org.end4rec.autograd.ops.NewestConvolution.newestConvolution;
import static org.end4rec.autograd.ops.Reshape.reshape;
import static org.end4rec.autograd.ops.Rfft.rfft;
import static org.end4rec.autograd.ops.Scale.scale;
import static org.end4rec.autograd.ops.Select.select;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
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
import org.end4rec.models.encoder.OneStageEncoder;
import org.end4rec.models.encoder.Stage;

/**
 * FMLP-Rec (Zhou et al., WWW 2022): a learned filter for every frequency and channel mixes the positions. Layer l is
 * {@code S′ = LN(S + Dropout(irfft(rfft(S) ⊙ W)))}, {@code S″ = LN(S′ + Dropout(FFN(S′))) · mask}; its parameters are
 * {@code filter.l.weight} [2,F,d], {@code filter.l.norm1/norm2} and {@code filter.l.ffn}. A filter is circular and
 * looks both ways, so only the newest position may be trained on. Unlike the authors' code it keeps padding at zero.
 * O(N log N·d + N·d²) per layer and sequence.
 */
public final class FmlpRec extends OneStageEncoder {
    private final EventEmbedding embedding;
    private final MixingStack<Parameter> layers;

    /** A model with fresh parameters: same seed, same parameters. */
    public FmlpRec(EncoderConfig config, long seed) {
        super("fmlprec", config, Targets.PREFIX);
        embedding = new EventEmbedding(parameters, config, seed);
        Shape filter = Shape.of(2, config.length() / 2 + 1, config.dim());
        layers = new MixingStack<>(
                Sizes.of(config), "filter", parameters, seed, name -> normal(name + ".weight", filter, seed));
    }

    /** How many numbers the parameters hold. */
    public static double parameterCount(EncoderConfig config) {
        double d = config.dim();
        double layer = 2.0 * (config.length() / 2 + 1) * d + AddNormFeedForward.parameterCount(d, true);
        return EventEmbedding.parameterCount(config) + config.layers() * layer;
    }

    @Override
    public Parameter itemEmbedding() {
        return embedding.items();
    }

    @Override
    public Encoding encode(Tape tape, Batch batch, ForwardMode mode, Stage stage) {
        Objects.requireNonNull(stage, "stage");
        checkLength("FmlpRec", config.length(), batch.length());
        Variable mask = EventEmbedding.mask(tape, batch);
        Variable s = embed(tape, batch, mask, mode);
        Variable newest = layers.apply(
                s,
                mask,
                1,
                mode,
                (weight, x, queries) ->
                        queries.shape().equals(x.shape()) ? filter(x, weight) : filterNewest(x, weight, batch.items()));
        return new Encoding(select(newest, 1, -1), List.of());
    }

    /** What the first layer reads, [B,N,d]. */
    Variable embed(Tape tape, Batch batch, Variable mask, ForwardMode mode) {
        return embedding.embed(tape, batch, mask, mode);
    }

    /** irfft(rfft(s) ⊙ W): [B,N,d] → same. */
    private Variable filter(Variable s, Parameter weight) {
        return irfft(complexMultiply(rfft(s), s.tape().leaf(weight)), config.length());
    }

    /** The newest position of {@link #filter}, a sum over the events times the filter's impulse response: [B,1,d]. */
    private Variable filterNewest(Variable s, Parameter weight, int[] items) {
        int n = config.length();
        Shape spectrum = Shape.of(1, 2, n / 2 + 1, config.dim());
        Variable response = irfft(reshape(s.tape().leaf(weight), spectrum), n);
        Variable sum = newestConvolution(s, scale(response, (float) (1 / Math.sqrt(n))), ones(items));
        return reshape(sum, Shape.of(s.shape().dim(0), 1, config.dim()));
    }

    /** The type of each event for the convolution: 1, and 0 for padding. */
    private static int[] ones(int[] items) {
        int[] types = new int[items.length];
        Arrays.setAll(types, i -> Math.min(items[i], 1));
        return types;
    }
}
