package org.end4rec.core.fft;

/**
 * One stage of {@link MixedRadix} per radix r. A stage reads the planes at {@code xr} and {@code xi} as [r, m, s] and
 * writes those at {@code yr} and {@code yi} as [m, r, s]: y[p, j] = w[p, j] · Σ x[l, p]·e^(−2πi·jl/r), where the
 * innermost loop over s, finished transforms times channels, is contiguous and has constant twiddles w.
 */
final class Stages {
    private static final float SIN_THIRD = (float) RootOfUnity.of(1, 3).sin();
    private static final float COS_FIFTH = (float) RootOfUnity.of(1, 5).cos();
    private static final float SIN_FIFTH = (float) RootOfUnity.of(1, 5).sin();
    private static final float COS_TWO_FIFTHS = (float) RootOfUnity.of(2, 5).cos();
    private static final float SIN_TWO_FIFTHS = (float) RootOfUnity.of(2, 5).sin();

    private Stages() {}

    static void radix2(float[] b, int xr, int xi, int yr, int yi, int m, int s, float[] w) {
        for (int p = 0; p < m; p++) {
            float c1 = w[2 * p];
            float s1 = w[2 * p + 1];
            int r0 = xr + p * s;
            int r1 = r0 + m * s;
            int i0 = xi + p * s;
            int i1 = i0 + m * s;
            int u0 = yr + 2 * p * s;
            int u1 = u0 + s;
            int v0 = yi + 2 * p * s;
            int v1 = v0 + s;
            for (int i = 0; i < s; i++) {
                float re = b[r0 + i] - b[r1 + i];
                float im = b[i0 + i] - b[i1 + i];
                b[u0 + i] = b[r0 + i] + b[r1 + i];
                b[v0 + i] = b[i0 + i] + b[i1 + i];
                b[u1 + i] = Math.fma(re, c1, -(im * s1));
                b[v1 + i] = Math.fma(re, s1, im * c1);
            }
        }
    }

    static void radix3(float[] b, int xr, int xi, int yr, int yi, int m, int s, float[] w) {
        for (int p = 0; p < m; p++) {
            float c1 = w[4 * p];
            float s1 = w[4 * p + 1];
            float c2 = w[4 * p + 2];
            float s2 = w[4 * p + 3];
            int r0 = xr + p * s;
            int r1 = r0 + m * s;
            int r2 = r1 + m * s;
            int i0 = xi + p * s;
            int i1 = i0 + m * s;
            int i2 = i1 + m * s;
            int u0 = yr + 3 * p * s;
            int u1 = u0 + s;
            int u2 = u1 + s;
            int v0 = yi + 3 * p * s;
            int v1 = v0 + s;
            int v2 = v1 + s;
            for (int i = 0; i < s; i++) {
                float sumRe = b[r1 + i] + b[r2 + i];
                float sumIm = b[i1 + i] + b[i2 + i];
                float turnRe = SIN_THIRD * (b[r1 + i] - b[r2 + i]);
                float turnIm = SIN_THIRD * (b[i1 + i] - b[i2 + i]);
                float meanRe = Math.fma(-0.5f, sumRe, b[r0 + i]);
                float meanIm = Math.fma(-0.5f, sumIm, b[i0 + i]);
                b[u0 + i] = b[r0 + i] + sumRe;
                b[v0 + i] = b[i0 + i] + sumIm;
                float re1 = meanRe + turnIm;
                float im1 = meanIm - turnRe;
                float re2 = meanRe - turnIm;
                float im2 = meanIm + turnRe;
                b[u1 + i] = Math.fma(re1, c1, -(im1 * s1));
                b[v1 + i] = Math.fma(re1, s1, im1 * c1);
                b[u2 + i] = Math.fma(re2, c2, -(im2 * s2));
                b[v2 + i] = Math.fma(re2, s2, im2 * c2);
            }
        }
    }

    static void radix4(float[] b, int xr, int xi, int yr, int yi, int m, int s, float[] w) {
        for (int p = 0; p < m; p++) {
            float c1 = w[6 * p];
            float s1 = w[6 * p + 1];
            float c2 = w[6 * p + 2];
            float s2 = w[6 * p + 3];
            float c3 = w[6 * p + 4];
            float s3 = w[6 * p + 5];
            int r0 = xr + p * s;
            int r1 = r0 + m * s;
            int r2 = r1 + m * s;
            int r3 = r2 + m * s;
            int i0 = xi + p * s;
            int i1 = i0 + m * s;
            int i2 = i1 + m * s;
            int i3 = i2 + m * s;
            int u0 = yr + 4 * p * s;
            int u1 = u0 + s;
            int u2 = u1 + s;
            int u3 = u2 + s;
            int v0 = yi + 4 * p * s;
            int v1 = v0 + s;
            int v2 = v1 + s;
            int v3 = v2 + s;
            for (int i = 0; i < s; i++) {
                float evenSumRe = b[r0 + i] + b[r2 + i];
                float evenSumIm = b[i0 + i] + b[i2 + i];
                float evenDifferenceRe = b[r0 + i] - b[r2 + i];
                float evenDifferenceIm = b[i0 + i] - b[i2 + i];
                float oddSumRe = b[r1 + i] + b[r3 + i];
                float oddSumIm = b[i1 + i] + b[i3 + i];
                float oddDifferenceRe = b[r1 + i] - b[r3 + i];
                float oddDifferenceIm = b[i1 + i] - b[i3 + i];
                float re1 = evenDifferenceRe + oddDifferenceIm;
                float im1 = evenDifferenceIm - oddDifferenceRe;
                float re2 = evenSumRe - oddSumRe;
                float im2 = evenSumIm - oddSumIm;
                float re3 = evenDifferenceRe - oddDifferenceIm;
                float im3 = evenDifferenceIm + oddDifferenceRe;
                b[u0 + i] = evenSumRe + oddSumRe;
                b[v0 + i] = evenSumIm + oddSumIm;
                b[u1 + i] = Math.fma(re1, c1, -(im1 * s1));
                b[v1 + i] = Math.fma(re1, s1, im1 * c1);
                b[u2 + i] = Math.fma(re2, c2, -(im2 * s2));
                b[v2 + i] = Math.fma(re2, s2, im2 * c2);
                b[u3 + i] = Math.fma(re3, c3, -(im3 * s3));
                b[v3 + i] = Math.fma(re3, s3, im3 * c3);
            }
        }
    }

    static void radix5(float[] b, int xr, int xi, int yr, int yi, int m, int s, float[] w) {
        for (int p = 0; p < m; p++) {
            float c1 = w[8 * p];
            float s1 = w[8 * p + 1];
            float c2 = w[8 * p + 2];
            float s2 = w[8 * p + 3];
            float c3 = w[8 * p + 4];
            float s3 = w[8 * p + 5];
            float c4 = w[8 * p + 6];
            float s4 = w[8 * p + 7];
            int r0 = xr + p * s;
            int r1 = r0 + m * s;
            int r2 = r1 + m * s;
            int r3 = r2 + m * s;
            int r4 = r3 + m * s;
            int i0 = xi + p * s;
            int i1 = i0 + m * s;
            int i2 = i1 + m * s;
            int i3 = i2 + m * s;
            int i4 = i3 + m * s;
            int u0 = yr + 5 * p * s;
            int u1 = u0 + s;
            int u2 = u1 + s;
            int u3 = u2 + s;
            int u4 = u3 + s;
            int v0 = yi + 5 * p * s;
            int v1 = v0 + s;
            int v2 = v1 + s;
            int v3 = v2 + s;
            int v4 = v3 + s;
            for (int i = 0; i < s; i++) {
                float outerRe = b[r1 + i] + b[r4 + i];
                float outerIm = b[i1 + i] + b[i4 + i];
                float innerRe = b[r2 + i] + b[r3 + i];
                float innerIm = b[i2 + i] + b[i3 + i];
                float outerGapRe = b[r1 + i] - b[r4 + i];
                float outerGapIm = b[i1 + i] - b[i4 + i];
                float innerGapRe = b[r2 + i] - b[r3 + i];
                float innerGapIm = b[i2 + i] - b[i3 + i];
                float mean1Re = Math.fma(COS_TWO_FIFTHS, innerRe, Math.fma(COS_FIFTH, outerRe, b[r0 + i]));
                float mean1Im = Math.fma(COS_TWO_FIFTHS, innerIm, Math.fma(COS_FIFTH, outerIm, b[i0 + i]));
                float mean2Re = Math.fma(COS_FIFTH, innerRe, Math.fma(COS_TWO_FIFTHS, outerRe, b[r0 + i]));
                float mean2Im = Math.fma(COS_FIFTH, innerIm, Math.fma(COS_TWO_FIFTHS, outerIm, b[i0 + i]));
                float turn1Re = Math.fma(SIN_FIFTH, outerGapRe, SIN_TWO_FIFTHS * innerGapRe);
                float turn1Im = Math.fma(SIN_FIFTH, outerGapIm, SIN_TWO_FIFTHS * innerGapIm);
                float turn2Re = Math.fma(SIN_TWO_FIFTHS, outerGapRe, -(SIN_FIFTH * innerGapRe));
                float turn2Im = Math.fma(SIN_TWO_FIFTHS, outerGapIm, -(SIN_FIFTH * innerGapIm));
                b[u0 + i] = b[r0 + i] + outerRe + innerRe;
                b[v0 + i] = b[i0 + i] + outerIm + innerIm;
                float re1 = mean1Re + turn1Im;
                float im1 = mean1Im - turn1Re;
                float re2 = mean2Re + turn2Im;
                float im2 = mean2Im - turn2Re;
                float re3 = mean2Re - turn2Im;
                float im3 = mean2Im + turn2Re;
                float re4 = mean1Re - turn1Im;
                float im4 = mean1Im + turn1Re;
                b[u1 + i] = Math.fma(re1, c1, -(im1 * s1));
                b[v1 + i] = Math.fma(re1, s1, im1 * c1);
                b[u2 + i] = Math.fma(re2, c2, -(im2 * s2));
                b[v2 + i] = Math.fma(re2, s2, im2 * c2);
                b[u3 + i] = Math.fma(re3, c3, -(im3 * s3));
                b[v3 + i] = Math.fma(re3, s3, im3 * c3);
                b[u4 + i] = Math.fma(re4, c4, -(im4 * s4));
                b[v4 + i] = Math.fma(re4, s4, im4 * c4);
            }
        }
    }
}
