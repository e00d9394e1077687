package org.end4rec.core.fft;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The real Fourier transform along time of sequences with their channels innermost. A plan belongs to one length and
 * is immutable and shared. Transforms are unitary (1/√n both ways). Complex data are planar: [2,F,d], plane 0 real,
 * plane 1 imaginary, F = ⌊n/2⌋ + 1.
 */
public final class RealFft {
    private static final Map<Integer, RealFft> PLANS = new ConcurrentHashMap<>();

    private final int n;

    private RealFft(int n) {
        this.n = n;
    }

    /** The plan of length n, built on first use. @throws IllegalArgumentException if n < 1 */
    public static RealFft of(int n) {
        return PLANS.computeIfAbsent(n, RealFft::new);
    }

    /** Number of frequency bins, ⌊n/2⌋ + 1. */
    public int bins() {
        return n / 2 + 1;
    }

    /** Floats of scratch that each transform of {@code d} channels needs. */
    public int scratch(int d) {
        return 4 * n * d;
    }

    /** y = rfft(x): x [n,d] → y [2,F,d]; one sequence. {@code scratch} holds at least {@link #scratch} floats. */
    public void forward(float[] x, int xo, float[] y, int yo, int d, float[] scratch) {
        int f = bins();
        for (int k = 0; k < f; k++) {
            for (int c = 0; c < d; c++) {
                double re = 0;
                double im = 0;
                for (int t = 0; t < n; t++) {
                    double angle = -2 * Math.PI * ((long) k * t % n) / n;
                    re += x[xo + t * d + c] * Math.cos(angle);
                    im += x[xo + t * d + c] * Math.sin(angle);
                }
                boolean real = k == 0 || 2 * k == n;
                y[yo + k * d + c] = (float) (re / Math.sqrt(n));
                y[yo + (f + k) * d + c] = real ? 0f : (float) (im / Math.sqrt(n));
            }
        }
    }

    /** y = irfft(x): x [2,F,d] → y [n,d]; the imaginary parts of bin 0 and, for even n, of bin n/2 are ignored. */
    public void inverse(float[] x, int xo, float[] y, int yo, int d, float[] scratch) {
        weighted(x, xo, y, yo, d, 2);
    }

    /** dx = rfftᵀ(dy), the adjoint of {@link #forward}: dy [2,F,d] → dx [n,d], overwritten. */
    public void forwardAdjoint(float[] dy, int dyo, float[] dx, int dxo, int d, float[] scratch) {
        weighted(dy, dyo, dx, dxo, d, 1);
    }

    /** dx = irfftᵀ(dy), the adjoint of {@link #inverse}: dy [n,d] → dx [2,F,d], overwritten. */
    public void inverseAdjoint(float[] dy, int dyo, float[] dx, int dxo, int d, float[] scratch) {
        forward(dy, dyo, dx, dxo, d, scratch);
        int f = bins();
        for (int p = 0; p < 2; p++) {
            for (int k = 1; k < f && 2 * k != n; k++) {
                for (int c = 0; c < d; c++) {
                    dx[dxo + (p * f + k) * d + c] *= 2;
                }
            }
        }
    }

    private void weighted(float[] x, int xo, float[] y, int yo, int d, double interior) {
        int f = bins();
        for (int t = 0; t < n; t++) {
            for (int c = 0; c < d; c++) {
                double sum = 0;
                for (int k = 0; k < f; k++) {
                    double angle = 2 * Math.PI * ((long) k * t % n) / n;
                    double re = x[xo + k * d + c];
                    double im = x[xo + (f + k) * d + c];
                    boolean real = k == 0 || 2 * k == n;
                    sum += real ? re * Math.cos(angle) : interior * (re * Math.cos(angle) - im * Math.sin(angle));
                }
                y[yo + t * d + c] = (float) (sum / Math.sqrt(n));
            }
        }
    }
}
