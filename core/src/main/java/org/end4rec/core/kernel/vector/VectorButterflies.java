package org.end4rec.core.kernel.vector;

import static org.end4rec.core.kernel.vector.VectorLanes.SPECIES;
import static org.end4rec.core.kernel.vector.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import org.end4rec.core.kernel.SpectralKernels;
import org.end4rec.core.kernel.scalar.ScalarButterflies;

/** The stages of {@link ScalarButterflies} on the widest vectors that the processor prefers; 16 divides every run. */
interface VectorButterflies extends SpectralKernels {
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
            case 5 -> VectorRadixFive.stage(m, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
            case 8 -> VectorRadixEight.stage(m, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
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
            FloatVector c1 = FloatVector.broadcast(SPECIES, w[2 * p]);
            FloatVector s1 = FloatVector.broadcast(SPECIES, w[2 * p + 1]);
            FloatVector n1 = FloatVector.broadcast(SPECIES, -w[2 * p + 1]);
            int r = xr + p * xp;
            int q = xi + p * xp;
            int u = yr + p * yp + skipped;
            int v = yi + p * yp + skipped;
            for (int i = 0; i < s; i += WIDTH) {
                FloatVector a0 = FloatVector.fromArray(SPECIES, x, r + i);
                FloatVector b0 = FloatVector.fromArray(SPECIES, x, q + i);
                FloatVector a1 = FloatVector.fromArray(SPECIES, x, r + xl + i);
                FloatVector b1 = FloatVector.fromArray(SPECIES, x, q + xl + i);
                FloatVector sumRe = a0.add(a1);
                FloatVector sumIm = b0.add(b1);
                FloatVector gapRe = a0.sub(a1);
                FloatVector gapIm = b0.sub(b1);
                sumRe.intoArray(y, u + i);
                sumIm.intoArray(y, v + i);
                gapRe.fma(c1, gapIm.mul(n1)).intoArray(y, u + yj + i);
                gapRe.fma(s1, gapIm.mul(c1)).intoArray(y, v + yj + i);
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
        FloatVector half = FloatVector.broadcast(SPECIES, -0.5f);
        int skipped = 0;
        int next = group;
        for (int p = 0; p < m; p++) {
            if (p == next) {
                next += group;
                skipped += gap;
            }
            FloatVector c1 = FloatVector.broadcast(SPECIES, w[4 * p]);
            FloatVector s1 = FloatVector.broadcast(SPECIES, w[4 * p + 1]);
            FloatVector n1 = FloatVector.broadcast(SPECIES, -w[4 * p + 1]);
            FloatVector c2 = FloatVector.broadcast(SPECIES, w[4 * p + 2]);
            FloatVector s2 = FloatVector.broadcast(SPECIES, w[4 * p + 3]);
            FloatVector n2 = FloatVector.broadcast(SPECIES, -w[4 * p + 3]);
            int r = xr + p * xp;
            int q = xi + p * xp;
            int u = yr + p * yp + skipped;
            int v = yi + p * yp + skipped;
            for (int i = 0; i < s; i += WIDTH) {
                FloatVector a0 = FloatVector.fromArray(SPECIES, x, r + i);
                FloatVector b0 = FloatVector.fromArray(SPECIES, x, q + i);
                FloatVector a1 = FloatVector.fromArray(SPECIES, x, r + xl + i);
                FloatVector b1 = FloatVector.fromArray(SPECIES, x, q + xl + i);
                FloatVector a2 = FloatVector.fromArray(SPECIES, x, r + 2 * xl + i);
                FloatVector b2 = FloatVector.fromArray(SPECIES, x, q + 2 * xl + i);
                FloatVector sumRe = a1.add(a2);
                FloatVector sumIm = b1.add(b2);
                FloatVector turnRe = a1.sub(a2).mul(ScalarButterflies.SIN_THIRD);
                FloatVector turnIm = b1.sub(b2).mul(ScalarButterflies.SIN_THIRD);
                FloatVector meanRe = sumRe.fma(half, a0);
                FloatVector meanIm = sumIm.fma(half, b0);
                FloatVector re0 = a0.add(sumRe);
                FloatVector im0 = b0.add(sumIm);
                FloatVector re1 = meanRe.add(turnIm);
                FloatVector im1 = meanIm.sub(turnRe);
                FloatVector re2 = meanRe.sub(turnIm);
                FloatVector im2 = meanIm.add(turnRe);
                re0.intoArray(y, u + i);
                im0.intoArray(y, v + i);
                re1.fma(c1, im1.mul(n1)).intoArray(y, u + yj + i);
                re1.fma(s1, im1.mul(c1)).intoArray(y, v + yj + i);
                re2.fma(c2, im2.mul(n2)).intoArray(y, u + 2 * yj + i);
                re2.fma(s2, im2.mul(c2)).intoArray(y, v + 2 * yj + i);
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
            FloatVector c1 = FloatVector.broadcast(SPECIES, w[6 * p]);
            FloatVector s1 = FloatVector.broadcast(SPECIES, w[6 * p + 1]);
            FloatVector n1 = FloatVector.broadcast(SPECIES, -w[6 * p + 1]);
            FloatVector c2 = FloatVector.broadcast(SPECIES, w[6 * p + 2]);
            FloatVector s2 = FloatVector.broadcast(SPECIES, w[6 * p + 3]);
            FloatVector n2 = FloatVector.broadcast(SPECIES, -w[6 * p + 3]);
            FloatVector c3 = FloatVector.broadcast(SPECIES, w[6 * p + 4]);
            FloatVector s3 = FloatVector.broadcast(SPECIES, w[6 * p + 5]);
            FloatVector n3 = FloatVector.broadcast(SPECIES, -w[6 * p + 5]);
            int r = xr + p * xp;
            int q = xi + p * xp;
            int u = yr + p * yp + skipped;
            int v = yi + p * yp + skipped;
            for (int i = 0; i < s; i += WIDTH) {
                FloatVector a0 = FloatVector.fromArray(SPECIES, x, r + i);
                FloatVector b0 = FloatVector.fromArray(SPECIES, x, q + i);
                FloatVector a1 = FloatVector.fromArray(SPECIES, x, r + xl + i);
                FloatVector b1 = FloatVector.fromArray(SPECIES, x, q + xl + i);
                FloatVector a2 = FloatVector.fromArray(SPECIES, x, r + 2 * xl + i);
                FloatVector b2 = FloatVector.fromArray(SPECIES, x, q + 2 * xl + i);
                FloatVector a3 = FloatVector.fromArray(SPECIES, x, r + 3 * xl + i);
                FloatVector b3 = FloatVector.fromArray(SPECIES, x, q + 3 * xl + i);
                FloatVector evenRe = a0.add(a2);
                FloatVector evenIm = b0.add(b2);
                FloatVector evenGapRe = a0.sub(a2);
                FloatVector evenGapIm = b0.sub(b2);
                FloatVector oddRe = a1.add(a3);
                FloatVector oddIm = b1.add(b3);
                FloatVector oddGapRe = a1.sub(a3);
                FloatVector oddGapIm = b1.sub(b3);
                FloatVector re0 = evenRe.add(oddRe);
                FloatVector im0 = evenIm.add(oddIm);
                FloatVector re1 = evenGapRe.add(oddGapIm);
                FloatVector im1 = evenGapIm.sub(oddGapRe);
                FloatVector re2 = evenRe.sub(oddRe);
                FloatVector im2 = evenIm.sub(oddIm);
                FloatVector re3 = evenGapRe.sub(oddGapIm);
                FloatVector im3 = evenGapIm.add(oddGapRe);
                re0.intoArray(y, u + i);
                im0.intoArray(y, v + i);
                re1.fma(c1, im1.mul(n1)).intoArray(y, u + yj + i);
                re1.fma(s1, im1.mul(c1)).intoArray(y, v + yj + i);
                re2.fma(c2, im2.mul(n2)).intoArray(y, u + 2 * yj + i);
                re2.fma(s2, im2.mul(c2)).intoArray(y, v + 2 * yj + i);
                re3.fma(c3, im3.mul(n3)).intoArray(y, u + 3 * yj + i);
                re3.fma(s3, im3.mul(c3)).intoArray(y, v + 3 * yj + i);
            }
        }
    }
}
