package org.end4rec.models.training;

import org.end4rec.autograd.layers.LayerNormalization;

/** The arithmetic of {@link DoubleEnd4Rec}, each by its definition. */
final class DoubleArithmetic {
    private DoubleArithmetic() {}

    static double[] add(double[] x, double[] y) {
        double[] sum = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            sum[i] = x[i] + y[i];
        }
        return sum;
    }

    static double[] subtract(double[] x, double[] y) {
        return add(x, scale(y, -1));
    }

    static double[] scale(double[] x, double factor) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = factor * x[i];
        }
        return y;
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** x·w + b; x: [i], w: [i,o], b: [o] → [o]. */
    static double[] linear(double[] x, double[] w, double[] b) {
        double[] y = b.clone();
        for (int i = 0; i < x.length; i++) {
            for (int o = 0; o < y.length; o++) {
                y[o] += x[i] * w[i * y.length + o];
            }
        }
        return y;
    }

    /** Mean 0 and variance 1: (x − mean)/√(variance + ε). */
    static double[] standardize(double[] x) {
        double mean = 0;
        for (double each : x) {
            mean += each / x.length;
        }
        double variance = 0;
        for (double each : x) {
            variance += (each - mean) * (each - mean) / x.length;
        }
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (x[i] - mean) / Math.sqrt(variance + LayerNormalization.EPSILON);
        }
        return y;
    }

    static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    /** Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …). */
    static double normalDistribution(double x) {
        double term = x;
        double sum = x;
        for (int i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * sum;
    }

    /** The unitary transform of each channel: [N,d] → [2,F,d]. */
    static double[][][] rfft(double[][] x) {
        int n = x.length;
        int d = x[0].length;
        double[][][] spectrum = new double[2][n / 2 + 1][d];
        for (int f = 0; f <= n / 2; f++) {
            for (int t = 0; t < n; t++) {
                double angle = 2 * Math.PI * f * t / n;
                for (int j = 0; j < d; j++) {
                    spectrum[0][f][j] += x[t][j] * StrictMath.cos(angle) / Math.sqrt(n);
                    spectrum[1][f][j] -= x[t][j] * StrictMath.sin(angle) / Math.sqrt(n);
                }
            }
        }
        return spectrum;
    }

    /** The inverse of {@link #rfft}: bins between the first and the middle stand for two. */
    static double[][] irfft(double[][][] spectrum, int n) {
        int d = spectrum[0][0].length;
        double[][] x = new double[n][d];
        for (int f = 0; f <= n / 2; f++) {
            double weight = (f == 0 || 2 * f == n ? 1 : 2) / Math.sqrt(n);
            for (int t = 0; t < n; t++) {
                double angle = 2 * Math.PI * f * t / n;
                for (int j = 0; j < d; j++) {
                    x[t][j] += weight
                            * (spectrum[0][f][j] * StrictMath.cos(angle) - spectrum[1][f][j] * StrictMath.sin(angle));
                }
            }
        }
        return x;
    }

    /** ln det of a symmetric positive definite matrix, by elimination, which overwrites it. */
    static double logDeterminant(double[][] a) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += StrictMath.log(a[k][k]);
            for (int i = k + 1; i < a.length; i++) {
                double factor = a[i][k] / a[k][k];
                for (int j = k; j < a.length; j++) {
                    a[i][j] -= factor * a[k][j];
                }
            }
        }
        return sum;
    }
}
