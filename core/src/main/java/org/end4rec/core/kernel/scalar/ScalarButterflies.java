package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.Fma;
import org.end4rec.core.kernel.SpectralKernels;

/**
 * One stage of a mixed-radix Fourier transform by radix: {@link SpectralKernels#butterflies}. The twiddle w = c + is
 * turns re + i·im by {@code fma(re, c, −(im·s))} and {@code fma(re, s, im·c)}; {@code n} is −s.
 */
public interface ScalarButterflies extends SpectralKernels {
    float SIN_THIRD = (float) Math.sqrt(0.75);
    float COS_FIFTH = (float) ((Math.sqrt(5) - 1) / 4);
    float SIN_FIFTH = (float) Math.sqrt((5 + Math.sqrt(5)) / 8);
    float COS_TWO_FIFTHS = (float) (-(Math.sqrt(5) + 1) / 4);
    float SIN_TWO_FIFTHS = (float) Math.sqrt((5 - Math.sqrt(5)) / 8);

    @Override
    default void butterflies(
            int radix,
            int m,
            int s,
            float[] w,
            float[] x,
            int xr,
            int xi,
            int xl,
            int xp,
            float[] y,
            int yr,
            int yi,
            int yp,
            int yj,
            int group,
            int gap) {
        switch (radix) {
            case 2 -> radix2(m, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
            case 3 -> radix3(m, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
            case 4 -> radix4(m, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
            case 5 -> radix5(m, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
            case 8 -> ScalarRadixEight.stage(m, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
            default ->
                throw new IllegalArgumentException("butterflies: radix is " + radix + "; it must be 2, 3, 4, 5 or 8");
        }
    }

    private static void radix2(
            int m,
            int s,
            float[] w,
            float[] x,
            int xr,
            int xi,
            int xl,
            int xp,
            float[] y,
            int yr,
            int yi,
            int yp,
            int yj,
            int group,
            int gap) {
        int skipped = 0;
        int next = group;
        for (int p = 0; p < m; p++) {
            if (p == next) {
                next += group;
                skipped += gap;
            }
            float c1 = w[2 * p];
            float s1 = w[2 * p + 1];
            float n1 = -w[2 * p + 1];
            int r = xr + p * xp;
            int q = xi + p * xp;
            int u = yr + p * yp + skipped;
            int v = yi + p * yp + skipped;
            for (int i = 0; i < s; i++) {
                float a0 = x[r + i];
                float b0 = x[q + i];
                float a1 = x[r + xl + i];
                float b1 = x[q + xl + i];
                float sumRe = a0 + a1;
                float sumIm = b0 + b1;
                float gapRe = a0 - a1;
                float gapIm = b0 - b1;
                y[u + i] = sumRe;
                y[v + i] = sumIm;
                y[u + yj + i] = Fma.fma(gapRe, c1, gapIm * n1);
                y[v + yj + i] = Fma.fma(gapRe, s1, gapIm * c1);
            }
        }
    }

    private static void radix3(
            int m,
            int s,
            float[] w,
            float[] x,
            int xr,
            int xi,
            int xl,
            int xp,
            float[] y,
            int yr,
            int yi,
            int yp,
            int yj,
            int group,
            int gap) {
        int skipped = 0;
        int next = group;
        for (int p = 0; p < m; p++) {
            if (p == next) {
                next += group;
                skipped += gap;
            }
            float c1 = w[4 * p];
            float s1 = w[4 * p + 1];
            float n1 = -w[4 * p + 1];
            float c2 = w[4 * p + 2];
            float s2 = w[4 * p + 3];
            float n2 = -w[4 * p + 3];
            int r = xr + p * xp;
            int q = xi + p * xp;
            int u = yr + p * yp + skipped;
            int v = yi + p * yp + skipped;
            for (int i = 0; i < s; i++) {
                float a0 = x[r + i];
                float b0 = x[q + i];
                float a1 = x[r + xl + i];
                float b1 = x[q + xl + i];
                float a2 = x[r + 2 * xl + i];
                float b2 = x[q + 2 * xl + i];
                float sumRe = a1 + a2;
                float sumIm = b1 + b2;
                float turnRe = (a1 - a2) * SIN_THIRD;
                float turnIm = (b1 - b2) * SIN_THIRD;
                float meanRe = Fma.fma(sumRe, -0.5f, a0);
                float meanIm = Fma.fma(sumIm, -0.5f, b0);
                float re0 = a0 + sumRe;
                float im0 = b0 + sumIm;
                float re1 = meanRe + turnIm;
                float im1 = meanIm - turnRe;
                float re2 = meanRe - turnIm;
                float im2 = meanIm + turnRe;
                y[u + i] = re0;
                y[v + i] = im0;
                y[u + yj + i] = Fma.fma(re1, c1, im1 * n1);
                y[v + yj + i] = Fma.fma(re1, s1, im1 * c1);
                y[u + 2 * yj + i] = Fma.fma(re2, c2, im2 * n2);
                y[v + 2 * yj + i] = Fma.fma(re2, s2, im2 * c2);
            }
        }
    }

    private static void radix4(
            int m,
            int s,
            float[] w,
            float[] x,
            int xr,
            int xi,
            int xl,
            int xp,
            float[] y,
            int yr,
            int yi,
            int yp,
            int yj,
            int group,
            int gap) {
        int skipped = 0;
        int next = group;
        for (int p = 0; p < m; p++) {
            if (p == next) {
                next += group;
                skipped += gap;
            }
            float c1 = w[6 * p];
            float s1 = w[6 * p + 1];
            float n1 = -w[6 * p + 1];
            float c2 = w[6 * p + 2];
            float s2 = w[6 * p + 3];
            float n2 = -w[6 * p + 3];
            float c3 = w[6 * p + 4];
            float s3 = w[6 * p + 5];
            float n3 = -w[6 * p + 5];
            int r = xr + p * xp;
            int q = xi + p * xp;
            int u = yr + p * yp + skipped;
            int v = yi + p * yp + skipped;
            for (int i = 0; i < s; i++) {
                float a0 = x[r + i];
                float b0 = x[q + i];
                float a1 = x[r + xl + i];
                float b1 = x[q + xl + i];
                float a2 = x[r + 2 * xl + i];
                float b2 = x[q + 2 * xl + i];
                float a3 = x[r + 3 * xl + i];
                float b3 = x[q + 3 * xl + i];
                float evenRe = a0 + a2;
                float evenIm = b0 + b2;
                float evenGapRe = a0 - a2;
                float evenGapIm = b0 - b2;
                float oddRe = a1 + a3;
                float oddIm = b1 + b3;
                float oddGapRe = a1 - a3;
                float oddGapIm = b1 - b3;
                float re0 = evenRe + oddRe;
                float im0 = evenIm + oddIm;
                float re1 = evenGapRe + oddGapIm;
                float im1 = evenGapIm - oddGapRe;
                float re2 = evenRe - oddRe;
                float im2 = evenIm - oddIm;
                float re3 = evenGapRe - oddGapIm;
                float im3 = evenGapIm + oddGapRe;
                y[u + i] = re0;
                y[v + i] = im0;
                y[u + yj + i] = Fma.fma(re1, c1, im1 * n1);
                y[v + yj + i] = Fma.fma(re1, s1, im1 * c1);
                y[u + 2 * yj + i] = Fma.fma(re2, c2, im2 * n2);
                y[v + 2 * yj + i] = Fma.fma(re2, s2, im2 * c2);
                y[u + 3 * yj + i] = Fma.fma(re3, c3, im3 * n3);
                y[v + 3 * yj + i] = Fma.fma(re3, s3, im3 * c3);
            }
        }
    }

    private static void radix5(
            int m,
            int s,
            float[] w,
            float[] x,
            int xr,
            int xi,
            int xl,
            int xp,
            float[] y,
            int yr,
            int yi,
            int yp,
            int yj,
            int group,
            int gap) {
        int skipped = 0;
        int next = group;
        for (int p = 0; p < m; p++) {
            if (p == next) {
                next += group;
                skipped += gap;
            }
            float c1 = w[8 * p];
            float s1 = w[8 * p + 1];
            float n1 = -w[8 * p + 1];
            float c2 = w[8 * p + 2];
            float s2 = w[8 * p + 3];
            float n2 = -w[8 * p + 3];
            float c3 = w[8 * p + 4];
            float s3 = w[8 * p + 5];
            float n3 = -w[8 * p + 5];
            float c4 = w[8 * p + 6];
            float s4 = w[8 * p + 7];
            float n4 = -w[8 * p + 7];
            int r = xr + p * xp;
            int q = xi + p * xp;
            int u = yr + p * yp + skipped;
            int v = yi + p * yp + skipped;
            for (int i = 0; i < s; i++) {
                float a0 = x[r + i];
                float b0 = x[q + i];
                float a1 = x[r + xl + i];
                float b1 = x[q + xl + i];
                float a2 = x[r + 2 * xl + i];
                float b2 = x[q + 2 * xl + i];
                float a3 = x[r + 3 * xl + i];
                float b3 = x[q + 3 * xl + i];
                float a4 = x[r + 4 * xl + i];
                float b4 = x[q + 4 * xl + i];
                float outerRe = a1 + a4;
                float outerIm = b1 + b4;
                float innerRe = a2 + a3;
                float innerIm = b2 + b3;
                float outerGapRe = a1 - a4;
                float outerGapIm = b1 - b4;
                float innerGapRe = a2 - a3;
                float innerGapIm = b2 - b3;
                float mean1Re = Fma.fma(innerRe, COS_TWO_FIFTHS, Fma.fma(outerRe, COS_FIFTH, a0));
                float mean2Re = Fma.fma(innerRe, COS_FIFTH, Fma.fma(outerRe, COS_TWO_FIFTHS, a0));
                float turn1Re = Fma.fma(outerGapRe, SIN_FIFTH, innerGapRe * SIN_TWO_FIFTHS);
                float turn2Re = Fma.fma(outerGapRe, SIN_TWO_FIFTHS, innerGapRe * -SIN_FIFTH);
                float mean1Im = Fma.fma(innerIm, COS_TWO_FIFTHS, Fma.fma(outerIm, COS_FIFTH, b0));
                float mean2Im = Fma.fma(innerIm, COS_FIFTH, Fma.fma(outerIm, COS_TWO_FIFTHS, b0));
                float turn1Im = Fma.fma(outerGapIm, SIN_FIFTH, innerGapIm * SIN_TWO_FIFTHS);
                float turn2Im = Fma.fma(outerGapIm, SIN_TWO_FIFTHS, innerGapIm * -SIN_FIFTH);
                float re0 = a0 + (outerRe + innerRe);
                float im0 = b0 + (outerIm + innerIm);
                float re1 = mean1Re + turn1Im;
                float im1 = mean1Im - turn1Re;
                float re2 = mean2Re + turn2Im;
                float im2 = mean2Im - turn2Re;
                float re3 = mean2Re - turn2Im;
                float im3 = mean2Im + turn2Re;
                float re4 = mean1Re - turn1Im;
                float im4 = mean1Im + turn1Re;
                y[u + i] = re0;
                y[v + i] = im0;
                y[u + yj + i] = Fma.fma(re1, c1, im1 * n1);
                y[v + yj + i] = Fma.fma(re1, s1, im1 * c1);
                y[u + 2 * yj + i] = Fma.fma(re2, c2, im2 * n2);
                y[v + 2 * yj + i] = Fma.fma(re2, s2, im2 * c2);
                y[u + 3 * yj + i] = Fma.fma(re3, c3, im3 * n3);
                y[v + 3 * yj + i] = Fma.fma(re3, s3, im3 * c3);
                y[u + 4 * yj + i] = Fma.fma(re4, c4, im4 * n4);
                y[v + 4 * yj + i] = Fma.fma(re4, s4, im4 * c4);
            }
        }
    }
}
