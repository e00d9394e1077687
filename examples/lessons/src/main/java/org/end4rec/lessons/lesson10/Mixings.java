package org.end4rec.lessons.lesson10;

import java.util.Arrays;

/** Mixings of one channel by definition, in doubles. */
public final class Mixings {
    private Mixings() {}

    /** {@code y_i = Σ_j softmax_j(x_i · x_j) · x_j}. */
    public static SequenceMixing attention() {
        return x -> {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                double[] weights = attentionWeights(x, i);
                for (int j = 0; j < x.length; j++) {
                    y[i] += weights[j] * x[j];
                }
            }
            return y;
        };
    }

    /** What position i takes from each position. */
    static double[] attentionWeights(double[] x, int i) {
        double[] weights = new double[x.length];
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            weights[j] = StrictMath.exp(x[i] * x[j]);
            sum += weights[j];
        }
        for (int j = 0; j < x.length; j++) {
            weights[j] /= sum;
        }
        return weights;
    }

    /** {@code y_t = Σ_a h_a · x_(t−a)}: position t sees itself and the past. */
    public static SequenceMixing causalFilter(double... h) {
        return x -> {
            double[] y = new double[x.length];
            for (int t = 0; t < x.length; t++) {
                for (int a = 0; a <= t && a < h.length; a++) {
                    y[t] += h[a] * x[t - a];
                }
            }
            return y;
        };
    }

    /** irfft(w ⊙ rfft(x)): bin f is multiplied by re_f + i·im_f. */
    public static SequenceMixing bandedFilter(double[] re, double[] im) {
        return x -> {
            int n = x.length;
            double[] y = new double[n];
            for (int f = 0; f <= n / 2; f++) {
                double real = 0;
                double imaginary = 0;
                for (int t = 0; t < n; t++) {
                    double angle = 2 * Math.PI * (f * t % n) / n;
                    real += x[t] * StrictMath.cos(angle) / n;
                    imaginary -= x[t] * StrictMath.sin(angle) / n;
                }
                double a = re[f] * real - im[f] * imaginary;
                double b = re[f] * imaginary + im[f] * real;
                double times = f == 0 || 2 * f == n ? 1 : 2;
                for (int t = 0; t < n; t++) {
                    double angle = 2 * Math.PI * (f * t % n) / n;
                    y[t] += times * (a * StrictMath.cos(angle) - b * StrictMath.sin(angle));
                }
            }
            return y;
        };
    }

    /** The same weight re + i·im for every bin. */
    public static SequenceMixing shared(double re, double im) {
        return x -> {
            double[] real = new double[x.length / 2 + 1];
            double[] imaginary = new double[real.length];
            Arrays.fill(real, re);
            Arrays.fill(imaginary, im);
            return bandedFilter(real, imaginary).mix(x);
        };
    }
}
