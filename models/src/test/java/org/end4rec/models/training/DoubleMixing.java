package org.end4rec.models.training;

import java.util.function.Function;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;

/** How an EBM layer mixes the positions, naively and in double. */
final class DoubleMixing {
    private final End4RecVariant config;
    private final Function<String, double[]> parameters;
    private final int n;
    private final int d;

    /** @param parameters values by name */
    DoubleMixing(End4RecVariant config, Function<String, double[]> parameters) {
        this.config = config;
        this.parameters = parameters;
        n = config.length();
        d = config.dim();
    }

    /**
     * With the layers {@code L = L₂(max(L₁(·), 0))}, M is irfft(L(rfft(S))), or irfft(L(W ⊙ rfft(S))), or the real part
     * of L(Σ_a h_a ⊙ S_{t−a}).
     */
    double[][] mix(String layer, double[][] s) {
        String fusion = layer + ".fusion";
        return switch (config.mixing()) {
            case SHARED -> DoubleArithmetic.irfft(fuse(fusion, DoubleArithmetic.rfft(s)), n);
            case BANDED -> DoubleArithmetic.irfft(fuse(fusion, weigh(layer + ".band", DoubleArithmetic.rfft(s))), n);
            case CAUSAL -> fuse(fusion, filter(layer + ".response", s))[0];
        };
    }

    /** W ⊙ X, complex. */
    private double[][][] weigh(String name, double[][][] spectrum) {
        double[] w = parameters.apply(name);
        int plane = config.paper().bins() * d;
        double[][][] y = new double[2][config.paper().bins()][d];
        for (int i = 0; i < plane; i++) {
            double re = spectrum[0][i / d][i % d];
            double im = spectrum[1][i / d][i % d];
            y[0][i / d][i % d] = re * w[i] - im * w[plane + i];
            y[1][i / d][i % d] = re * w[plane + i] + im * w[i];
        }
        return y;
    }

    /** The two planes Σ_{a≤t} h_a ⊙ S_{t−a}. */
    private double[][][] filter(String name, double[][] s) {
        double[] h = parameters.apply(name);
        double[][][] y = new double[2][n][d];
        for (int i = 0; i < h.length; i++) {
            int age = i / d % n;
            for (int t = age; t < n; t++) {
                y[i / (n * d)][t][i % d] += h[i] * s[t - age][i % d];
            }
        }
        return y;
    }

    /** L₂(max(L₁(X), 0)), row by row. x: [2,rows,d] → same. */
    private double[][][] fuse(String name, double[][][] x) {
        double[][][] y = new double[2][x[0].length][];
        for (int row = 0; row < x[0].length; row++) {
            double[][] hidden = chunks(name, "1", x[0][row], x[1][row]);
            for (double[] plane : hidden) {
                for (int j = 0; j < d; j++) {
                    plane[j] = Math.max(plane[j], 0);
                }
            }
            double[][] fused = chunks(name, "2", hidden[0], hidden[1]);
            y[0][row] = fused[0];
            y[1][row] = fused[1];
        }
        return y;
    }

    /** One complex block-diagonal layer of one row: real and imaginary part of X_c·w_c + b_c. */
    private double[][] chunks(String name, String layer, double[] re, double[] im) {
        double[] w = parameters.apply(name + ".w" + layer);
        double[] bias = parameters.apply(name + ".b" + layer);
        int s = d / config.chunks();
        double[][] y = new double[2][d];
        for (int o = 0; o < d; o++) {
            y[0][o] = bias[o];
            y[1][o] = bias[d + o];
            int c = o / s;
            for (int i = c * s; i < (c + 1) * s; i++) {
                double wr = w[i * s + o % s];
                double wi = w[d * s + i * s + o % s];
                y[0][o] += re[i] * wr - im[i] * wi;
                y[1][o] += re[i] * wi + im[i] * wr;
            }
        }
        return y;
    }
}
