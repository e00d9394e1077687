package org.end4rec.core.fft;

import java.util.ArrayList;
import java.util.List;

/**
 * The self-sorting Fourier transform of Stockham for lengths whose prime factors are 2, 3 and 5. Each stage reads one
 * pair of planes and writes the other, so no reordering is needed. The inverse is the forward transform with real and
 * imaginary planes exchanged.
 */
final class MixedRadix implements ComplexTransform {
    private static final int[] RADICES = {4, 2, 3, 5};

    private final int n;
    private final int[] radices;
    private final float[][] twiddles;

    MixedRadix(int n) {
        this.n = n;
        List<Integer> factors = new ArrayList<>();
        int rest = n;
        for (int radix : RADICES) {
            for (; rest % radix == 0; rest /= radix) {
                factors.add(radix);
            }
        }
        if (rest != 1) {
            throw new IllegalArgumentException("MixedRadix: " + n + " has a prime factor above 5");
        }
        this.radices = factors.stream().mapToInt(Integer::intValue).toArray();
        this.twiddles = new float[radices.length][];
        int length = n;
        for (int stage = 0; stage < radices.length; stage++) {
            twiddles[stage] = twiddles(length, radices[stage]);
            length /= radices[stage];
        }
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

    @Override
    public int rows() {
        return n;
    }

    @Override
    public int transform(float[] buffer, int pair, int h, boolean inverse) {
        int plane = n * h;
        int real = inverse ? plane : 0;
        int imaginary = plane - real;
        int from = pair;
        int stride = h;
        int rest = n;
        for (int stage = 0; stage < radices.length; stage++) {
            int radix = radices[stage];
            int x = 2 * from * plane;
            int y = 2 * (1 - from) * plane;
            float[] w = twiddles[stage];
            rest /= radix;
            switch (radix) {
                case 2 -> Stages.radix2(buffer, x + real, x + imaginary, y + real, y + imaginary, rest, stride, w);
                case 3 -> Stages.radix3(buffer, x + real, x + imaginary, y + real, y + imaginary, rest, stride, w);
                case 4 -> Stages.radix4(buffer, x + real, x + imaginary, y + real, y + imaginary, rest, stride, w);
                default -> Stages.radix5(buffer, x + real, x + imaginary, y + real, y + imaginary, rest, stride, w);
            }
            stride *= radix;
            from = 1 - from;
        }
        return from;
    }
}
