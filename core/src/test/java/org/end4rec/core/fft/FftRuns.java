package org.end4rec.core.fft;

import java.util.Random;

/** Transforms of whole arrays, and how far they are from what is right. */
final class FftRuns {
    static final int[] AWKWARD = {1, 2, 3, 4, 5, 6, 7, 8, 13, 16, 17, 30, 31, 50, 64, 97, 100, 127, 128, 200};

    private FftRuns() {}

    static double[] reference(float[] x, int n, int d) {
        int bins = n / 2 + 1;
        double[] cos = new double[n];
        double[] sin = new double[n];
        for (int k = 0; k < n; k++) {
            cos[k] = Math.cos(2 * Math.PI * k / n) / Math.sqrt(n);
            sin[k] = Math.sin(2 * Math.PI * k / n) / Math.sqrt(n);
        }
        double[] y = new double[2 * bins * d];
        for (int k = 0; k < bins; k++) {
            for (int t = 0; t < n; t++) {
                int root = k * t % n;
                for (int c = 0; c < d; c++) {
                    y[k * d + c] += x[t * d + c] * cos[root];
                    y[(bins + k) * d + c] -= x[t * d + c] * sin[root];
                }
            }
        }
        return y;
    }

    static float[] forward(int n, int d, float[] x) {
        RealFft plan = new RealFft(n);
        float[] y = new float[2 * plan.bins() * d];
        plan.forward(x, 0, y, 0, d, new float[plan.scratch(d)]);
        return y;
    }

    static float[] inverse(int n, int d, float[] x) {
        RealFft plan = new RealFft(n);
        float[] y = new float[n * d];
        plan.inverse(x, 0, y, 0, d, new float[plan.scratch(d)]);
        return y;
    }

    /** |⟨Ax, y⟩ − ⟨x, Aᵀy⟩| relative to ‖Ax‖·‖y‖. */
    static double mismatch(float[] ax, float[] y, float[] x, float[] aty) {
        double left = dot(widen(ax), widen(y));
        double right = dot(widen(x), widen(aty));
        return Math.abs(left - right) / Math.sqrt(dot(widen(ax), widen(ax)) * dot(widen(y), widen(y)));
    }

    static double distance(float[] found, double[] expected) {
        double square = 0;
        for (int i = 0; i < expected.length; i++) {
            square += (found[i] - expected[i]) * (found[i] - expected[i]);
        }
        return Math.sqrt(square / dot(expected, expected));
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double[] widen(float[] x) {
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        return wide;
    }

    static float[] values(int count, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
