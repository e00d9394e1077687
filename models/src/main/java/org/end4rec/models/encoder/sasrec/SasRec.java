package org.end4rec.models.encoder.sasrec;

import static org.end4rec.autograd.ops.Reshape.reshape;

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
import org.end4rec.models.encoder.MixingStack;
import org.end4rec.models.encoder.MixingStack.Sizes;
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
    private final MixingStack<CausalSelfAttention> layers;
    private final LayerNormalization outputNorm;

    /** A model with fresh parameters: same seed, same parameters. */
    public SasRec(EncoderConfig config, long seed) {
        super("sasrec", config, Targets.NEXT);
        config.checkHeads();
        embedding = new EventEmbedding(parameters, config, seed);
        layers = new MixingStack<>(
                Sizes.of(config),
                "attention",
                parameters,
                seed,
                name -> new CausalSelfAttention(parameters, name, config.dim(), config.heads(), seed));
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
        Variable s = embedding.embed(tape, batch, mask, mode);
        return outputNorm.apply(layers.apply(
                s, mask, newest, mode, (attention, x, queries) -> attention.apply(queries, x, mask.value())));
    }
}
