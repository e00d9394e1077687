package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.Fma;
import org.end4rec.core.kernel.ReductionKernels;

/**
 * Layer normalization of rows of any width, from the sums of {@link ReductionKernels}. The mean is taken first, then
 * the deviations c from it and their own mean δ, which is what rounding left in the first; the variance is Σc²/d − δ².
 * So a constant that all elements share costs no precision, and only the totals of a row are converted to double.
 */
public interface ScalarNormalization extends ReductionKernels {
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
        float[] c = ScalarScratch.row(d);
        for (int row = 0; row < rows; row++) {
            int from = xo + row * d;
            int to = yo + row * d;
            int kept = so + row * ROW_STATISTICS;
            float mean = sum(x, from, d) / d;
            for (int i = 0; i < d; i++) {
                c[i] = x[from + i] - mean;
            }
            keep(x, from, d, mean, sum(c, 0, d), dot(c, 0, c, 0, d), epsilon, statistics, kept);
            float center = statistics[kept];
            float scale = statistics[kept + 1];
            float shift = statistics[kept + 2];
            for (int i = 0; i < d; i++) {
                y[to + i] = Fma.fma(Fma.fma(x[from + i] - center, scale, shift), weight[i], bias[i]);
            }
        }
    }

    /**
     * Writes the statistics of a row: the mean m, the factor s = 1/σ, and −δ·s, so that x̂ = (x − m)·s − δ·s. Where
     * floats overflow, they are computed anew in double.
     */
    static void keep(
            float[] x,
            int xo,
            int d,
            float mean,
            float sum,
            float squares,
            double epsilon,
            float[] statistics,
            int so) {
        double rest = (double) sum / d;
        double variance = Math.max((double) squares / d - rest * rest, 0);
        if (squares <= Float.MAX_VALUE) {
            double scale = 1 / Math.sqrt(variance + epsilon);
            statistics[so] = mean;
            statistics[so + 1] = (float) scale;
            statistics[so + 2] = (float) (-rest * scale);
        } else {
            keepWide(x, xo, d, epsilon, statistics, so);
        }
    }

    private static void keepWide(float[] x, int xo, int d, double epsilon, float[] statistics, int so) {
        double sum = 0;
        for (int i = xo; i < xo + d; i++) {
            sum += x[i];
        }
        double mean = sum / d;
        double squares = 0;
        for (int i = xo; i < xo + d; i++) {
            squares += (x[i] - mean) * (x[i] - mean);
        }
        statistics[so] = (float) mean;
        statistics[so + 1] = (float) (1 / Math.sqrt(squares / d + epsilon));
        statistics[so + 2] = 0f;
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
        float[] scratch = ScalarScratch.row(2 * d);
        for (int row = 0; row < rows; row++) {
            int from = xo + row * d;
            int dyFrom = dyo + row * d;
            int to = dxo + row * d;
            float center = statistics[so + row * ROW_STATISTICS];
            float scale = statistics[so + row * ROW_STATISTICS + 1];
            float shift = statistics[so + row * ROW_STATISTICS + 2];
            for (int i = 0; i < d; i++) {
                float normalized = Fma.fma(x[from + i] - center, scale, shift);
                float upstream = dy[dyFrom + i];
                scratch[i] = normalized;
                scratch[d + i] = upstream * weight[i];
                dWeight[i] = Fma.fma(upstream, normalized, dWeight[i]);
                dBias[i] += upstream;
            }
            float mean = sum(scratch, d, d) / d;
            float slope = dot(scratch, d, scratch, 0, d) / d;
            for (int i = 0; i < d; i++) {
                dx[to + i] = Fma.fma(-slope, scratch[i], scratch[d + i] - mean) * scale;
            }
        }
    }
}
