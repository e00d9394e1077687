package org.end4rec.autograd.optim;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.RowSet;
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
                total += parameter.hasSparseGradient() ? squaresOfRows(parameter) : squares(parameter.gradient());
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

    /** The bits of {@link #squares}: rows without a gradient would add zeros. */
    private static double squaresOfRows(Parameter parameter) {
        RowSet touched = parameter.gradientRows();
        if (touched.size() == 0) {
            return 0;
        }
        float[] x = parameter.gradientValues();
        int[] rows = touched.rows();
        int length = x.length / parameter.shape().dim(0);
        double[] sums = new double[4];
        for (int i = 0; i < touched.size(); i++) {
            addSquares(x, rows[i] * length, length, sums);
        }
        return (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }

    /** Element i adds to sum i mod 4, the last few of the table to the first sum. */
    private static void addSquares(float[] x, int from, int length, double[] sums) {
        int at = from;
        int to = from + length;
        for (; at < to && (at & 3) != 0; at++) {
            sums[at < (x.length & ~3) ? at & 3 : 0] += (double) x[at] * x[at];
        }
        double a = sums[0];
        double b = sums[1];
        double c = sums[2];
        double d = sums[3];
        for (; at < to - 3; at += 4) {
            a += (double) x[at] * x[at];
            b += (double) x[at + 1] * x[at + 1];
            c += (double) x[at + 2] * x[at + 2];
            d += (double) x[at + 3] * x[at + 3];
        }
        sums[0] = a;
        sums[1] = b;
        sums[2] = c;
        sums[3] = d;
        for (; at < to; at++) {
            sums[at < (x.length & ~3) ? at & 3 : 0] += (double) x[at] * x[at];
        }
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
                    scale(parameter, scale);
                }
            }
        }
        return norm;
    }

    private static void scale(Parameter parameter, float scale) {
        float[] gradient = parameter.gradientValues();
        if (!parameter.hasSparseGradient()) {
            Kernels.get().scale(scale, gradient, 0, gradient, 0, gradient.length);
            return;
        }
        RowSet touched = parameter.gradientRows();
        int[] rows = touched.rows();
        for (int i = 0; i < touched.size(); i++) {
            int length = gradient.length / parameter.shape().dim(0);
            Kernels.get().scale(scale, gradient, rows[i] * length, gradient, rows[i] * length, length);
        }
    }
}
