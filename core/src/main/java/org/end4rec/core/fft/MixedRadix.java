package org.end4rec.core.fft;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.core.kernel.Kernels;

/**
 * The self-sorting Fourier transform of Stockham for lengths whose prime factors are 2, 3 and 5. Each stage reads one
 * pair of planes and writes the other, so no reordering is needed: a stage of radix r sees [r, m, s], writes [m, r, s]
 * and leaves s·r floats that no later stage tells apart. The inverse is the forward transform with real and imaginary
 * planes exchanged, its radices in the reverse order.
 */
final class MixedRadix implements ComplexTransform {
    private static final int[] RADICES = {8, 4, 2, 3, 5};

    /** Floats between the blocks that meet in the next stage: without them powers of two would share few cache sets. */
    private static final int GAP = 16;

    private final int n;
    private final Stages forward;
    private final Stages inverse;

    MixedRadix(int n) {
        this.n = n;
        int[] radices = radices(n);
        forward = Stages.of(n, radices);
        int[] reversed = new int[radices.length];
        for (int i = 0; i < radices.length; i++) {
            reversed[i] = radices[radices.length - 1 - i];
        }
        inverse = Stages.of(n, reversed);
    }

    private static int[] radices(int n) {
        List<Integer> factors = new ArrayList<>();
        int rest = n;
        for (int radix : RADICES) {
            // two stages of 4 are cheaper than 8 and 2
            for (; rest % radix == 0 && !(radix == 8 && rest / 8 % 2 == 0 && rest / 8 % 4 != 0); rest /= radix) {
                factors.add(radix);
            }
        }
        if (rest != 1) {
            throw new IllegalArgumentException("MixedRadix: " + n + " has a prime factor above 5");
        }
        return factors.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Real operations of a transform of one channel: each stage of radix r has n/r butterflies. */
    static long operations(int n) {
        long operations = 0;
        for (int radix : radices(n)) {
            operations += (long) n / radix * butterflyOperations(radix);
        }
        return operations;
    }

    /** Real operations of one butterfly, twiddles included. */
    private static int butterflyOperations(int radix) {
        return switch (radix) {
            case 8 -> 102;
            case 4 -> 34;
            case 2 -> 10;
            case 3 -> 28;
            case 5 -> 72;
            default -> throw new IllegalArgumentException("MixedRadix: there are no butterflies of radix " + radix);
        };
    }

    /** Whether every prime factor of n is 2, 3 or 5. */
    static boolean covers(int n) {
        int rest = n;
        for (int radix : RADICES) {
            while (rest % radix == 0) {
                rest /= radix;
            }
        }
        return rest == 1;
    }

    /**
     * The stages in one order.
     *
     * @param twiddles of each stage, [m, radix − 1, 2]
     * @param units the twiddles of the last stage, all 1, for each of its butterflies
     */
    private record Stages(int[] radices, float[][] twiddles, float[] units) {
        static Stages of(int n, int[] radices) {
            float[][] twiddles = new float[radices.length][];
            int length = n;
            for (int stage = 0; stage < radices.length; stage++) {
                twiddles[stage] = twiddles(length, radices[stage]);
                length /= radices[stage];
            }
            float[] units = new float[2 * n];
            for (int i = 0; i < units.length; i += 2) {
                units[i] = 1f;
            }
            return new Stages(radices, twiddles, units);
        }

        /** Cosine and sine of −2π·pj/length for p = 0 … length/radix − 1 and j = 1 … radix − 1, in this order. */
        private static float[] twiddles(int length, int radix) {
            int butterflies = length / radix;
            float[] table = new float[2 * butterflies * (radix - 1)];
            int at = 0;
            for (int p = 0; p < butterflies; p++) {
                for (int j = 1; j < radix; j++) {
                    RootOfUnity root = RootOfUnity.of(-(long) p * j, length);
                    table[at++] = (float) root.cos();
                    table[at++] = (float) root.sin();
                }
            }
            return table;
        }

        int count() {
            return radices.length;
        }
    }

    @Override
    public int plane(int s) {
        return n * s + (RADICES[0] + 1) * GAP;
    }

    @Override
    public void forward(Kernels kernels, float[] x, int xr, int xi, int step, int s, float[] work) {
        // the last but one stage must end in pair 1
        int first = forward.count() % 2 == 0 ? 1 : 0;
        run(kernels, forward, x, xr, xi, step, work, 0, plane(s), s, s, work, first, false);
    }

    @Override
    public void inverse(Kernels kernels, float[] work, float[] y, int yr, int yi, int step, int s) {
        run(kernels, inverse, work, plane(s), 0, s, y, yi, yr, step, s, work, 1, true);
    }

    /**
     * Transforms a pair of planes of the work array, overwriting both pairs.
     *
     * @return the pair that holds the result
     */
    int within(Kernels kernels, float[] work, int pair, int s, boolean inverted) {
        Stages stages = inverted ? inverse : forward;
        int plane = plane(s);
        int result = (pair + stages.count()) % 2;
        int real = inverted ? plane : 0;
        int x = 2 * pair * plane;
        int y = 2 * result * plane;
        run(
                kernels,
                stages,
                work,
                x + real,
                x + plane - real,
                s,
                work,
                y + real,
                y + plane - real,
                s,
                s,
                work,
                1 - pair,
                inverted);
        return result;
    }

    private void run(
            Kernels kernels,
            Stages stages,
            float[] x,
            int xr,
            int xi,
            int xStep,
            float[] y,
            int yr,
            int yi,
            int yStep,
            int s,
            float[] work,
            int first,
            boolean exchanged) {
        if (n == 1) {
            System.arraycopy(x, xr, y, yr, s);
            System.arraycopy(x, xi, y, yi, s);
            return;
        }
        int plane = plane(s);
        int last = stages.count() - 1;
        float[] from = x;
        int fromReal = xr;
        int fromImaginary = xi;
        int step = xStep;
        int gap = 0;
        int run = s;
        int m = n;
        int pair = first;
        for (int stage = 0; stage < last; stage++) {
            int radix = stages.radices[stage];
            m /= radix;
            int real = 2 * pair * plane + (exchanged ? plane : 0);
            int imaginary = 2 * pair * plane + (exchanged ? 0 : plane);
            kernels.butterflies(
                    radix,
                    m,
                    run,
                    stages.twiddles[stage],
                    from,
                    fromReal,
                    fromImaginary,
                    m * step + gap,
                    step,
                    work,
                    real,
                    imaginary,
                    radix * run,
                    run,
                    m / stages.radices[stage + 1],
                    GAP);
            from = work;
            fromReal = real;
            fromImaginary = imaginary;
            run *= radix;
            step = run;
            gap = GAP;
            pair = 1 - pair;
        }
        int radix = stages.radices[last];
        int rows = n / radix;
        int next = last == 0 ? step : run + gap;
        kernels.butterflies(
                radix,
                rows,
                s,
                stages.units,
                from,
                fromReal,
                fromImaginary,
                next,
                s,
                y,
                yr,
                yi,
                yStep,
                rows * yStep,
                rows,
                0);
    }
}
