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
            case 5 -> radix5(m, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
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
        FloatVector cos1 = FloatVector.broadcast(SPECIES, ScalarButterflies.COS_FIFTH);
        FloatVector cos2 = FloatVector.broadcast(SPECIES, ScalarButterflies.COS_TWO_FIFTHS);
        FloatVector sin1 = FloatVector.broadcast(SPECIES, ScalarButterflies.SIN_FIFTH);
        FloatVector sin2 = FloatVector.broadcast(SPECIES, ScalarButterflies.SIN_TWO_FIFTHS);
        FloatVector minusSin1 = FloatVector.broadcast(SPECIES, -ScalarButterflies.SIN_FIFTH);
        int skipped = 0;
        int next = group;
        for (int p = 0; p < m; p++) {
            if (p == next) {
                next += group;
                skipped += gap;
            }
            FloatVector c1 = FloatVector.broadcast(SPECIES, w[8 * p]);
            FloatVector s1 = FloatVector.broadcast(SPECIES, w[8 * p + 1]);
            FloatVector n1 = FloatVector.broadcast(SPECIES, -w[8 * p + 1]);
            FloatVector c2 = FloatVector.broadcast(SPECIES, w[8 * p + 2]);
            FloatVector s2 = FloatVector.broadcast(SPECIES, w[8 * p + 3]);
            FloatVector n2 = FloatVector.broadcast(SPECIES, -w[8 * p + 3]);
            FloatVector c3 = FloatVector.broadcast(SPECIES, w[8 * p + 4]);
            FloatVector s3 = FloatVector.broadcast(SPECIES, w[8 * p + 5]);
            FloatVector n3 = FloatVector.broadcast(SPECIES, -w[8 * p + 5]);
            FloatVector c4 = FloatVector.broadcast(SPECIES, w[8 * p + 6]);
            FloatVector s4 = FloatVector.broadcast(SPECIES, w[8 * p + 7]);
            FloatVector n4 = FloatVector.broadcast(SPECIES, -w[8 * p + 7]);
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
                FloatVector a4 = FloatVector.fromArray(SPECIES, x, r + 4 * xl + i);
                FloatVector b4 = FloatVector.fromArray(SPECIES, x, q + 4 * xl + i);
                FloatVector outerRe = a1.add(a4);
                FloatVector outerIm = b1.add(b4);
                FloatVector innerRe = a2.add(a3);
                FloatVector innerIm = b2.add(b3);
                FloatVector outerGapRe = a1.sub(a4);
                FloatVector outerGapIm = b1.sub(b4);
                FloatVector innerGapRe = a2.sub(a3);
                FloatVector innerGapIm = b2.sub(b3);
                FloatVector mean1Re = innerRe.fma(cos2, outerRe.fma(cos1, a0));
                FloatVector mean2Re = innerRe.fma(cos1, outerRe.fma(cos2, a0));
                FloatVector turn1Re = outerGapRe.fma(sin1, innerGapRe.mul(sin2));
                FloatVector turn2Re = outerGapRe.fma(sin2, innerGapRe.mul(minusSin1));
                FloatVector mean1Im = innerIm.fma(cos2, outerIm.fma(cos1, b0));
                FloatVector mean2Im = innerIm.fma(cos1, outerIm.fma(cos2, b0));
                FloatVector turn1Im = outerGapIm.fma(sin1, innerGapIm.mul(sin2));
                FloatVector turn2Im = outerGapIm.fma(sin2, innerGapIm.mul(minusSin1));
                FloatVector re0 = a0.add(outerRe.add(innerRe));
                FloatVector im0 = b0.add(outerIm.add(innerIm));
                FloatVector re1 = mean1Re.add(turn1Im);
                FloatVector im1 = mean1Im.sub(turn1Re);
                FloatVector re2 = mean2Re.add(turn2Im);
                FloatVector im2 = mean2Im.sub(turn2Re);
                FloatVector re3 = mean2Re.sub(turn2Im);
                FloatVector im3 = mean2Im.add(turn2Re);
                FloatVector re4 = mean1Re.sub(turn1Im);
                FloatVector im4 = mean1Im.add(turn1Re);
                re0.intoArray(y, u + i);
                im0.intoArray(y, v + i);
                re1.fma(c1, im1.mul(n1)).intoArray(y, u + yj + i);
                re1.fma(s1, im1.mul(c1)).intoArray(y, v + yj + i);
                re2.fma(c2, im2.mul(n2)).intoArray(y, u + 2 * yj + i);
                re2.fma(s2, im2.mul(c2)).intoArray(y, v + 2 * yj + i);
                re3.fma(c3, im3.mul(n3)).intoArray(y, u + 3 * yj + i);
                re3.fma(s3, im3.mul(c3)).intoArray(y, v + 3 * yj + i);
                re4.fma(c4, im4.mul(n4)).intoArray(y, u + 4 * yj + i);
                re4.fma(s4, im4.mul(c4)).intoArray(y, v + 4 * yj + i);
            }
        }
    }
}
