package org.end4rec.core.kernel.vector;

import static org.end4rec.core.kernel.vector.VectorLanes.BITS;
import static org.end4rec.core.kernel.vector.VectorLanes.FOUR;
import static org.end4rec.core.kernel.vector.VectorLanes.MASKS;
import static org.end4rec.core.kernel.vector.VectorLanes.ONE;
import static org.end4rec.core.kernel.vector.VectorLanes.SPECIES;
import static org.end4rec.core.kernel.vector.VectorLanes.TAIL;
import static org.end4rec.core.kernel.vector.VectorLanes.TWO;
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
    int AHEAD = FOUR ? 4 : 2;

    @Override
    default float sum(float[] x, int xo, int n) {
        if (n < BLOCK) {
            return TAIL.sum(x, xo, n);
        }
        FloatVector first = FloatVector.zero(SPECIES);
        FloatVector second = first;
        FloatVector third = first;
        FloatVector fourth = first;
        int rest = n & (BLOCK - 1);
        int end = xo + n - BLOCK;
        for (int i = xo; i <= end; i += BLOCK) {
            first = first.add(FloatVector.fromArray(SPECIES, x, i));
            if (!ONE) {
                second = second.add(FloatVector.fromArray(SPECIES, x, i + WIDTH));
            }
            if (FOUR) {
                third = third.add(FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH));
                fourth = fourth.add(FloatVector.fromArray(SPECIES, x, i + 3 * WIDTH));
            }
        }
        first = first.add(FloatVector.fromArray(SPECIES, x, end)
                .reinterpretAsInts()
                .and(IntVector.fromArray(BITS, MASKS, rest))
                .reinterpretAsFloats());
        if (!ONE) {
            second = second.add(FloatVector.fromArray(SPECIES, x, end + WIDTH)
                    .reinterpretAsInts()
                    .and(IntVector.fromArray(BITS, MASKS, rest + WIDTH))
                    .reinterpretAsFloats());
        }
        if (FOUR) {
            third = third.add(FloatVector.fromArray(SPECIES, x, end + 2 * WIDTH)
                    .reinterpretAsInts()
                    .and(IntVector.fromArray(BITS, MASKS, rest + 2 * WIDTH))
                    .reinterpretAsFloats());
            fourth = fourth.add(FloatVector.fromArray(SPECIES, x, end + 3 * WIDTH)
                    .reinterpretAsInts()
                    .and(IntVector.fromArray(BITS, MASKS, rest + 3 * WIDTH))
                    .reinterpretAsFloats());
        }
        FloatVector sum =
                ONE ? first : TWO ? first.add(second) : first.add(third).add(second.add(fourth));
        sum = sum.add(sum.rearrange(VectorLanes.BY_HALF));
        sum = ONE ? sum.add(sum.rearrange(VectorLanes.BY_4)) : sum;
        sum = FOUR ? sum : sum.add(sum.rearrange(VectorLanes.BY_2));
        return sum.add(sum.rearrange(VectorLanes.BY_1)).lane(0);
    }

    @Override
    default float dot(float[] a, int ao, float[] b, int bo, int n) {
        if (n < BLOCK) {
            return TAIL.dot(a, ao, b, bo, n);
        }
        FloatVector first = FloatVector.zero(SPECIES);
        FloatVector second = first;
        FloatVector third = first;
        FloatVector fourth = first;
        int rest = n & (BLOCK - 1);
        int end = n - BLOCK;
        for (int i = 0; i <= end; i += BLOCK) {
            first = FloatVector.fromArray(SPECIES, a, ao + i).fma(FloatVector.fromArray(SPECIES, b, bo + i), first);
            if (!ONE) {
                second = FloatVector.fromArray(SPECIES, a, ao + i + WIDTH)
                        .fma(FloatVector.fromArray(SPECIES, b, bo + i + WIDTH), second);
            }
            if (FOUR) {
                third = FloatVector.fromArray(SPECIES, a, ao + i + 2 * WIDTH)
                        .fma(FloatVector.fromArray(SPECIES, b, bo + i + 2 * WIDTH), third);
                fourth = FloatVector.fromArray(SPECIES, a, ao + i + 3 * WIDTH)
                        .fma(FloatVector.fromArray(SPECIES, b, bo + i + 3 * WIDTH), fourth);
            }
        }
        first = FloatVector.fromArray(SPECIES, a, ao + end)
                .reinterpretAsInts()
                .and(IntVector.fromArray(BITS, MASKS, rest))
                .reinterpretAsFloats()
                .fma(
                        FloatVector.fromArray(SPECIES, b, bo + end)
                                .reinterpretAsInts()
                                .and(IntVector.fromArray(BITS, MASKS, rest))
                                .reinterpretAsFloats(),
                        first);
        if (!ONE) {
            second = FloatVector.fromArray(SPECIES, a, ao + end + WIDTH)
                    .reinterpretAsInts()
                    .and(IntVector.fromArray(BITS, MASKS, rest + WIDTH))
                    .reinterpretAsFloats()
                    .fma(
                            FloatVector.fromArray(SPECIES, b, bo + end + WIDTH)
                                    .reinterpretAsInts()
                                    .and(IntVector.fromArray(BITS, MASKS, rest + WIDTH))
                                    .reinterpretAsFloats(),
                            second);
        }
        if (FOUR) {
            third = FloatVector.fromArray(SPECIES, a, ao + end + 2 * WIDTH)
                    .reinterpretAsInts()
                    .and(IntVector.fromArray(BITS, MASKS, rest + 2 * WIDTH))
                    .reinterpretAsFloats()
                    .fma(
                            FloatVector.fromArray(SPECIES, b, bo + end + 2 * WIDTH)
                                    .reinterpretAsInts()
                                    .and(IntVector.fromArray(BITS, MASKS, rest + 2 * WIDTH))
                                    .reinterpretAsFloats(),
                            third);
            fourth = FloatVector.fromArray(SPECIES, a, ao + end + 3 * WIDTH)
                    .reinterpretAsInts()
                    .and(IntVector.fromArray(BITS, MASKS, rest + 3 * WIDTH))
                    .reinterpretAsFloats()
                    .fma(
                            FloatVector.fromArray(SPECIES, b, bo + end + 3 * WIDTH)
                                    .reinterpretAsInts()
                                    .and(IntVector.fromArray(BITS, MASKS, rest + 3 * WIDTH))
                                    .reinterpretAsFloats(),
                            fourth);
        }
        FloatVector sum =
                ONE ? first : TWO ? first.add(second) : first.add(third).add(second.add(fourth));
        sum = sum.add(sum.rearrange(VectorLanes.BY_HALF));
        sum = ONE ? sum.add(sum.rearrange(VectorLanes.BY_4)) : sum;
        sum = FOUR ? sum : sum.add(sum.rearrange(VectorLanes.BY_2));
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
        FloatVector first = FloatVector.zero(SPECIES);
        FloatVector second = first;
        FloatVector third = first;
        FloatVector fourth = first;
        int full = n & -BLOCK;
        int end = full < n ? full + BLOCK : full;
        for (int i = 0; i < end; i += WIDTH) {
            int counted = counted(i, full, end - n);
            FloatVector e = VectorPolynomials.expNonPositive(
                    FloatVector.fromArray(SPECIES, x, xo + i - counted).sub(shift));
            FloatVector added = first.add(e.reinterpretAsInts()
                    .and(IntVector.fromArray(BITS, MASKS, BLOCK - counted + Math.max(i - full, 0)))
                    .reinterpretAsFloats());
            // the vectors of a block take turns to be the first
            first = ONE ? added : second;
            second = FOUR ? third : added;
            third = fourth;
            fourth = added;
        }
        FloatVector sum =
                ONE ? first : TWO ? first.add(second) : first.add(third).add(second.add(fourth));
        sum = sum.add(sum.rearrange(VectorLanes.BY_HALF));
        sum = ONE ? sum.add(sum.rearrange(VectorLanes.BY_4)) : sum;
        sum = FOUR ? sum : sum.add(sum.rearrange(VectorLanes.BY_2));
        return sum.add(sum.rearrange(VectorLanes.BY_1)).lane(0);
    }

    /** How many lanes of the block at i have been counted before: {@code overlap} from {@code full} on, else none. */
    private static int counted(int i, int full, int overlap) {
        return (full - 1 - i >> 31) & overlap;
    }

    /** A vector is read {@link #AHEAD} steps before its turn: what is left over overlaps as many vectors written. */
    @Override
    default float expSum(float[] x, int xo, float shift, float[] y, int yo, int n) {
        if (n < BLOCK) {
            return TAIL.expSum(x, xo, shift, y, yo, n);
        }
        FloatVector first = FloatVector.zero(SPECIES);
        FloatVector second = first;
        FloatVector third = first;
        FloatVector fourth = first;
        int full = n & -BLOCK;
        int end = full < n ? full + BLOCK : full;
        FloatVector v = FloatVector.fromArray(SPECIES, x, xo);
        FloatVector next1 = FloatVector.fromArray(SPECIES, x, xo + Math.min(WIDTH, n - WIDTH));
        FloatVector next2 = FloatVector.fromArray(SPECIES, x, xo + Math.min(2 * WIDTH, n - WIDTH));
        FloatVector next3 = FloatVector.fromArray(SPECIES, x, xo + Math.min(3 * WIDTH, n - WIDTH));
        for (int i = 0; i < end; i += WIDTH) {
            int counted = counted(i, full, end - n);
            int ahead = i + AHEAD * WIDTH;
            ahead = Math.min(ahead - counted(ahead, full, end - n), n - WIDTH);
            FloatVector newest = FloatVector.fromArray(SPECIES, x, xo + ahead);
            FloatVector e = VectorPolynomials.expNonPositive(v.sub(shift));
            e.intoArray(y, yo + i - counted);
            FloatVector added = first.add(e.reinterpretAsInts()
                    .and(IntVector.fromArray(BITS, MASKS, BLOCK - counted + Math.max(i - full, 0)))
                    .reinterpretAsFloats());
            // the vectors of a block take turns to be the first
            first = ONE ? added : second;
            second = FOUR ? third : added;
            third = fourth;
            fourth = added;
            v = next1;
            next1 = FOUR ? next2 : newest;
            next2 = next3;
            next3 = newest;
        }
        FloatVector sum =
                ONE ? first : TWO ? first.add(second) : first.add(third).add(second.add(fourth));
        sum = sum.add(sum.rearrange(VectorLanes.BY_HALF));
        sum = ONE ? sum.add(sum.rearrange(VectorLanes.BY_4)) : sum;
        sum = FOUR ? sum : sum.add(sum.rearrange(VectorLanes.BY_2));
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
