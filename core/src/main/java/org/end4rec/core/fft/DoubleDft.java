package org.end4rec.core.fft;

/**
 * The Fourier transform in double by plain recursion over the smallest prime factor: for tables that are built once,
 * where accuracy matters and speed does not.
 */
final class DoubleDft {
    private DoubleDft() {}

    /** Z[k] = Σ z[t]·e^(−2πi·kt/n) of n complex numbers stored as re, im, re, im …; the input is not modified. */
    static double[] forward(double[] z) {
        int n = z.length / 2;
        double[] roots = new double[2 * n];
        for (int k = 0; k < n; k++) {
            RootOfUnity root = RootOfUnity.of(-k, n);
            roots[2 * k] = root.cos();
            roots[2 * k + 1] = root.sin();
        }
        return forward(z, 0, 1, n, roots);
    }

    /** The transform of the n elements first, first + step, …; {@code roots} are those of the outermost length. */
    private static double[] forward(double[] z, int first, int step, int n, double[] roots) {
        if (n == 1) {
            return new double[] {z[2 * first], z[2 * first + 1]};
        }
        int p = smallestFactor(n);
        int m = n / p;
        double[][] parts = new double[p][];
        for (int j = 0; j < p; j++) {
            parts[j] = forward(z, first + j * step, step * p, m, roots);
        }
        double[] sum = new double[2 * n];
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < p; j++) {
                int root = 2 * step * (int) ((long) j * k % n);
                int at = 2 * (k % m);
                double re = parts[j][at];
                double im = parts[j][at + 1];
                sum[2 * k] += re * roots[root] - im * roots[root + 1];
                sum[2 * k + 1] += re * roots[root + 1] + im * roots[root];
            }
        }
        return sum;
    }

    private static int smallestFactor(int n) {
        for (int p = 2; (long) p * p <= n; p++) {
            if (n % p == 0) {
                return p;
            }
        }
        return n;
    }
}
