package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The stage of radix 8 of {@link VectorButterflies}: two butterflies of radix 4 and one of radix 2 in registers. The
 * compiler keeps vectors in registers in loops of limited size only, so each loop computes some of the eight bins; a
 * few butterflies pass all loops while their inputs are in the first-level cache.
 */
final class VectorRadixEight {
    private static final VectorSpecies<Float> LANES = VectorLanes.SPECIES;
    private static final int WIDTH = VectorLanes.WIDTH;
    private static final float ROOT_HALF = (float) Math.sqrt(0.5);

    /** Floats of a run by butterflies that pass all loops together: their inputs have 16 KB. */
    static final int BLOCK = 256;

    private VectorRadixEight() {}

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
        int block = Math.max(1, BLOCK / s);
        for (int first = 0; first < m; first += block) {
            int last = Math.min(m, first + block);
            evenBins(first, last, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
            bins1And5(first, last, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
            bins3And7(first, last, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
        }
    }

    private static void evenBins(
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
        for (int p = first; p < last; p++) {
            FloatVector c2 = FloatVector.broadcast(LANES, w[14 * p + 2]);
            FloatVector s2 = FloatVector.broadcast(LANES, w[14 * p + 3]);
            FloatVector n2 = FloatVector.broadcast(LANES, -w[14 * p + 3]);
            FloatVector c4 = FloatVector.broadcast(LANES, w[14 * p + 6]);
            FloatVector s4 = FloatVector.broadcast(LANES, w[14 * p + 7]);
            FloatVector n4 = FloatVector.broadcast(LANES, -w[14 * p + 7]);
            FloatVector c6 = FloatVector.broadcast(LANES, w[14 * p + 10]);
            FloatVector s6 = FloatVector.broadcast(LANES, w[14 * p + 11]);
            FloatVector n6 = FloatVector.broadcast(LANES, -w[14 * p + 11]);
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
                FloatVector a5 = FloatVector.fromArray(LANES, x, r + 5 * xl + i);
                FloatVector b5 = FloatVector.fromArray(LANES, x, q + 5 * xl + i);
                FloatVector a6 = FloatVector.fromArray(LANES, x, r + 6 * xl + i);
                FloatVector b6 = FloatVector.fromArray(LANES, x, q + 6 * xl + i);
                FloatVector a7 = FloatVector.fromArray(LANES, x, r + 7 * xl + i);
                FloatVector b7 = FloatVector.fromArray(LANES, x, q + 7 * xl + i);
                FloatVector eEvenRe = a0.add(a4);
                FloatVector eOddRe = a2.add(a6);
                FloatVector oEvenRe = a1.add(a5);
                FloatVector oOddRe = a3.add(a7);
                FloatVector eEvenIm = b0.add(b4);
                FloatVector eOddIm = b2.add(b6);
                FloatVector oEvenIm = b1.add(b5);
                FloatVector oOddIm = b3.add(b7);
                FloatVector e0Re = eEvenRe.add(eOddRe);
                FloatVector e0Im = eEvenIm.add(eOddIm);
                FloatVector e2Re = eEvenRe.sub(eOddRe);
                FloatVector e2Im = eEvenIm.sub(eOddIm);
                FloatVector o0Re = oEvenRe.add(oOddRe);
                FloatVector o0Im = oEvenIm.add(oOddIm);
                FloatVector o2Re = oEvenRe.sub(oOddRe);
                FloatVector o2Im = oEvenIm.sub(oOddIm);
                FloatVector re0 = e0Re.add(o0Re);
                FloatVector im0 = e0Im.add(o0Im);
                FloatVector re4 = e0Re.sub(o0Re);
                FloatVector im4 = e0Im.sub(o0Im);
                FloatVector re2 = e2Re.add(o2Im);
                FloatVector im2 = e2Im.sub(o2Re);
                FloatVector re6 = e2Re.sub(o2Im);
                FloatVector im6 = e2Im.add(o2Re);
                re0.intoArray(y, u + i);
                im0.intoArray(y, v + i);
                re2.fma(c2, im2.mul(n2)).intoArray(y, u + 2 * yj + i);
                re2.fma(s2, im2.mul(c2)).intoArray(y, v + 2 * yj + i);
                re4.fma(c4, im4.mul(n4)).intoArray(y, u + 4 * yj + i);
                re4.fma(s4, im4.mul(c4)).intoArray(y, v + 4 * yj + i);
                re6.fma(c6, im6.mul(n6)).intoArray(y, u + 6 * yj + i);
                re6.fma(s6, im6.mul(c6)).intoArray(y, v + 6 * yj + i);
            }
        }
    }

    private static void bins1And5(
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
        FloatVector root = FloatVector.broadcast(LANES, ROOT_HALF);
        FloatVector minusRoot = FloatVector.broadcast(LANES, -ROOT_HALF);
        for (int p = first; p < last; p++) {
            FloatVector c1 = FloatVector.broadcast(LANES, w[14 * p]);
            FloatVector s1 = FloatVector.broadcast(LANES, w[14 * p + 1]);
            FloatVector n1 = FloatVector.broadcast(LANES, -w[14 * p + 1]);
            FloatVector c5 = FloatVector.broadcast(LANES, w[14 * p + 8]);
            FloatVector s5 = FloatVector.broadcast(LANES, w[14 * p + 9]);
            FloatVector n5 = FloatVector.broadcast(LANES, -w[14 * p + 9]);
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
                FloatVector a5 = FloatVector.fromArray(LANES, x, r + 5 * xl + i);
                FloatVector b5 = FloatVector.fromArray(LANES, x, q + 5 * xl + i);
                FloatVector a6 = FloatVector.fromArray(LANES, x, r + 6 * xl + i);
                FloatVector b6 = FloatVector.fromArray(LANES, x, q + 6 * xl + i);
                FloatVector a7 = FloatVector.fromArray(LANES, x, r + 7 * xl + i);
                FloatVector b7 = FloatVector.fromArray(LANES, x, q + 7 * xl + i);
                FloatVector eEvenRe = a0.sub(a4);
                FloatVector eOddRe = a2.sub(a6);
                FloatVector eEvenIm = b0.sub(b4);
                FloatVector eOddIm = b2.sub(b6);
                FloatVector oEvenRe = a1.sub(a5);
                FloatVector oOddRe = a3.sub(a7);
                FloatVector oEvenIm = b1.sub(b5);
                FloatVector oOddIm = b3.sub(b7);
                FloatVector e1Re = eEvenRe.add(eOddIm);
                FloatVector e1Im = eEvenIm.sub(eOddRe);
                FloatVector o1Re = oEvenRe.add(oOddIm);
                FloatVector o1Im = oEvenIm.sub(oOddRe);
                FloatVector sum1 = o1Re.add(o1Im);
                FloatVector gap1 = o1Im.sub(o1Re);
                FloatVector re1 = sum1.fma(root, e1Re);
                FloatVector im1 = gap1.fma(root, e1Im);
                FloatVector re5 = sum1.fma(minusRoot, e1Re);
                FloatVector im5 = gap1.fma(minusRoot, e1Im);
                re1.fma(c1, im1.mul(n1)).intoArray(y, u + yj + i);
                re1.fma(s1, im1.mul(c1)).intoArray(y, v + yj + i);
                re5.fma(c5, im5.mul(n5)).intoArray(y, u + 5 * yj + i);
                re5.fma(s5, im5.mul(c5)).intoArray(y, v + 5 * yj + i);
            }
        }
    }

    private static void bins3And7(
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
        FloatVector root = FloatVector.broadcast(LANES, ROOT_HALF);
        FloatVector minusRoot = FloatVector.broadcast(LANES, -ROOT_HALF);
        for (int p = first; p < last; p++) {
            FloatVector c3 = FloatVector.broadcast(LANES, w[14 * p + 4]);
            FloatVector s3 = FloatVector.broadcast(LANES, w[14 * p + 5]);
            FloatVector n3 = FloatVector.broadcast(LANES, -w[14 * p + 5]);
            FloatVector c7 = FloatVector.broadcast(LANES, w[14 * p + 12]);
            FloatVector s7 = FloatVector.broadcast(LANES, w[14 * p + 13]);
            FloatVector n7 = FloatVector.broadcast(LANES, -w[14 * p + 13]);
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
                FloatVector a5 = FloatVector.fromArray(LANES, x, r + 5 * xl + i);
                FloatVector b5 = FloatVector.fromArray(LANES, x, q + 5 * xl + i);
                FloatVector a6 = FloatVector.fromArray(LANES, x, r + 6 * xl + i);
                FloatVector b6 = FloatVector.fromArray(LANES, x, q + 6 * xl + i);
                FloatVector a7 = FloatVector.fromArray(LANES, x, r + 7 * xl + i);
                FloatVector b7 = FloatVector.fromArray(LANES, x, q + 7 * xl + i);
                FloatVector eEvenRe = a0.sub(a4);
                FloatVector eOddRe = a2.sub(a6);
                FloatVector eEvenIm = b0.sub(b4);
                FloatVector eOddIm = b2.sub(b6);
                FloatVector oEvenRe = a1.sub(a5);
                FloatVector oOddRe = a3.sub(a7);
                FloatVector oEvenIm = b1.sub(b5);
                FloatVector oOddIm = b3.sub(b7);
                FloatVector e3Re = eEvenRe.sub(eOddIm);
                FloatVector e3Im = eEvenIm.add(eOddRe);
                FloatVector o3Re = oEvenRe.sub(oOddIm);
                FloatVector o3Im = oEvenIm.add(oOddRe);
                FloatVector sum3 = o3Re.add(o3Im);
                FloatVector gap3 = o3Im.sub(o3Re);
                FloatVector re3 = gap3.fma(root, e3Re);
                FloatVector im3 = sum3.fma(minusRoot, e3Im);
                FloatVector re7 = gap3.fma(minusRoot, e3Re);
                FloatVector im7 = sum3.fma(root, e3Im);
                re3.fma(c3, im3.mul(n3)).intoArray(y, u + 3 * yj + i);
                re3.fma(s3, im3.mul(c3)).intoArray(y, v + 3 * yj + i);
                re7.fma(c7, im7.mul(n7)).intoArray(y, u + 7 * yj + i);
                re7.fma(s7, im7.mul(c7)).intoArray(y, v + 7 * yj + i);
            }
        }
    }
}
