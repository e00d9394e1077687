package org.end4rec.core.kernel.vector;

import static org.end4rec.core.kernel.vector.VectorLanes.PAIR;
import static org.end4rec.core.kernel.vector.VectorLanes.SPECIES;
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
        FloatVector low = FloatVector.zero(SPECIES);
        FloatVector high = low;
        for (int i = xo; i < xo + d; i += Lanes.COUNT) {
            low = low.add(FloatVector.fromArray(SPECIES, x, i));
            if (PAIR) {
                high = high.add(FloatVector.fromArray(SPECIES, x, i + WIDTH));
            }
        }
        FloatVector sum = PAIR ? low.add(high) : low;
        sum = sum.add(sum.rearrange(VectorLanes.BY_HALF));
        sum = PAIR ? sum : sum.add(sum.rearrange(VectorLanes.BY_4));
        sum = sum.add(sum.rearrange(VectorLanes.BY_2));
        return sum.add(sum.rearrange(VectorLanes.BY_1)).lane(0);
    }

    private static void deviations(int d, double epsilon, float[] x, int xo, float[] statistics, int kept) {
        float mean = statistics[kept];
        FloatVector low = FloatVector.zero(SPECIES);
        FloatVector high = low;
        FloatVector squaresLow = low;
        FloatVector squaresHigh = low;
        for (int i = xo; i < xo + d; i += Lanes.COUNT) {
            FloatVector c = FloatVector.fromArray(SPECIES, x, i).sub(mean);
            low = low.add(c);
            squaresLow = c.fma(c, squaresLow);
            if (PAIR) {
                c = FloatVector.fromArray(SPECIES, x, i + WIDTH).sub(mean);
                high = high.add(c);
                squaresHigh = c.fma(c, squaresHigh);
            }
        }
        FloatVector sums = PAIR ? low.add(high) : low;
        sums = sums.add(sums.rearrange(VectorLanes.BY_HALF));
        FloatVector others = PAIR ? squaresLow.add(squaresHigh) : squaresLow;
        others = others.add(others.rearrange(VectorLanes.BY_HALF));
        sums = sums.blend(others, VectorLanes.UPPER);
        sums = PAIR ? sums : sums.add(sums.rearrange(VectorLanes.BY_4));
        sums = sums.add(sums.rearrange(VectorLanes.BY_2));
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
            FloatVector sumLow = FloatVector.zero(SPECIES);
            FloatVector sumHigh = sumLow;
            FloatVector dotLow = sumLow;
            FloatVector dotHigh = sumLow;
            for (int i = 0; i < d; i += WIDTH) {
                FloatVector upstream = FloatVector.fromArray(SPECIES, dy, dyFrom + i);
                FloatVector normalized =
                        FloatVector.fromArray(SPECIES, x, from + i).sub(center).fma(scale, shift);
                FloatVector g = upstream.mul(FloatVector.fromArray(SPECIES, weight, i));
                upstream.fma(normalized, FloatVector.fromArray(SPECIES, dWeight, i))
                        .intoArray(dWeight, i);
                FloatVector.fromArray(SPECIES, dBias, i).add(upstream).intoArray(dBias, i);
                // with two vectors a block, low and high change places at each
                FloatVector sum = sumLow.add(g);
                sumLow = PAIR ? sumHigh : sum;
                sumHigh = sum;
                FloatVector dot = g.fma(normalized, dotLow);
                dotLow = PAIR ? dotHigh : dot;
                dotHigh = dot;
            }
            FloatVector sums = PAIR ? sumLow.add(sumHigh) : sumLow;
            sums = sums.add(sums.rearrange(VectorLanes.BY_HALF));
            FloatVector others = PAIR ? dotLow.add(dotHigh) : dotLow;
            others = others.add(others.rearrange(VectorLanes.BY_HALF));
            sums = sums.blend(others, VectorLanes.UPPER);
            sums = PAIR ? sums : sums.add(sums.rearrange(VectorLanes.BY_4));
            sums = sums.add(sums.rearrange(VectorLanes.BY_2));
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
