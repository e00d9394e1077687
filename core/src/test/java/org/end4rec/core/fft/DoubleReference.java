package org.end4rec.core.fft;

import org.jtransforms.fft.DoubleFFT_1D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/** The unitary real transform in double through JTransforms, for lengths where a naive sum takes too long. */
final class DoubleReference {
    private DoubleReference() {}

    /** rfft of x [n,d] → [2,F,d]. */
    static double[] rfft(float[] x, int n, int d) {
        ConcurrencyUtils.setNumberOfThreads(1);
        DoubleFFT_1D transform = new DoubleFFT_1D(n);
        int bins = n / 2 + 1;
        double[] y = new double[2 * bins * d];
        for (int c = 0; c < d; c++) {
            double[] z = new double[2 * n];
            for (int t = 0; t < n; t++) {
                z[2 * t] = x[t * d + c] / Math.sqrt(n);
            }
            transform.complexForward(z);
            for (int k = 0; k < bins; k++) {
                y[k * d + c] = z[2 * k];
                y[(bins + k) * d + c] = z[2 * k + 1];
            }
        }
        return y;
    }
}
