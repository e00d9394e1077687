package org.end4rec.autograd.layers;

import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.PositionwiseFeedForward;
import org.end4rec.core.Shape;

/**
 * Position-wise feed-forward network, {@code y = GELU(x·w1 + b1)·w2 + b2}, d → 4d → d. Parameters {@code prefix.w1}
 * [d,4d], {@code prefix.b1} [4d], {@code prefix.w2} [4d,d], {@code prefix.b2} [d]. Vaswani et al. (2017).
 */
public final class FeedForward {
    private static final int EXPANSION = 4;
    private static final double STANDARD_DEVIATION = 0.02;

    private final Parameter w1;
    private final Parameter b1;
    private final Parameter w2;
    private final Parameter b2;

    /** Adds its parameters to {@code parameters}: weights normal with standard deviation 0.02, biases zero. */
    public FeedForward(Parameters parameters, String prefix, int d, long seed) {
        int inner = EXPANSION * d;
        Objects.requireNonNull(prefix, "prefix");
        w1 = parameters.add(weight(prefix + ".w1", Shape.of(d, inner), seed));
        b1 = parameters.add(new Parameter(prefix + ".b1", Initializers.zeros(Shape.of(inner))));
        w2 = parameters.add(weight(prefix + ".w2", Shape.of(inner, d), seed));
        b2 = parameters.add(new Parameter(prefix + ".b2", Initializers.zeros(Shape.of(d))));
    }

    private static Parameter weight(String name, Shape shape, long seed) {
        return new Parameter(name, Initializers.normal(shape, STANDARD_DEVIATION, seed, name));
    }

    /** x: [...,d] → same. */
    public Variable apply(Variable x) {
        Tape tape = x.tape();
        return PositionwiseFeedForward.positionwiseFeedForward(
                x, tape.leaf(w1), tape.leaf(b1), tape.leaf(w2), tape.leaf(b2));
    }
}
