package org.end4rec.core.fft;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.end4rec.core.kernel.Kernels;

/**
 * The real Fourier transform along time of sequences with their channels innermost. A plan belongs to one length; it
 * is immutable, shared and thread-safe, and its transforms allocate nothing. Transforms are unitary (1/√n both ways).
 * Complex data are planar: [2,F,d], plane 0 real, plane 1 imaginary, F = ⌊n/2⌋ + 1.
 *
 * <p>Channels c and c + ⌈d/2⌉ are the real and imaginary part of one complex transform (the last channel of an odd
 * number is paired with zeros); the symmetry of real spectra takes them apart, so a channel's error is relative to
 * the larger of the two: one 1,000 times smaller than the other loses three digits. Cost O(n log n · d) for every n;
 * even d from 32 on are the fastest.
 */
public final class RealFft {
    private static final Cache PLANS = new Cache();

    /** Pairs of channels in a slice: few enough that the work of a few hundred steps stays in the cache. */
    private static final int WIDE = 32;

    /** As {@link #WIDE} for what is left over. */
    private static final int NARROW = 16;

    /** Above it the scratch of some lengths would not fit an array. */
    private static final int LONGEST = 1 << 22;

    private final int n;
    private final ComplexTransform complex;
    private final float scale;

    /** Plans by length, each built when it is first asked for. */
    static final class Cache {
        private final Map<Integer, RealFft> plans = new ConcurrentHashMap<>();

        RealFft of(int n) {
            return plans.computeIfAbsent(n, RealFft::new);
        }
    }

    /** A plan of its own, for tests; {@link #of} shares them. */
    RealFft(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("RealFft: length is " + n + "; it must be at least 1");
        }
        if (n > LONGEST) {
            throw new IllegalArgumentException("RealFft: length is " + n + "; it must be at most " + LONGEST);
        }
        this.n = n;
        this.complex = ComplexTransform.of(n);
        this.scale = (float) (1 / Math.sqrt(n));
    }

    /**
     * The plan of length n, built on first use.
     *
     * @throws IllegalArgumentException if {@code n < 1} or {@code n > 2²²}
     */
    public static RealFft of(int n) {
        return PLANS.of(n);
    }

    /** The length n of the sequences. */
    public int length() {
        return n;
    }

    /** Number of frequency bins, ⌊n/2⌋ + 1. */
    public int bins() {
        return n / 2 + 1;
    }

    /** Floats of scratch that each transform of {@code d} channels needs; they do not grow with d. */
    public int scratch(int d) {
        if (isDirect(d)) {
            return 4 * complex.plane(d >= 2 * WIDE ? WIDE : NARROW);
        }
        return 4 * complex.plane(NARROW) + 2 * NARROW * (n + 2 * bins());
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

    /** Whether channels can be transformed where they are; others are copied to rows of {@link #NARROW} pairs. */
    private static boolean isDirect(int d) {
        return d % 2 == 0 && d >= 2 * NARROW;
    }

    /** Sequence to spectrum. {@code interior} is half the weight of a bin that stands for two, itself and n − k. */
    private void analyse(float[] x, int xo, float[] y, int yo, int d, float[] scratch, float interior) {
        if (isDirect(d)) {
            int h = d / 2;
            for (int c = 0; c < h; ) {
                int s = slice(h - c);
                int from = Math.min(c, h - s);
                analyse(x, xo + from, d, s, y, yo + from, scratch, interior);
                c = from + s;
            }
            return;
        }
        int h = d / 2 + (d & 1);
        int sequence = 4 * complex.plane(NARROW);
        int spectrum = sequence + 2 * NARROW * n;
        for (int c = 0; c < h; c += NARROW) {
            int first = Math.min(NARROW, h - c);
            int second = Math.min(NARROW, d - h - c);
            Arrays.fill(scratch, sequence, spectrum, 0f);
            copyRows(n, first, x, xo + c, d, scratch, sequence, 2 * NARROW);
            copyRows(n, second, x, xo + h + c, d, scratch, sequence + NARROW, 2 * NARROW);
            analyse(scratch, sequence, 2 * NARROW, NARROW, scratch, spectrum, scratch, interior);
            copyRows(2 * bins(), first, scratch, spectrum, 2 * NARROW, y, yo + c, d);
            copyRows(2 * bins(), second, scratch, spectrum + NARROW, 2 * NARROW, y, yo + h + c, d);
        }
    }

    private void analyse(float[] x, int xo, int d, int s, float[] y, int yo, float[] scratch, float interior) {
        Kernels kernels = Kernels.get();
        complex.forward(kernels, x, xo, xo + d / 2, d, s, scratch);
        kernels.unpairSpectra(n, s, scale, interior, scratch, 0, complex.plane(s), y, yo, d);
    }

    /** Spectrum to sequence. {@code interior} is the weight of a bin and of its mirror image n − k. */
    private void synthesise(float[] x, int xo, float[] y, int yo, int d, float[] scratch, float interior) {
        if (isDirect(d)) {
            int h = d / 2;
            for (int c = 0; c < h; ) {
                int s = slice(h - c);
                int from = Math.min(c, h - s);
                synthesise(x, xo + from, d, s, y, yo + from, scratch, interior);
                c = from + s;
            }
            return;
        }
        int h = d / 2 + (d & 1);
        int sequence = 4 * complex.plane(NARROW);
        int spectrum = sequence + 2 * NARROW * n;
        for (int c = 0; c < h; c += NARROW) {
            int first = Math.min(NARROW, h - c);
            int second = Math.min(NARROW, d - h - c);
            Arrays.fill(scratch, spectrum, spectrum + 4 * NARROW * bins(), 0f);
            copyRows(2 * bins(), first, x, xo + c, d, scratch, spectrum, 2 * NARROW);
            copyRows(2 * bins(), second, x, xo + h + c, d, scratch, spectrum + NARROW, 2 * NARROW);
            synthesise(scratch, spectrum, 2 * NARROW, NARROW, scratch, sequence, scratch, interior);
            copyRows(n, first, scratch, sequence, 2 * NARROW, y, yo + c, d);
            copyRows(n, second, scratch, sequence + NARROW, 2 * NARROW, y, yo + h + c, d);
        }
    }

    private void synthesise(float[] x, int xo, int d, int s, float[] y, int yo, float[] scratch, float interior) {
        Kernels kernels = Kernels.get();
        kernels.pairSpectra(n, s, scale, interior, x, xo, d, scratch, 0, complex.plane(s));
        complex.inverse(kernels, scratch, y, yo, yo + d / 2, d, s);
    }

    /** Pairs of channels to transform at once when {@code left} are; the last slice may overlap the one before. */
    private static int slice(int left) {
        return left >= WIDE ? WIDE : NARROW;
    }

    private static void copyRows(int rows, int width, float[] x, int xo, int xStep, float[] y, int yo, int yStep) {
        if (width > 0) {
            for (int t = 0; t < rows; t++) {
                System.arraycopy(x, xo + t * xStep, y, yo + t * yStep, width);
            }
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
