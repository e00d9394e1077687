package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.end4rec.core.kernel.scalar.ScalarButterflies;

/** The stage of radix 5 of {@link VectorButterflies}, in two loops as {@link VectorRadixEight}. */
final class VectorRadixFive {
    private static final VectorSpecies<Float> LANES = VectorLanes.SPECIES;
    private static final int WIDTH = VectorLanes.WIDTH;

    private VectorRadixFive() {}

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
        int block = Math.max(1, VectorRadixEight.BLOCK / s);
        for (int first = 0; first < m; first += block) {
            int last = Math.min(m, first + block);
            bins0And1And4(first, last, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
            bins2And3(first, last, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
        }
    }

    private static void bins0And1And4(
            int first,
            int last,
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
        FloatVector cos1 = FloatVector.broadcast(LANES, ScalarButterflies.COS_FIFTH);
        FloatVector cos2 = FloatVector.broadcast(LANES, ScalarButterflies.COS_TWO_FIFTHS);
        FloatVector sin1 = FloatVector.broadcast(LANES, ScalarButterflies.SIN_FIFTH);
        FloatVector sin2 = FloatVector.broadcast(LANES, ScalarButterflies.SIN_TWO_FIFTHS);
        for (int p = first; p < last; p++) {
            FloatVector c1 = FloatVector.broadcast(LANES, w[8 * p]);
            FloatVector s1 = FloatVector.broadcast(LANES, w[8 * p + 1]);
            FloatVector n1 = FloatVector.broadcast(LANES, -w[8 * p + 1]);
            FloatVector c4 = FloatVector.broadcast(LANES, w[8 * p + 6]);
            FloatVector s4 = FloatVector.broadcast(LANES, w[8 * p + 7]);
            FloatVector n4 = FloatVector.broadcast(LANES, -w[8 * p + 7]);
            int r = xr + p * xp;
            int q = xi + p * xp;
            int u = yr + p * yp + p / group * gap;
            int v = yi + p * yp + p / group * gap;
            for (int i = 0; i < s; i += WIDTH) {
                FloatVector a0 = FloatVector.fromArray(LANES, x, r + i);
                FloatVector b0 = FloatVector.fromArray(LANES, x, q + i);
                FloatVector a1 = FloatVector.fromArray(LANES, x, r + xl + i);
                FloatVector b1 = FloatVector.fromArray(LANES, x, q + xl + i);
                FloatVector a2 = FloatVector.fromArray(LANES, x, r + 2 * xl + i);
                FloatVector b2 = FloatVector.fromArray(LANES, x, q + 2 * xl + i);
                FloatVector a3 = FloatVector.fromArray(LANES, x, r + 3 * xl + i);
                FloatVector b3 = FloatVector.fromArray(LANES, x, q + 3 * xl + i);
                FloatVector a4 = FloatVector.fromArray(LANES, x, r + 4 * xl + i);
                FloatVector b4 = FloatVector.fromArray(LANES, x, q + 4 * xl + i);
                FloatVector outerRe = a1.add(a4);
                FloatVector outerIm = b1.add(b4);
                FloatVector outerGapRe = a1.sub(a4);
                FloatVector outerGapIm = b1.sub(b4);
                FloatVector innerRe = a2.add(a3);
                FloatVector innerIm = b2.add(b3);
                FloatVector innerGapRe = a2.sub(a3);
                FloatVector innerGapIm = b2.sub(b3);
                a0.add(outerRe.add(innerRe)).intoArray(y, u + i);
                b0.add(outerIm.add(innerIm)).intoArray(y, v + i);
                FloatVector meanRe = innerRe.fma(cos2, outerRe.fma(cos1, a0));
                FloatVector meanIm = innerIm.fma(cos2, outerIm.fma(cos1, b0));
                FloatVector turnRe = outerGapRe.fma(sin1, innerGapRe.mul(sin2));
                FloatVector turnIm = outerGapIm.fma(sin1, innerGapIm.mul(sin2));
                FloatVector re1 = meanRe.add(turnIm);
                FloatVector im1 = meanIm.sub(turnRe);
                FloatVector re4 = meanRe.sub(turnIm);
                FloatVector im4 = meanIm.add(turnRe);
                re1.fma(c1, im1.mul(n1)).intoArray(y, u + yj + i);
                re1.fma(s1, im1.mul(c1)).intoArray(y, v + yj + i);
                re4.fma(c4, im4.mul(n4)).intoArray(y, u + 4 * yj + i);
                re4.fma(s4, im4.mul(c4)).intoArray(y, v + 4 * yj + i);
            }
        }
    }

    private static void bins2And3(
            int first,
            int last,
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
        FloatVector cos1 = FloatVector.broadcast(LANES, ScalarButterflies.COS_FIFTH);
        FloatVector cos2 = FloatVector.broadcast(LANES, ScalarButterflies.COS_TWO_FIFTHS);
        FloatVector minusSin1 = FloatVector.broadcast(LANES, -ScalarButterflies.SIN_FIFTH);
        FloatVector sin2 = FloatVector.broadcast(LANES, ScalarButterflies.SIN_TWO_FIFTHS);
        for (int p = first; p < last; p++) {
            FloatVector c2 = FloatVector.broadcast(LANES, w[8 * p + 2]);
            FloatVector s2 = FloatVector.broadcast(LANES, w[8 * p + 3]);
            FloatVector n2 = FloatVector.broadcast(LANES, -w[8 * p + 3]);
            FloatVector c3 = FloatVector.broadcast(LANES, w[8 * p + 4]);
            FloatVector s3 = FloatVector.broadcast(LANES, w[8 * p + 5]);
            FloatVector n3 = FloatVector.broadcast(LANES, -w[8 * p + 5]);
            int r = xr + p * xp;
            int q = xi + p * xp;
            int u = yr + p * yp + p / group * gap;
            int v = yi + p * yp + p / group * gap;
            for (int i = 0; i < s; i += WIDTH) {
                FloatVector a0 = FloatVector.fromArray(LANES, x, r + i);
                FloatVector b0 = FloatVector.fromArray(LANES, x, q + i);
                FloatVector a1 = FloatVector.fromArray(LANES, x, r + xl + i);
                FloatVector b1 = FloatVector.fromArray(LANES, x, q + xl + i);
                FloatVector a2 = FloatVector.fromArray(LANES, x, r + 2 * xl + i);
                FloatVector b2 = FloatVector.fromArray(LANES, x, q + 2 * xl + i);
                FloatVector a3 = FloatVector.fromArray(LANES, x, r + 3 * xl + i);
                FloatVector b3 = FloatVector.fromArray(LANES, x, q + 3 * xl + i);
                FloatVector a4 = FloatVector.fromArray(LANES, x, r + 4 * xl + i);
                FloatVector b4 = FloatVector.fromArray(LANES, x, q + 4 * xl + i);
                FloatVector outerRe = a1.add(a4);
                FloatVector outerIm = b1.add(b4);
                FloatVector outerGapRe = a1.sub(a4);
                FloatVector outerGapIm = b1.sub(b4);
                FloatVector innerRe = a2.add(a3);
                FloatVector innerIm = b2.add(b3);
                FloatVector innerGapRe = a2.sub(a3);
                FloatVector innerGapIm = b2.sub(b3);
                FloatVector meanRe = innerRe.fma(cos1, outerRe.fma(cos2, a0));
                FloatVector meanIm = innerIm.fma(cos1, outerIm.fma(cos2, b0));
                FloatVector turnRe = outerGapRe.fma(sin2, innerGapRe.mul(minusSin1));
                FloatVector turnIm = outerGapIm.fma(sin2, innerGapIm.mul(minusSin1));
                FloatVector re2 = meanRe.add(turnIm);
                FloatVector im2 = meanIm.sub(turnRe);
                FloatVector re3 = meanRe.sub(turnIm);
                FloatVector im3 = meanIm.add(turnRe);
                re2.fma(c2, im2.mul(n2)).intoArray(y, u + 2 * yj + i);
                re2.fma(s2, im2.mul(c2)).intoArray(y, v + 2 * yj + i);
                re3.fma(c3, im3.mul(n3)).intoArray(y, u + 3 * yj + i);
                re3.fma(s3, im3.mul(c3)).intoArray(y, v + 3 * yj + i);
            }
        }
    }
}
