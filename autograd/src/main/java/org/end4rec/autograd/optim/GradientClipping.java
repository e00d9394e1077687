package org.end4rec.autograd.optim;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.core.kernel.Kernels;

/** Bounds the length of a step's gradient (Pascanu, Mikolov and Bengio 2013). */
public final class GradientClipping {
    private GradientClipping() {}

    /** √Σ g² over all trainable parameters without their padding rows, in double and in their order. */
    public static double globalNorm(Parameters parameters) {
        double total = 0;
        for (Parameter parameter : parameters) {
            if (parameter.isTrainable()) {
                parameter.clearPaddingGradient();
                total += squares(parameter.gradient());
            }
        }
        return Math.sqrt(total);
    }

    private static double squares(float[] x) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < x.length - 3; i += 4) {
            a += (double) x[i] * x[i];
            b += (double) x[i + 1] * x[i + 1];
            c += (double) x[i + 2] * x[i + 2];
            d += (double) x[i + 3] * x[i + 3];
        }
        for (; i < x.length; i++) {
            a += (double) x[i] * x[i];
        }
        return (a + b) + (c + d);
    }

    /**
     * Scales the gradients of the trainable parameters so that their global norm is at most {@code largest}, and
     * returns the norm before. If that norm is NaN or infinite the gradients stay as they are: the caller must skip the
     * step or stop.
     *
     * @throws IllegalArgumentException unless {@code largest} is greater than 0
     */
    public static double clip(Parameters parameters, double largest) {
        if (!(largest > 0)) {
            throw new IllegalArgumentException(
                    "GradientClipping: largest is " + largest + "; it must be greater than 0");
        }
        double norm = globalNorm(parameters);
        if (Double.isFinite(norm) && norm > largest) {
            float scale = (float) (largest / norm);
            for (Parameter parameter : parameters) {
                if (parameter.isTrainable()) {
                    float[] gradient = parameter.gradient();
                    Kernels.get().scale(scale, gradient, 0, gradient, 0, gradient.length);
                }
            }
        }
        return norm;
    }
}
