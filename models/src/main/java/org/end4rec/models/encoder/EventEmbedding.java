package org.end4rec.models.encoder;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.GatherSum.gatherSum;
import static org.end4rec.autograd.ops.Multiply.multiply;

import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.autograd.layers.LayerNormalization;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.models.data.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Item, behavior and position in one vector: {@code S⁰ = Dropout(LN(item[v] + behavior[b] + position[i])) · mask}.
 * Parameters {@code item_embedding} [V+1,d], {@code behavior_embedding} [R+1,d], {@code position_embedding} [N,d] and
 * {@code embedding_norm}; row 0 of the first two is padding. The behavior may be left out.
 */
public final class EventEmbedding {
    /** Standard deviation of freshly drawn weights. */
    public static final double INITIAL_DEVIATION = 0.02;

    private final Parameter items;
    private final @Nullable Parameter behaviors;
    private final Parameter positions;
    private final LayerNormalization norm;
    private final float dropout;

    /**
     * Adds its parameters to {@code parameters}.
     *
     * @param behaviors number of behaviors, R; 0 to leave the behavior out
     */
    public EventEmbedding(
            Parameters parameters, int items, int behaviors, int length, int d, float dropout, long seed) {
        if (items < 0 || behaviors < 0) {
            throw new IllegalArgumentException("EventEmbedding: there are " + items + " items and " + behaviors
                    + " behaviors; neither can be below 0");
        }
        this.items = parameters.add(table("item_embedding", items, d, seed));
        this.behaviors = behaviors == 0 ? null : parameters.add(table("behavior_embedding", behaviors, d, seed));
        String position = "position_embedding";
        positions = parameters.add(
                new Parameter(position, Initializers.normal(Shape.of(length, d), INITIAL_DEVIATION, seed, position)));
        norm = new LayerNormalization(parameters, "embedding_norm", d);
        this.dropout = dropout;
    }

    /** The embedding of a baseline. */
    public EventEmbedding(Parameters parameters, EncoderConfig config, long seed) {
        this(
                parameters,
                config.items(),
                config.embeddedBehaviors(),
                config.length(),
                config.dim(),
                config.dropout(),
                seed);
    }

    /** A table [rows+1,d] of fresh weights, which are drawn when they are first read. */
    public static Parameter table(String name, int rows, int d, long seed) {
        Shape shape = Shape.of(rows + 1, d);
        return Parameter.withPaddingRow(name, shape, () -> {
            Tensor values = Initializers.normal(shape, INITIAL_DEVIATION, seed, name);
            Arrays.fill(values.data(), 0, d, 0f);
            return values;
        });
    }

    /**
     * How many numbers the parameters hold.
     *
     * @param behaviors number of behaviors, R; 0 if the behavior is left out
     */
    public static double parameterCount(double items, double behaviors, double length, double d) {
        return (items + 1 + (behaviors == 0 ? 0 : behaviors + 1) + length + 2) * d;
    }

    /** As above, of a baseline. */
    public static double parameterCount(EncoderConfig config) {
        return parameterCount(config.items(), config.embeddedBehaviors(), config.length(), config.dim());
    }

    /** The item table [V+1,d]. */
    public Parameter items() {
        return items;
    }

    /** 1 for an event and 0 for padding, [B,N,1]. */
    public static Variable mask(Tape tape, Batch batch) {
        float[] mask = tape.arena().take(batch.items().length);
        batch.mask(mask);
        return tape.constant(Shape.of(batch.size(), batch.length(), 1), mask);
    }

    /** S⁰ [B,N,d]; {@code mask} [B,N,1]. */
    public Variable embed(Tape tape, Batch batch, Variable mask, ForwardMode mode) {
        return embed(tape, batch, null, mask, mode);
    }

    /** S⁰ with {@code more} [B,N,d] in the sum of embeddings, unless it is null. */
    public Variable embed(Tape tape, Batch batch, @Nullable Variable more, Variable mask, ForwardMode mode) {
        List<Variable> tables =
                behaviors == null ? List.of(tape.leaf(items)) : List.of(tape.leaf(items), tape.leaf(behaviors));
        List<int[]> numbers = behaviors == null ? List.of(batch.items()) : List.of(batch.items(), batch.behaviors());
        Variable sum = gatherSum(tables, numbers, tape.leaf(positions));
        Variable event = more == null ? sum : add(sum, more);
        return multiply(mode.drop(norm.apply(event), dropout, "embedding"), mask);
    }
}
