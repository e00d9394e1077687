package org.end4rec.core.fft;

import java.util.Arrays;
import org.end4rec.core.kernel.Kernels;

/**
 * The Fourier transform of any length as a convolution with a chirp (Bluestein 1970). From 2kt = k² + t² − (k−t)²
 * follows, with b[t] = e^(πi·t²/n), Z[k] = b̄[k] · Σ (z[t]·b̄[t]) · b[k−t]. The convolution runs at the length m ≥ 2n −
 * 1 that {@link MixedRadix} transforms in the fewest operations. The chirp and its spectrum are computed once, in
 * double.
 */
final class Bluestein implements ComplexTransform {
    private final int n;
    private final int m;
    private final MixedRadix convolution;
    private final float[] chirp;
    private final float[] spectrum;

    Bluestein(int n) {
        this.n = n;
        this.m = cheapest(2 * n - 1);
        this.convolution = new MixedRadix(m);
        this.chirp = new float[2 * n];
        double[] wrapped = new double[2 * m];
        for (int t = 0; t < n; t++) {
            RootOfUnity root = RootOfUnity.of((long) t * t, 2L * n);
            chirp[2 * t] = (float) root.cos();
            chirp[2 * t + 1] = (float) root.sin();
            for (int row : new int[] {t, (m - t) % m}) {
                wrapped[2 * row] = root.cos();
                wrapped[2 * row + 1] = root.sin();
            }
        }
        double[] exact = DoubleDft.forward(wrapped);
        this.spectrum = new float[2 * m];
        for (int i = 0; i < exact.length; i++) {
            spectrum[i] = (float) (exact[i] / m);
        }
    }

    /** The length from {@code least} on whose transform costs least: 128 is cheaper than 125. */
    private static int cheapest(int least) {
        int powerOfTwo = Integer.highestOneBit(2 * least - 1);
        int best = powerOfTwo;
        long fewest = MixedRadix.operations(best);
        for (int m = least; m < powerOfTwo; m++) {
            if (MixedRadix.covers(m) && MixedRadix.operations(m) < fewest) {
                best = m;
                fewest = MixedRadix.operations(m);
            }
        }
        return best;
    }

    @Override
    public int plane(int s) {
        return convolution.plane(s);
    }

    @Override
    public void forward(Kernels kernels, float[] x, int xr, int xi, int step, int s, float[] work) {
        for (int t = 0; t < n; t++) {
            System.arraycopy(x, xr + t * step, work, t * s, s);
            System.arraycopy(x, xi + t * step, work, plane(s) + t * s, s);
        }
        transform(kernels, work, s, false);
    }

    @Override
    public void inverse(Kernels kernels, float[] work, float[] y, int yr, int yi, int step, int s) {
        transform(kernels, work, s, true);
        for (int t = 0; t < n; t++) {
            System.arraycopy(work, t * s, y, yr + t * step, s);
            System.arraycopy(work, plane(s) + t * s, y, yi + t * step, s);
        }
    }

    /** Transforms pair 0 in place: with two transforms of as many stages each, the result ends where it began. */
    private void transform(Kernels kernels, float[] work, int s, boolean inverse) {
        int plane = plane(s);
        int real = inverse ? plane : 0;
        int imaginary = plane - real;
        kernels.twiddleRows(n, s, chirp, true, work, real, imaginary);
        Arrays.fill(work, n * s, m * s, 0f);
        Arrays.fill(work, plane + n * s, plane + m * s, 0f);

        int filtered = convolution.within(kernels, work, 0, s, inverse);
        int f = 2 * filtered * plane;
        kernels.twiddleRows(m, s, spectrum, false, work, f + real, f + imaginary);

        convolution.within(kernels, work, filtered, s, !inverse);
        kernels.twiddleRows(n, s, chirp, true, work, real, imaginary);
    }
}
