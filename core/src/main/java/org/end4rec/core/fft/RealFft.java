package org.end4rec.core.fft;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The real Fourier transform along time of sequences with their channels innermost. A plan belongs to one length; it
 * is immutable, shared and thread-safe, and its transforms allocate nothing. Transforms are unitary (1/√n both ways).
 * Complex data are planar: [2,F,d], plane 0 real, plane 1 imaginary, F = ⌊n/2⌋ + 1.
 *
 * <p>Channels c and c + ⌈d/2⌉ are the real and imaginary part of one complex transform (the last channel of an odd
 * number is paired with zeros); the symmetry of real spectra takes them apart. Cost O(n log n · d) for every n.
 */
public final class RealFft {
    private static final Map<Integer, RealFft> PLANS = new ConcurrentHashMap<>();

    private final int n;
    private final ComplexTransform complex;
    private final float scale;

    private RealFft(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("RealFft: length is " + n + "; it must be at least 1");
        }
        this.n = n;
        this.complex = ComplexTransform.of(n);
        this.scale = (float) (1 / Math.sqrt(n));
    }

    /** The plan of length n, built on first use. @throws IllegalArgumentException if n < 1 */
    public static RealFft of(int n) {
        return PLANS.computeIfAbsent(n, RealFft::new);
    }

    /** The length n of the sequences. */
    public int length() {
        return n;
    }

    /** Number of frequency bins, ⌊n/2⌋ + 1. */
    public int bins() {
        return n / 2 + 1;
    }

    /** Floats of scratch that each transform of {@code d} channels needs. */
    public int scratch(int d) {
        long floats = 4L * complex.rows() * half(d);
        if (floats > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("RealFft: length " + n + " with " + d + " channels needs " + floats
                    + " floats of scratch, more than an array holds; transform fewer channels at a time");
        }
        return (int) floats;
    }

    /** y = rfft(x): x [n,d] → y [2,F,d]; one sequence. {@code scratch} holds at least {@link #scratch} floats. */
    public void forward(float[] x, int xo, float[] y, int yo, int d, float[] scratch) {
        check("forward", n, x, xo, 2 * bins(), y, yo, d, scratch);
        analyse(x, xo, y, yo, d, scratch, 0.5f * scale);
    }

    /** y = irfft(x): x [2,F,d] → y [n,d]; the imaginary parts of bin 0 and, for even n, of bin n/2 are ignored. */
    public void inverse(float[] x, int xo, float[] y, int yo, int d, float[] scratch) {
        check("inverse", 2 * bins(), x, xo, n, y, yo, d, scratch);
        synthesise(x, xo, y, yo, d, scratch, scale);
    }

    /**
     * dx = rfftᵀ(dy), the adjoint of {@link #forward}: dy [2,F,d] → dx [n,d], overwritten. It is the inverse with the
     * bins that stand for two halved.
     */
    public void forwardAdjoint(float[] dy, int dyo, float[] dx, int dxo, int d, float[] scratch) {
        check("forwardAdjoint", 2 * bins(), dy, dyo, n, dx, dxo, d, scratch);
        synthesise(dy, dyo, dx, dxo, d, scratch, 0.5f * scale);
    }

    /**
     * dx = irfftᵀ(dy), the adjoint of {@link #inverse}: dy [n,d] → dx [2,F,d], overwritten. It is the forward transform
     * with the bins that stand for two doubled.
     */
    public void inverseAdjoint(float[] dy, int dyo, float[] dx, int dxo, int d, float[] scratch) {
        check("inverseAdjoint", n, dy, dyo, 2 * bins(), dx, dxo, d, scratch);
        analyse(dy, dyo, dx, dxo, d, scratch, scale);
    }

    /** Complex channels needed for d real ones. */
    private static int half(int d) {
        return d / 2 + (d & 1);
    }

    /** Whether bin k is real for every real sequence: bin 0 and, for even n, bin n/2. */
    private boolean isRealBin(int k) {
        return k == 0 || 2 * k == n;
    }

    /** Sequence to spectrum. {@code interior} is half the weight of a bin that stands for two, itself and n − k. */
    private void analyse(float[] x, int xo, float[] y, int yo, int d, float[] scratch, float interior) {
        int h = half(d);
        int second = d - h;
        int plane = complex.rows() * h;
        for (int t = 0; t < n; t++) {
            System.arraycopy(x, xo + t * d, scratch, t * h, h);
            System.arraycopy(x, xo + t * d + h, scratch, plane + t * h, second);
            Arrays.fill(scratch, plane + t * h + second, plane + (t + 1) * h, 0f);
        }
        int real = 2 * complex.transform(scratch, 0, h, false) * plane;
        int imaginary = real + plane;
        for (int k = 0; k < bins(); k++) {
            int re = yo + k * d;
            int im = re + bins() * d;
            if (isRealBin(k)) {
                for (int c = 0; c < h; c++) {
                    y[re + c] = scale * scratch[real + k * h + c];
                }
                for (int c = 0; c < second; c++) {
                    y[re + h + c] = scale * scratch[imaginary + k * h + c];
                }
                Arrays.fill(y, im, im + d, 0f);
                continue;
            }
            int mirror = (n - k) * h;
            for (int c = 0; c < h; c++) {
                y[re + c] = interior * (scratch[real + k * h + c] + scratch[real + mirror + c]);
                y[im + c] = interior * (scratch[imaginary + k * h + c] - scratch[imaginary + mirror + c]);
            }
            for (int c = 0; c < second; c++) {
                y[re + h + c] = interior * (scratch[imaginary + k * h + c] + scratch[imaginary + mirror + c]);
                y[im + h + c] = interior * (scratch[real + mirror + c] - scratch[real + k * h + c]);
            }
        }
    }

    /** Spectrum to sequence. {@code interior} is the weight of a bin and of its mirror image n − k. */
    private void synthesise(float[] x, int xo, float[] y, int yo, int d, float[] scratch, float interior) {
        int h = half(d);
        int second = d - h;
        int plane = complex.rows() * h;
        for (int k = 0; k < bins(); k++) {
            int re = xo + k * d;
            int im = re + bins() * d;
            boolean isReal = isRealBin(k);
            float weight = isReal ? scale : interior;
            int mirror = isReal ? k * h : (n - k) * h;
            for (int c = 0; c < h; c++) {
                boolean isPaired = c < second;
                float firstRe = weight * x[re + c];
                float firstIm = isReal ? 0f : weight * x[im + c];
                float secondRe = isPaired ? weight * x[re + h + c] : 0f;
                float secondIm = isPaired && !isReal ? weight * x[im + h + c] : 0f;
                scratch[k * h + c] = firstRe - secondIm;
                scratch[plane + k * h + c] = firstIm + secondRe;
                scratch[mirror + c] = firstRe + secondIm;
                scratch[plane + mirror + c] = secondRe - firstIm;
            }
        }
        int real = 2 * complex.transform(scratch, 0, h, true) * plane;
        int imaginary = real + plane;
        for (int t = 0; t < n; t++) {
            System.arraycopy(scratch, real + t * h, y, yo + t * d, h);
            System.arraycopy(scratch, imaginary + t * h, y, yo + t * d + h, second);
        }
    }

    private void check(
            String method, int xRows, float[] x, int xo, int yRows, float[] y, int yo, int d, float[] scratch) {
        if (d < 1) {
            throw new IllegalArgumentException("RealFft." + method + ": d is " + d + "; it must be at least 1");
        }
        checkRoom(method, "the input", x.length, xo, (long) xRows * d, d);
        checkRoom(method, "the output", y.length, yo, (long) yRows * d, d);
        checkRoom(method, "scratch", scratch.length, 0, scratch(d), d);
    }

    private void checkRoom(String method, String argument, int length, int offset, long needed, int d) {
        if (offset < 0 || length - offset < needed) {
            throw new IllegalArgumentException("RealFft." + method + ": " + argument + " has " + length
                    + " floats; length " + n + " with " + d + " channels needs " + needed + " from offset " + offset);
        }
    }
}
