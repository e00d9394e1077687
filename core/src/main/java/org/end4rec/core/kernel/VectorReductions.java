package org.end4rec.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The reductions of {@link Kernels} in vectors. What is left after the last full block of sixteen elements is read as a
 * block that overlaps it, with zeros in the lanes already counted: a sum that started at +0 stays as it is if 0 is added.
 * n is at least sixteen.
 */
final class VectorReductions {
    private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    private static final int WIDTH = VectorLanes.WIDTH;
    private static final boolean PAIR = VectorLanes.PAIR;
    private static final int BLOCK = Lanes.COUNT;

    private VectorReductions() {}

    static float sum(float[] x, int xo, int n) {
        FloatVector low = FloatVector.zero(SPECIES);
        FloatVector high = low;
        int rest = n & (BLOCK - 1);
        int end = xo + n - BLOCK;
        for (int i = xo; i <= end; i += BLOCK) {
            low = low.add(FloatVector.fromArray(SPECIES, x, i));
            if (PAIR) {
                high = high.add(FloatVector.fromArray(SPECIES, x, i + WIDTH));
            }
        }
        if (rest > 0) {
            int from = BLOCK - rest;
            low = low.add(VectorLanes.last(FloatVector.fromArray(SPECIES, x, end), from, 0));
            if (PAIR) {
                high = high.add(VectorLanes.last(FloatVector.fromArray(SPECIES, x, end + WIDTH), from, WIDTH));
            }
        }
        return VectorLanes.tree(low, high);
    }

    static float dot(float[] a, int ao, float[] b, int bo, int n) {
        FloatVector low = FloatVector.zero(SPECIES);
        FloatVector high = low;
        int rest = n & (BLOCK - 1);
        int end = n - BLOCK;
        for (int i = 0; i <= end; i += BLOCK) {
            low = FloatVector.fromArray(SPECIES, a, ao + i).fma(FloatVector.fromArray(SPECIES, b, bo + i), low);
            if (PAIR) {
                high = FloatVector.fromArray(SPECIES, a, ao + i + WIDTH)
                        .fma(FloatVector.fromArray(SPECIES, b, bo + i + WIDTH), high);
            }
        }
        if (rest > 0) {
            int from = BLOCK - rest;
            low = VectorLanes.last(FloatVector.fromArray(SPECIES, a, ao + end), from, 0)
                    .fma(VectorLanes.last(FloatVector.fromArray(SPECIES, b, bo + end), from, 0), low);
            if (PAIR) {
                high = VectorLanes.last(FloatVector.fromArray(SPECIES, a, ao + end + WIDTH), from, WIDTH)
                        .fma(VectorLanes.last(FloatVector.fromArray(SPECIES, b, bo + end + WIDTH), from, WIDTH), high);
            }
        }
        return VectorLanes.tree(low, high);
    }

    /** The order does not matter to a maximum, so the last vector overlaps unmasked, and four run side by side. */
    static float max(float[] x, int xo, int n) {
        FloatVector a = FloatVector.fromArray(SPECIES, x, xo);
        int i = WIDTH;
        if (n >= 8 * WIDTH) {
            FloatVector b = FloatVector.fromArray(SPECIES, x, xo + WIDTH);
            FloatVector c = FloatVector.fromArray(SPECIES, x, xo + 2 * WIDTH);
            FloatVector d = FloatVector.fromArray(SPECIES, x, xo + 3 * WIDTH);
            for (i = 4 * WIDTH; i <= n - 4 * WIDTH; i += 4 * WIDTH) {
                a = a.max(FloatVector.fromArray(SPECIES, x, xo + i));
                b = b.max(FloatVector.fromArray(SPECIES, x, xo + i + WIDTH));
                c = c.max(FloatVector.fromArray(SPECIES, x, xo + i + 2 * WIDTH));
                d = d.max(FloatVector.fromArray(SPECIES, x, xo + i + 3 * WIDTH));
            }
            a = a.max(b).max(c.max(d));
        }
        for (; i < n; i += WIDTH) {
            a = a.max(FloatVector.fromArray(SPECIES, x, xo + Math.min(i, n - WIDTH)));
        }
        return VectorLanes.largest(a);
    }

    static float sumExp(float[] x, int xo, float shift, int n) {
        FloatVector low = FloatVector.zero(SPECIES);
        FloatVector high = low;
        int full = n & -BLOCK;
        int end = full < n ? full + BLOCK : full;
        for (int i = 0; i < end; i += WIDTH) {
            int at = i < full ? i : i + n - end;
            FloatVector e = VectorPolynomials.decay(
                    FloatVector.fromArray(SPECIES, x, xo + at).sub(shift));
            if (i >= full) {
                e = VectorLanes.last(e, end - n, i - full);
            }
            FloatVector sum = low.add(e);
            low = PAIR ? high : sum;
            high = sum;
        }
        return VectorLanes.tree(low, high);
    }

    /** A vector is read two steps before it is needed, because what is left over overlaps up to two vectors written. */
    static float expSum(float[] x, int xo, float shift, float[] y, int yo, int n) {
        FloatVector low = FloatVector.zero(SPECIES);
        FloatVector high = low;
        int full = n & -BLOCK;
        int end = full < n ? full + BLOCK : full;
        FloatVector v = FloatVector.fromArray(SPECIES, x, xo);
        FloatVector next = FloatVector.fromArray(SPECIES, x, xo + Math.min(WIDTH, n - WIDTH));
        for (int i = 0; i < end; i += WIDTH) {
            int at = i < full ? i : i + n - end;
            int ahead = i + 2 * WIDTH;
            ahead = ahead < full ? ahead : Math.min(ahead + n - end, n - WIDTH);
            FloatVector afterNext = FloatVector.fromArray(SPECIES, x, xo + ahead);
            FloatVector e = VectorPolynomials.decay(v.sub(shift));
            e.intoArray(y, yo + at);
            if (i >= full) {
                e = VectorLanes.last(e, end - n, i - full);
            }
            FloatVector sum = low.add(e);
            low = PAIR ? high : sum;
            high = sum;
            v = next;
            next = afterNext;
        }
        return VectorLanes.tree(low, high);
    }
}
