package org.end4rec.core.fft;

import java.util.Arrays;

/**
 * The Fourier transform of any length as a convolution with a chirp (Bluestein 1970). From 2kt = k² + t² − (k−t)²
 * follows, with b[t] = e^(πi·t²/n), Z[k] = b̄[k] · Σ (z[t]·b̄[t]) · b[k−t]. The convolution runs at a length m ≥ 2n − 1
 * that {@link MixedRadix} covers. The chirp and its spectrum are computed once, in double.
 */
final class Bluestein implements ComplexTransform {
    private final int n;
    private final MixedRadix convolution;
    private final float[] chirp;
    private final float[] spectrum;

    Bluestein(int n) {
        if (n > 1 << 29) {
            throw new IllegalArgumentException("Bluestein: length " + n + " is above " + (1 << 29));
        }
        this.n = n;
        int m = 2 * n - 1;
        while (!MixedRadix.covers(m)) {
            m++;
        }
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

    @Override
    public int rows() {
        return convolution.rows();
    }

    @Override
    public int transform(float[] buffer, int pair, int h, boolean inverse) {
        int m = rows();
        int plane = m * h;
        int real = inverse ? plane : 0;
        int imaginary = plane - real;

        int x = 2 * pair * plane;
        multiply(buffer, x + real, x + imaginary, n, h, chirp, true);
        Arrays.fill(buffer, x + n * h, x + plane, 0f);
        Arrays.fill(buffer, x + plane + n * h, x + 2 * plane, 0f);

        int filtered = convolution.transform(buffer, pair, h, inverse);
        int f = 2 * filtered * plane;
        multiply(buffer, f + real, f + imaginary, m, h, spectrum, false);

        int result = convolution.transform(buffer, filtered, h, !inverse);
        int y = 2 * result * plane;
        multiply(buffer, y + real, y + imaginary, n, h, chirp, true);
        return result;
    }

    /** Multiplies row t of the planes by the complex number factors[t] or by its conjugate. */
    private static void multiply(
            float[] buffer, int real, int imaginary, int rows, int h, float[] factors, boolean conjugate) {
        for (int t = 0; t < rows; t++) {
            float c = factors[2 * t];
            float s = conjugate ? -factors[2 * t + 1] : factors[2 * t + 1];
            int re = real + t * h;
            int im = imaginary + t * h;
            for (int i = 0; i < h; i++) {
                float a = buffer[re + i];
                float b = buffer[im + i];
                buffer[re + i] = Math.fma(a, c, -(b * s));
                buffer[im + i] = Math.fma(a, s, b * c);
            }
        }
    }
}
