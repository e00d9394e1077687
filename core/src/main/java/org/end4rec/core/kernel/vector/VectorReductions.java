package org.end4rec.core.kernel.vector;

import static org.end4rec.core.kernel.vector.VectorLanes.BITS;
import static org.end4rec.core.kernel.vector.VectorLanes.MASKS;
import static org.end4rec.core.kernel.vector.VectorLanes.PAIR;
import static org.end4rec.core.kernel.vector.VectorLanes.SPECIES;
import static org.end4rec.core.kernel.vector.VectorLanes.TAIL;
import static org.end4rec.core.kernel.vector.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.end4rec.core.kernel.ReductionKernels;
import org.end4rec.core.kernel.scalar.Lanes;

/**
 * {@link ReductionKernels} in vectors. What is left after the last full block of sixteen elements is read as a block
 * that overlaps it, with zeros in the lanes already counted: a sum that started at +0 stays as it is if 0 is added. No
 * branch follows a loop: one that is never taken makes Java 17 keep sums in memory.
 */
interface VectorReductions extends ReductionKernels {
    int BLOCK = Lanes.COUNT;

    @Override
    default float sum(float[] x, int xo, int n) {
        if (n < BLOCK) {
            return TAIL.sum(x, xo, n);
        }
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
        low = low.add(FloatVector.fromArray(SPECIES, x, end)
                .reinterpretAsInts()
                .and(IntVector.fromArray(BITS, MASKS, rest))
                .reinterpretAsFloats());
        if (PAIR) {
            high = high.add(FloatVector.fromArray(SPECIES, x, end + WIDTH)
                    .reinterpretAsInts()
                    .and(IntVector.fromArray(BITS, MASKS, rest + WIDTH))
                    .reinterpretAsFloats());
        }
        FloatVector sum = PAIR ? low.add(high) : low;
        sum = sum.add(sum.rearrange(VectorLanes.BY_HALF));
        sum = PAIR ? sum : sum.add(sum.rearrange(VectorLanes.BY_4));
        sum = sum.add(sum.rearrange(VectorLanes.BY_2));
        return sum.add(sum.rearrange(VectorLanes.BY_1)).lane(0);
    }

    @Override
    default float dot(float[] a, int ao, float[] b, int bo, int n) {
        if (n < BLOCK) {
            return TAIL.dot(a, ao, b, bo, n);
        }
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
        low = FloatVector.fromArray(SPECIES, a, ao + end)
                .reinterpretAsInts()
                .and(IntVector.fromArray(BITS, MASKS, rest))
                .reinterpretAsFloats()
                .fma(
                        FloatVector.fromArray(SPECIES, b, bo + end)
                                .reinterpretAsInts()
                                .and(IntVector.fromArray(BITS, MASKS, rest))
                                .reinterpretAsFloats(),
                        low);
        if (PAIR) {
            high = FloatVector.fromArray(SPECIES, a, ao + end + WIDTH)
                    .reinterpretAsInts()
                    .and(IntVector.fromArray(BITS, MASKS, rest + WIDTH))
                    .reinterpretAsFloats()
                    .fma(
                            FloatVector.fromArray(SPECIES, b, bo + end + WIDTH)
                                    .reinterpretAsInts()
                                    .and(IntVector.fromArray(BITS, MASKS, rest + WIDTH))
                                    .reinterpretAsFloats(),
                            high);
        }
        FloatVector sum = PAIR ? low.add(high) : low;
        sum = sum.add(sum.rearrange(VectorLanes.BY_HALF));
        sum = PAIR ? sum : sum.add(sum.rearrange(VectorLanes.BY_4));
        sum = sum.add(sum.rearrange(VectorLanes.BY_2));
        return sum.add(sum.rearrange(VectorLanes.BY_1)).lane(0);
    }

    /** The order does not matter to a maximum, so the last vector overlaps unmasked, and four run side by side. */
    @Override
    default float max(float[] x, int xo, int n) {
        if (n < BLOCK) {
            return TAIL.max(x, xo, n);
        }
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
        a = a.max(a.rearrange(VectorLanes.BY_HALF));
        a = a.max(a.rearrange(VectorLanes.BY_4));
        a = a.max(a.rearrange(VectorLanes.BY_2));
        return a.max(a.rearrange(VectorLanes.BY_1)).lane(0);
    }

    @Override
    default float sumExp(float[] x, int xo, float shift, int n) {
        if (n < BLOCK) {
            return TAIL.sumExp(x, xo, shift, n);
        }
        FloatVector low = FloatVector.zero(SPECIES);
        FloatVector high = low;
        int full = n & -BLOCK;
        int end = full < n ? full + BLOCK : full;
        for (int i = 0; i < end; i += WIDTH) {
            int counted = counted(i, full, end - n);
            FloatVector e = VectorPolynomials.expNonPositive(
                    FloatVector.fromArray(SPECIES, x, xo + i - counted).sub(shift));
            FloatVector added = low.add(e.reinterpretAsInts()
                    .and(IntVector.fromArray(BITS, MASKS, BLOCK - counted + Math.max(i - full, 0)))
                    .reinterpretAsFloats());
            low = PAIR ? high : added;
            high = added;
        }
        FloatVector sum = PAIR ? low.add(high) : low;
        sum = sum.add(sum.rearrange(VectorLanes.BY_HALF));
        sum = PAIR ? sum : sum.add(sum.rearrange(VectorLanes.BY_4));
        sum = sum.add(sum.rearrange(VectorLanes.BY_2));
        return sum.add(sum.rearrange(VectorLanes.BY_1)).lane(0);
    }

    /** How many lanes of the block at i have been counted before: {@code overlap} from {@code full} on, else none. */
    private static int counted(int i, int full, int overlap) {
        return (full - 1 - i >> 31) & overlap;
    }

    /** A vector is read two steps before it is needed, because what is left over overlaps up to two vectors written. */
    @Override
    default float expSum(float[] x, int xo, float shift, float[] y, int yo, int n) {
        if (n < BLOCK) {
            return TAIL.expSum(x, xo, shift, y, yo, n);
        }
        FloatVector low = FloatVector.zero(SPECIES);
        FloatVector high = low;
        int full = n & -BLOCK;
        int end = full < n ? full + BLOCK : full;
        FloatVector v = FloatVector.fromArray(SPECIES, x, xo);
        FloatVector next = FloatVector.fromArray(SPECIES, x, xo + Math.min(WIDTH, n - WIDTH));
        for (int i = 0; i < end; i += WIDTH) {
            int counted = counted(i, full, end - n);
            int ahead = i + 2 * WIDTH;
            ahead = Math.min(ahead - counted(ahead, full, end - n), n - WIDTH);
            FloatVector afterNext = FloatVector.fromArray(SPECIES, x, xo + ahead);
            FloatVector e = VectorPolynomials.expNonPositive(v.sub(shift));
            e.intoArray(y, yo + i - counted);
            FloatVector added = low.add(e.reinterpretAsInts()
                    .and(IntVector.fromArray(BITS, MASKS, BLOCK - counted + Math.max(i - full, 0)))
                    .reinterpretAsFloats());
            low = PAIR ? high : added;
            high = added;
            v = next;
            next = afterNext;
        }
        FloatVector sum = PAIR ? low.add(high) : low;
        sum = sum.add(sum.rearrange(VectorLanes.BY_HALF));
        sum = PAIR ? sum : sum.add(sum.rearrange(VectorLanes.BY_4));
        sum = sum.add(sum.rearrange(VectorLanes.BY_2));
        return sum.add(sum.rearrange(VectorLanes.BY_1)).lane(0);
    }

    @Override
    default void scaledExp(float[] x, int xo, float shift, float scale, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.scaledExp(x, xo, shift, scale, y, yo, full);
        TAIL.scaledExp(x, xo + full, shift, scale, y, yo + full, n - full);
    }

    @Override
    default void softmaxColumns(float scale, float[] x, int xo, int ld, int rows, int n) {
        int full = SPECIES.loopBound(n);
        VectorColumns.softmax(scale, x, xo, ld, rows, full);
        TAIL.softmaxColumns(scale, x, xo + full, ld, rows, n - full);
    }

    @Override
    default void softmaxColumnsGradient(float scale, float[] y, int yo, float[] dy, int dyo, int ld, int rows, int n) {
        int full = SPECIES.loopBound(n);
        VectorColumns.softmaxGradient(scale, y, yo, dy, dyo, ld, rows, full);
        TAIL.softmaxColumnsGradient(scale, y, yo + full, dy, dyo + full, ld, rows, n - full);
    }
}
