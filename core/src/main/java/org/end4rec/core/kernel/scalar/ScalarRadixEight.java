package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.Fma;

/** The stage of radix 8 of {@link ScalarButterflies}: two butterflies of radix 4 and one of radix 2. */
final class ScalarRadixEight {
    private static final float ROOT_HALF = (float) Math.sqrt(0.5);

    private ScalarRadixEight() {}

    static void stage(
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
            float c1 = w[14 * p];
            float s1 = w[14 * p + 1];
            float n1 = -w[14 * p + 1];
            float c2 = w[14 * p + 2];
            float s2 = w[14 * p + 3];
            float n2 = -w[14 * p + 3];
            float c3 = w[14 * p + 4];
            float s3 = w[14 * p + 5];
            float n3 = -w[14 * p + 5];
            float c4 = w[14 * p + 6];
            float s4 = w[14 * p + 7];
            float n4 = -w[14 * p + 7];
            float c5 = w[14 * p + 8];
            float s5 = w[14 * p + 9];
            float n5 = -w[14 * p + 9];
            float c6 = w[14 * p + 10];
            float s6 = w[14 * p + 11];
            float n6 = -w[14 * p + 11];
            float c7 = w[14 * p + 12];
            float s7 = w[14 * p + 13];
            float n7 = -w[14 * p + 13];
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
                float a5 = x[r + 5 * xl + i];
                float b5 = x[q + 5 * xl + i];
                float a6 = x[r + 6 * xl + i];
                float b6 = x[q + 6 * xl + i];
                float a7 = x[r + 7 * xl + i];
                float b7 = x[q + 7 * xl + i];
                float eEvenRe = a0 + a4;
                float eEvenGapRe = a0 - a4;
                float eOddRe = a2 + a6;
                float eOddGapRe = a2 - a6;
                float eEvenIm = b0 + b4;
                float eEvenGapIm = b0 - b4;
                float eOddIm = b2 + b6;
                float eOddGapIm = b2 - b6;
                float e0Re = eEvenRe + eOddRe;
                float e0Im = eEvenIm + eOddIm;
                float e1Re = eEvenGapRe + eOddGapIm;
                float e1Im = eEvenGapIm - eOddGapRe;
                float e2Re = eEvenRe - eOddRe;
                float e2Im = eEvenIm - eOddIm;
                float e3Re = eEvenGapRe - eOddGapIm;
                float e3Im = eEvenGapIm + eOddGapRe;
                float oEvenRe = a1 + a5;
                float oEvenGapRe = a1 - a5;
                float oOddRe = a3 + a7;
                float oOddGapRe = a3 - a7;
                float oEvenIm = b1 + b5;
                float oEvenGapIm = b1 - b5;
                float oOddIm = b3 + b7;
                float oOddGapIm = b3 - b7;
                float o0Re = oEvenRe + oOddRe;
                float o0Im = oEvenIm + oOddIm;
                float o1Re = oEvenGapRe + oOddGapIm;
                float o1Im = oEvenGapIm - oOddGapRe;
                float o2Re = oEvenRe - oOddRe;
                float o2Im = oEvenIm - oOddIm;
                float o3Re = oEvenGapRe - oOddGapIm;
                float o3Im = oEvenGapIm + oOddGapRe;
                float re0 = e0Re + o0Re;
                float im0 = e0Im + o0Im;
                float re4 = e0Re - o0Re;
                float im4 = e0Im - o0Im;
                float sum1 = o1Re + o1Im;
                float gap1 = o1Im - o1Re;
                float re1 = Fma.fma(sum1, ROOT_HALF, e1Re);
                float im1 = Fma.fma(gap1, ROOT_HALF, e1Im);
                float re5 = Fma.fma(sum1, -ROOT_HALF, e1Re);
                float im5 = Fma.fma(gap1, -ROOT_HALF, e1Im);
                float re2 = e2Re + o2Im;
                float im2 = e2Im - o2Re;
                float re6 = e2Re - o2Im;
                float im6 = e2Im + o2Re;
                float sum3 = o3Re + o3Im;
                float gap3 = o3Im - o3Re;
                float re3 = Fma.fma(gap3, ROOT_HALF, e3Re);
                float im3 = Fma.fma(sum3, -ROOT_HALF, e3Im);
                float re7 = Fma.fma(gap3, -ROOT_HALF, e3Re);
                float im7 = Fma.fma(sum3, ROOT_HALF, e3Im);
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
                y[u + 5 * yj + i] = Fma.fma(re5, c5, im5 * n5);
                y[v + 5 * yj + i] = Fma.fma(re5, s5, im5 * c5);
                y[u + 6 * yj + i] = Fma.fma(re6, c6, im6 * n6);
                y[v + 6 * yj + i] = Fma.fma(re6, s6, im6 * c6);
                y[u + 7 * yj + i] = Fma.fma(re7, c7, im7 * n7);
                y[v + 7 * yj + i] = Fma.fma(re7, s7, im7 * c7);
            }
        }
    }
}
