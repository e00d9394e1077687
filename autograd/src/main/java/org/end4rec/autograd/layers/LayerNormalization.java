package org.end4rec.autograd.layers;

import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.AddLayerNorm;
import org.end4rec.autograd.ops.LayerNorm;
import org.end4rec.core.Shape;
import org.jspecify.annotations.Nullable;

/**
 * {@link LayerNorm} with its parameters {@code prefix.weight} [d], ones at first, and {@code prefix.bias} [d], zeros.
 */
public final class LayerNormalization {
    /** What is added to the variance. */
    public static final double EPSILON = 1e-5;

    private final Parameter weight;
    private final Parameter bias;

    /** Adds its parameters to {@code parameters}. */
    public LayerNormalization(Parameters parameters, String prefix, int d) {
        Objects.requireNonNull(prefix, "prefix");
        weight = parameters.add(new Parameter(prefix + ".weight", Initializers.ones(Shape.of(d))));
        bias = parameters.add(new Parameter(prefix + ".bias", Initializers.zeros(Shape.of(d))));
    }

    /** x: [...,d] → same. */
    public Variable apply(Variable x) {
        Tape tape = x.tape();
        return LayerNorm.layerNorm(x, tape.leaf(weight), tape.leaf(bias), EPSILON);
    }

    /**
     * The norm of x + r, each row times its factor. x, r: [...,d] → same.
     *
     * @param rowFactor one factor a row, such as 0 for padding, kept, not copied; null if all are 1
     */
    public Variable applyToSum(Variable x, Variable r, float @Nullable [] rowFactor) {
        Tape tape = x.tape();
        return AddLayerNorm.addLayerNorm(x, r, tape.leaf(weight), tape.leaf(bias), EPSILON, rowFactor);
    }
}
