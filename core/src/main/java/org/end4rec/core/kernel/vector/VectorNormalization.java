package org.end4rec.core.kernel.vector;

import static org.end4rec.core.kernel.vector.VectorLanes.FOUR;
import static org.end4rec.core.kernel.vector.VectorLanes.ONE;
import static org.end4rec.core.kernel.vector.VectorLanes.SPECIES;
import static org.end4rec.core.kernel.vector.VectorLanes.TWO;
import static org.end4rec.core.kernel.vector.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import org.end4rec.core.kernel.scalar.Lanes;
import org.end4rec.core.kernel.scalar.ScalarNormalization;

/**
 * {@link ScalarNormalization} without a scratch row for rows whose width is a multiple of sixteen; the same bits. Rows
 * of other widths go the scalar way.
 */
interface VectorNormalization extends ScalarNormalization {
    /** Rows in a block: the processor works on several of them at once while their sums run down their trees. */
    int ROWS = 16;

    @Override
    default void layerNorm(
            int rows,
            int d,
            double epsilon,
            float[] x,
            int xo,
            float[] weight,
            float[] bias,
            float[] y,
            int yo,
            float[] statistics,
            int so) {
        if (d % Lanes.COUNT != 0) {
            ScalarNormalization.super.layerNorm(rows, d, epsilon, x, xo, weight, bias, y, yo, statistics, so);
            return;
        }
        for (int first = 0; first < rows; first += ROWS) {
            int end = Math.min(first + ROWS, rows);
            for (int row = first; row < end; row++) {
                statistics[so + row * ROW_STATISTICS] = total(d, x, xo + row * d) / d;
            }
            for (int row = first; row < end; row++) {
                deviations(d, epsilon, x, xo + row * d, statistics, so + row * ROW_STATISTICS);
            }
            for (int row = first; row < end; row++) {
                int from = xo + row * d;
                int to = yo + row * d;
                int kept = so + row * ROW_STATISTICS;
                FloatVector center = FloatVector.broadcast(SPECIES, statistics[kept]);
                FloatVector scale = FloatVector.broadcast(SPECIES, statistics[kept + 1]);
                FloatVector shift = FloatVector.broadcast(SPECIES, statistics[kept + 2]);
                for (int i = 0; i < d; i += WIDTH) {
                    FloatVector.fromArray(SPECIES, x, from + i)
                            .sub(center)
                            .fma(scale, shift)
                            .fma(FloatVector.fromArray(SPECIES, weight, i), FloatVector.fromArray(SPECIES, bias, i))
                            .intoArray(y, to + i);
                }
            }
        }
    }

    private static float total(int d, float[] x, int xo) {
        FloatVector first = FloatVector.zero(SPECIES);
        FloatVector second = first;
        FloatVector third = first;
        FloatVector fourth = first;
        for (int i = xo; i < xo + d; i += Lanes.COUNT) {
            first = first.add(FloatVector.fromArray(SPECIES, x, i));
            if (!ONE) {
                second = second.add(FloatVector.fromArray(SPECIES, x, i + WIDTH));
            }
            if (FOUR) {
                third = third.add(FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH));
                fourth = fourth.add(FloatVector.fromArray(SPECIES, x, i + 3 * WIDTH));
            }
        }
        FloatVector sum =
                ONE ? first : TWO ? first.add(second) : first.add(third).add(second.add(fourth));
        sum = sum.add(sum.rearrange(VectorLanes.BY_HALF));
        sum = ONE ? sum.add(sum.rearrange(VectorLanes.BY_4)) : sum;
        sum = FOUR ? sum : sum.add(sum.rearrange(VectorLanes.BY_2));
        return sum.add(sum.rearrange(VectorLanes.BY_1)).lane(0);
    }

    private static void deviations(int d, double epsilon, float[] x, int xo, float[] statistics, int kept) {
        float mean = statistics[kept];
        FloatVector first = FloatVector.zero(SPECIES);
        FloatVector second = first;
        FloatVector third = first;
        FloatVector fourth = first;
        FloatVector squares1 = first;
        FloatVector squares2 = first;
        FloatVector squares3 = first;
        FloatVector squares4 = first;
        for (int i = xo; i < xo + d; i += Lanes.COUNT) {
            FloatVector c = FloatVector.fromArray(SPECIES, x, i).sub(mean);
            first = first.add(c);
            squares1 = c.fma(c, squares1);
            if (!ONE) {
                c = FloatVector.fromArray(SPECIES, x, i + WIDTH).sub(mean);
                second = second.add(c);
                squares2 = c.fma(c, squares2);
            }
            if (FOUR) {
                c = FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH).sub(mean);
                third = third.add(c);
                squares3 = c.fma(c, squares3);
                c = FloatVector.fromArray(SPECIES, x, i + 3 * WIDTH).sub(mean);
                fourth = fourth.add(c);
                squares4 = c.fma(c, squares4);
            }
        }
        FloatVector sums =
                ONE ? first : TWO ? first.add(second) : first.add(third).add(second.add(fourth));
        sums = sums.add(sums.rearrange(VectorLanes.BY_HALF));
        FloatVector others = ONE
                ? squares1
                : TWO ? squares1.add(squares2) : squares1.add(squares3).add(squares2.add(squares4));
        others = others.add(others.rearrange(VectorLanes.BY_HALF));
        sums = sums.blend(others, VectorLanes.UPPER);
        sums = ONE ? sums.add(sums.rearrange(VectorLanes.BY_4)) : sums;
        sums = FOUR ? sums : sums.add(sums.rearrange(VectorLanes.BY_2));
        sums = sums.add(sums.rearrange(VectorLanes.BY_1));
        ScalarNormalization.keep(x, xo, d, mean, sums.lane(0), sums.lane(WIDTH / 2), epsilon, statistics, kept);
    }

    @Override
    default void layerNormGradient(
            int rows,
            int d,
            float[] x,
            int xo,
            float[] weight,
            float[] statistics,
            int so,
            float[] dy,
            int dyo,
            float[] dx,
            int dxo,
            float[] dWeight,
            float[] dBias) {
        if (d % Lanes.COUNT != 0) {
            ScalarNormalization.super.layerNormGradient(
                    rows, d, x, xo, weight, statistics, so, dy, dyo, dx, dxo, dWeight, dBias);
            return;
        }
        for (int row = 0; row < rows; row++) {
            int from = xo + row * d;
            int dyFrom = dyo + row * d;
            float center = statistics[so + row * ROW_STATISTICS];
            FloatVector scale = FloatVector.broadcast(SPECIES, statistics[so + row * ROW_STATISTICS + 1]);
            FloatVector shift = FloatVector.broadcast(SPECIES, statistics[so + row * ROW_STATISTICS + 2]);
            FloatVector sum1 = FloatVector.zero(SPECIES);
            FloatVector sum2 = sum1;
            FloatVector sum3 = sum1;
            FloatVector sum4 = sum1;
            FloatVector dot1 = sum1;
            FloatVector dot2 = sum1;
            FloatVector dot3 = sum1;
            FloatVector dot4 = sum1;
            for (int i = 0; i < d; i += WIDTH) {
                FloatVector upstream = FloatVector.fromArray(SPECIES, dy, dyFrom + i);
                FloatVector normalized =
                        FloatVector.fromArray(SPECIES, x, from + i).sub(center).fma(scale, shift);
                FloatVector g = upstream.mul(FloatVector.fromArray(SPECIES, weight, i));
                upstream.fma(normalized, FloatVector.fromArray(SPECIES, dWeight, i))
                        .intoArray(dWeight, i);
                FloatVector.fromArray(SPECIES, dBias, i).add(upstream).intoArray(dBias, i);
                // the vectors of a block take turns to be the first
                FloatVector sum = sum1.add(g);
                sum1 = ONE ? sum : sum2;
                sum2 = FOUR ? sum3 : sum;
                sum3 = sum4;
                sum4 = sum;
                FloatVector dot = g.fma(normalized, dot1);
                dot1 = ONE ? dot : dot2;
                dot2 = FOUR ? dot3 : dot;
                dot3 = dot4;
                dot4 = dot;
            }
            FloatVector sums =
                    ONE ? sum1 : TWO ? sum1.add(sum2) : sum1.add(sum3).add(sum2.add(sum4));
            sums = sums.add(sums.rearrange(VectorLanes.BY_HALF));
            FloatVector others =
                    ONE ? dot1 : TWO ? dot1.add(dot2) : dot1.add(dot3).add(dot2.add(dot4));
            others = others.add(others.rearrange(VectorLanes.BY_HALF));
            sums = sums.blend(others, VectorLanes.UPPER);
            sums = ONE ? sums.add(sums.rearrange(VectorLanes.BY_4)) : sums;
            sums = FOUR ? sums : sums.add(sums.rearrange(VectorLanes.BY_2));
            sums = sums.add(sums.rearrange(VectorLanes.BY_1));
            float mean = sums.lane(0) / d;
            FloatVector slope = FloatVector.broadcast(SPECIES, -(sums.lane(WIDTH / 2) / d));
            for (int i = 0; i < d; i += WIDTH) {
                FloatVector normalized =
                        FloatVector.fromArray(SPECIES, x, from + i).sub(center).fma(scale, shift);
                FloatVector g =
                        FloatVector.fromArray(SPECIES, dy, dyFrom + i).mul(FloatVector.fromArray(SPECIES, weight, i));
                slope.fma(normalized, g.sub(mean)).mul(scale).intoArray(dx, dxo + row * d + i);
            }
        }
    }
}
