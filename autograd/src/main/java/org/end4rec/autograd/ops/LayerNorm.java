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
    /** Elements of the rows that are worked on together. */
    static final int BLOCK = 1024;

    private final int d;
    private final int rows;
    private final float[] statistics;

    private LayerNorm(Variable x, Variable weight, Variable bias) {
        super(x, weight, bias);
        d = x.shape().dim(-1);
        rows = x.shape().size() / d;
        statistics = take(rows * Kernels.ROW_STATISTICS);
    }

    /**
     * Each row shifted and scaled to mean 0 and variance 1 (the biased one, divided by d), then by weight and bias. x:
     * [...,d], weight, bias: [d] → as x; eps > 0. The moments are taken in two passes. Ba, Kiros and Hinton (2016).
     */
    public static Variable layerNorm(Variable x, Variable weight, Variable bias, double eps) {
        Shape shape = x.shape();
        if (shape.rank() < 1 || shape.dim(-1) < 1) {
            throw wrongShape("layerNorm", "x", shape, "[...,d] with d at least 1");
        }
        checkParameters("layerNorm", shape, weight, bias, eps);
        LayerNorm op = new LayerNorm(x, weight, bias);
        float[] y = op.take(shape.size());
        Kernels.get().layerNorm(op.rows, op.d, eps, x.value(), 0, weight.value(), bias.value(), y, 0, op.statistics, 0);
        return op.record(shape, y);
    }

    /** The rule for what {@code layerNorm} and {@code addLayerNorm} share. */
    static void checkParameters(String name, Shape x, Variable weight, Variable bias, double eps) {
        Shape expected = Shape.of(x.dim(-1));
        if (!weight.shape().equals(expected)) {
            throw wrongShape(name, "weight", weight.shape(), expected + ", to match x " + x);
        }
        if (!bias.shape().equals(expected)) {
            throw wrongShape(name, "bias", bias.shape(), expected + ", to match x " + x);
        }
        if (!(eps > 0) || Double.isInfinite(eps)) {
            throw new IllegalArgumentException(name + ": eps is " + eps + "; it must be finite and greater than 0");
        }
    }

    @Override
    public String name() {
        return "layerNorm";
    }

    @Override
    protected void backward(float[] dy) {
        Kernels kernels = Kernels.get();
        float[] x = input(0).value();
        float[] weight = input(1).value();
        float[] dWeight = input(1).requiresGradient() ? input(1).gradient() : take(d);
        float[] dBias = input(2).requiresGradient() ? input(2).gradient() : take(d);
        // a few rows at a time, which stay in the first-level cache until they are added
        int block = Math.max(1, BLOCK / d);
        float[] dx = take(block * d);
        for (int row = 0; row < rows; row += block) {
            int count = Math.min(block, rows - row);
            int offset = row * d;
            int kept = row * Kernels.ROW_STATISTICS;
            kernels.layerNormGradient(count, d, x, offset, weight, statistics, kept, dy, offset, dx, 0, dWeight, dBias);
            if (input(0).requiresGradient()) {
                kernels.accumulate(dx, 0, input(0).gradient(), offset, count * d);
            }
        }
    }
}
