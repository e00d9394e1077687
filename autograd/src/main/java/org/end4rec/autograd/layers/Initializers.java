package org.end4rec.autograd.layers;

import java.util.Arrays;
import java.util.Objects;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;

/**
 * First values of parameters. Random ones depend on the seed and the parameter's name alone, not on the order of calls.
 */
public final class Initializers {
    private Initializers() {}

    /** Independent normal values with mean 0. */
    public static Tensor normal(Shape shape, double standardDeviation, long seed, String name) {
        Objects.requireNonNull(name, "name");
        RandomStream stream = RandomStream.of(seed, "init:" + name, 0);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (standardDeviation * stream.normal(i));
        }
        return Tensor.of(shape, values);
    }

    /** Zeros. */
    public static Tensor zeros(Shape shape) {
        return Tensor.zeros(shape);
    }

    /** Ones. */
    public static Tensor ones(Shape shape) {
        float[] values = new float[shape.size()];
        Arrays.fill(values, 1f);
        return Tensor.of(shape, values);
    }
}
