package org.end4rec.models.encoder;

import java.util.Objects;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.FeedForward;
import org.end4rec.autograd.layers.LayerNormalization;
import org.jspecify.annotations.Nullable;

/**
 * The part of a layer after its mixing, position by position: {@code S′ = LN(S + mixed)},
 * {@code S″ = LN(S′ + Dropout(FFN(S′))) · mask}, or {@code LN(S + mixed) · mask} without a feed-forward part.
 * Parameters {@code name.norm1}, {@code name.ffn} and {@code name.norm2}.
 */
public final class AddNormFeedForward {
    private final float dropout;
    private final String draws;
    private final LayerNormalization norm1;
    private final @Nullable FeedForward feedForward;
    private final @Nullable LayerNormalization norm2;

    /** With fresh parameters of d channels. */
    public AddNormFeedForward(
            Parameters parameters, String name, int d, boolean feedForward, float dropout, long seed) {
        this.dropout = dropout;
        this.draws = Objects.requireNonNull(name, "name") + ".ffn";
        norm1 = new LayerNormalization(parameters, name + ".norm1", d);
        this.feedForward = feedForward ? new FeedForward(parameters, draws, d, seed) : null;
        norm2 = feedForward ? new LayerNormalization(parameters, name + ".norm2", d) : null;
    }

    /** How many numbers the parameters hold. */
    public static double parameterCount(double d, boolean feedForward) {
        return 2 * d + (feedForward ? 8 * d * d + 7 * d : 0);
    }

    /**
     * s and mixed: [...,d] → same.
     *
     * @param mask one factor a row
     */
    public Variable apply(Variable s, Variable mixed, float[] mask, ForwardMode mode) {
        Objects.requireNonNull(mask, "mask");
        Objects.requireNonNull(mode, "mode");
        if (feedForward == null || norm2 == null) {
            return norm1.applyToSum(s, mixed, mask);
        }
        Variable y = norm1.applyToSum(s, mixed, null);
        return norm2.applyToSum(y, mode.drop(feedForward.apply(y), dropout, draws), mask);
    }
}
