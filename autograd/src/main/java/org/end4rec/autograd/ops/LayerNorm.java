package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Layer normalization over the last axis: {@code x̂ = (x − mean)/√(variance + eps)}, {@code y = x̂·weight + bias}. With
 * {@code g = dy·weight}: {@code dx = (g − mean(g) − x̂·mean(g·x̂))/√(variance + eps)}, {@code dweight = Σ dy·x̂},
 * {@code dbias = Σ dy}.
 */
public final class LayerNorm extends Op {
    private final int d;
    private final int rows;
    private final float[] normalized;
    private final float[] inverse;

    private LayerNorm(Variable x, Variable weight, Variable bias) {
        super(x, weight, bias);
        d = x.shape().dim(-1);
        rows = x.shape().size() / d;
        normalized = take(rows * d);
        inverse = take(rows);
    }

    /**
     * Each row shifted and scaled to mean 0 and variance 1 (the biased one, divided by d), then by weight and bias. x:
     * [...,d], weight, bias: [d] → as x; eps > 0. The moments are taken in two passes in double. Ba, Kiros and Hinton
     * (2016).
     */
    public static Variable layerNorm(Variable x, Variable weight, Variable bias, double eps) {
        Shape shape = x.shape();
        if (shape.rank() < 1 || shape.dim(-1) < 1) {
            throw wrongShape("layerNorm", "x", shape, "[...,d] with d at least 1");
        }
        Shape expected = Shape.of(shape.dim(-1));
        if (!weight.shape().equals(expected)) {
            throw wrongShape("layerNorm", "weight", weight.shape(), expected + ", to match x " + shape);
        }
        if (!bias.shape().equals(expected)) {
            throw wrongShape("layerNorm", "bias", bias.shape(), expected + ", to match x " + shape);
        }
        if (!(eps > 0) || Double.isInfinite(eps)) {
            throw new IllegalArgumentException("layerNorm: eps is " + eps + "; it must be finite and greater than 0");
        }
        LayerNorm op = new LayerNorm(x, weight, bias);
        float[] y = op.take(shape.size());
        op.forward(eps, y);
        return op.record(shape, y);
    }

    @Override
    public String name() {
        return "layerNorm";
    }

    private void forward(double eps, float[] y) {
        float[] x = input(0).value();
        float[] weight = input(1).value();
        float[] bias = input(2).value();
        for (int row = 0; row < rows; row++) {
            int offset = row * d;
            double mean = sum(x, offset) / d;
            double scale = 1 / Math.sqrt(squaredDeviations(x, offset, mean) / d + eps);
            for (int i = 0; i < d; i++) {
                normalized[offset + i] = (float) ((x[offset + i] - mean) * scale);
            }
            for (int i = 0; i < d; i++) {
                y[offset + i] = Math.fma(normalized[offset + i], weight[i], bias[i]);
            }
            inverse[row] = (float) scale;
        }
    }

    /** Σ x in double, in four lanes that do not wait for each other. */
    private double sum(float[] x, int offset) {
        double a = 0;
        double b = 0;
        double c = 0;
        double e = 0;
        int i = offset;
        for (int end = offset + d - 3; i < end; i += 4) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            e += x[i + 3];
        }
        for (; i < offset + d; i++) {
            a += x[i];
        }
        return (a + b) + (c + e);
    }

    private double squaredDeviations(float[] x, int offset, double mean) {
        double a = 0;
        double b = 0;
        double c = 0;
        double e = 0;
        int i = offset;
        for (int end = offset + d - 3; i < end; i += 4) {
            a += square(x[i] - mean);
            b += square(x[i + 1] - mean);
            c += square(x[i + 2] - mean);
            e += square(x[i + 3] - mean);
        }
        for (; i < offset + d; i++) {
            a += square(x[i] - mean);
        }
        return (a + b) + (c + e);
    }

    private static double square(double x) {
        return x * x;
    }

    @Override
    protected void backward(float[] dy) {
        Kernels kernels = Kernels.get();
        if (input(0).requiresGradient()) {
            inputGradient(dy, input(0).gradient());
        }
        if (input(1).requiresGradient()) {
            for (int row = 0; row < rows; row++) {
                kernels.multiplyAccumulate(dy, row * d, normalized, row * d, input(1).gradient(), 0, d);
            }
        }
        if (input(2).requiresGradient()) {
            for (int row = 0; row < rows; row++) {
                kernels.accumulate(dy, row * d, input(2).gradient(), 0, d);
            }
        }
    }

    private void inputGradient(float[] dy, float[] dx) {
        Kernels kernels = Kernels.get();
        float[] g = take(d);
        for (int row = 0; row < rows; row++) {
            int offset = row * d;
            kernels.multiply(dy, offset, input(1).value(), 0, g, 0, d);
            float mean = kernels.sum(g, 0, d) / d;
            float slope = kernels.dot(g, 0, normalized, offset, d) / d;
            float scale = inverse[row];
            for (int i = 0; i < d; i++) {
                dx[offset + i] += scale * (g[i] - mean - normalized[offset + i] * slope);
            }
        }
    }
}
