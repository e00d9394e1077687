package org.end4rec.models.recommend;

import java.util.Arrays;
import java.util.Collection;
import org.end4rec.autograd.Parameter;
import org.end4rec.core.kernel.Fma;
import org.end4rec.core.kernel.Kernels;

/**
 * An item table with a quantized copy a quarter of its size, 8 bits a number, in blocks of {@value #WIDTH} items stored
 * dimension by dimension. A query reads the copy, which gives a lower and an upper bound for each score. Only items
 * that the bounds do not rule out are scored from the table. So the result has the items and the bits of a full search.
 *
 * <p>Why the bounds hold: with t̃ the copy of t and ε = 2⁻²⁴, |z·t − z·t̃| ≤ ‖z‖‖t − t̃‖ by Cauchy and Schwarz, and a
 * sum of d terms in float32 is within about dε‖z‖‖t‖ of the exact sum. If a norm is NaN, or so large or small that
 * floats could overflow or underflow, the bounds are infinite. Immutable, while the table does not change.
 */
final class QuantizedCatalogue {
    private static final int WIDTH = Kernels.QUANTIZED_COLUMNS;

    /** The product of two norms below this is far from the largest float. */
    private static final double LARGEST_NORM = 0x1p60;

    /** ε/2 of a norm above this, times {@link #SMALLEST_ERROR}, is far above the smallest float. */
    private static final double SMALLEST_NORM = 0x1p-40;

    private static final double SMALLEST_ERROR = 0x1p-60;
    private static final double ROUNDED_UP = 1 + 0x1p-20;

    private final int items;
    private final int d;

    /** d, rounded up to a multiple of 4. */
    private final int k;

    /** [V+1,d], with the padding row. */
    private final float[] table;

    /** [blocks][k/4,WIDTH], see {@link Kernels#quantizedProduct}; the last block is padded with zeros. */
    private final int[] quantized;

    private final float[] scale;

    /** For each item an upper bound of ‖t − t̃‖ and the rounding error, for a query of norm 1. */
    private final float[] error;

    private final TableScan scan;

    /** @param parameter [V+1,d], kept */
    QuantizedCatalogue(Parameter parameter) {
        items = parameter.shape().dim(0) - 1;
        d = parameter.shape().dim(1);
        k = (d + 3) / 4 * 4;
        table = parameter.value().data();
        scan = new TableScan(table, items, d);
        int blocks = (items + WIDTH - 1) / WIDTH;
        quantized = new int[Math.multiplyExact(blocks, k / 4 * WIDTH)];
        scale = new float[blocks * WIDTH];
        error = new float[blocks * WIDTH];
        for (int index = 0; index < items; index++) {
            pack(index);
        }
    }

    /** The rows of {@code before}, and those of a larger table where the table is longer or {@code changed}. */
    private QuantizedCatalogue(QuantizedCatalogue before, Parameter parameter, Collection<Integer> changed) {
        items = parameter.shape().dim(0) - 1;
        d = before.d;
        k = before.k;
        table = parameter.value().data();
        scan = new TableScan(table, items, d);
        int blocks = (items + WIDTH - 1) / WIDTH;
        quantized = Arrays.copyOf(before.quantized, Math.multiplyExact(blocks, k / 4 * WIDTH));
        scale = Arrays.copyOf(before.scale, blocks * WIDTH);
        error = Arrays.copyOf(before.error, blocks * WIDTH);
        for (int item : changed) {
            pack(item - 1);
        }
    }

    /**
     * A catalogue of a table with more rows.
     *
     * @param parameter [V+1,d], kept
     * @param changed numbers of the items whose rows are new or other rows
     */
    QuantizedCatalogue with(Parameter parameter, Collection<Integer> changed) {
        return new QuantizedCatalogue(this, parameter, changed);
    }

    private void pack(int index) {
        int row = (index + 1) * d;
        double norm = norm(table, row, d);
        if (!(norm <= LARGEST_NORM)) {
            error[index] = Float.POSITIVE_INFINITY;
            return;
        }
        float largest = 0f;
        for (int j = 0; j < d; j++) {
            largest = Math.max(largest, Math.abs(table[row + j]));
        }
        scale[index] = largest / 127 * 0x1p-24f;
        double unit = scale[index] * 0x1p24;
        double squares = 0;
        double quantizedSquares = 0;
        for (int j = 0; j < d; j += 4) {
            int word = unit == 0 ? 0 : word(row + j, Math.min(4, d - j), unit);
            quantized[index / WIDTH * k / 4 * WIDTH + j / 4 * WIDTH + index % WIDTH] = word;
            for (int p = 0; p < 4; p++) {
                double value = (double) scale[index] * (float) (word << 8 * p);
                double difference = value - (j + p < d ? table[row + j + p] : 0f);
                squares += difference * difference;
                quantizedSquares += value * value;
            }
        }
        double rounding = (d + 8) * 0x1p-23 * (norm + Math.sqrt(quantizedSquares));
        error[index] = Math.nextUp((float) (ROUNDED_UP * (Math.sqrt(squares) + rounding) + SMALLEST_ERROR));
    }

    /** Up to four numbers in units, the first in the uppermost byte; each takes the bytes below it into account. */
    private int word(int from, int n, double unit) {
        int word = 0;
        for (int p = n - 1; p >= 0; p--) {
            double below = (word << 8 * p) * 0x1p-24;
            long nearest = Math.round(table[from + p] / unit - below);
            int number = (int) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, nearest));
            word |= (number & 0xff) << 24 - 8 * p;
        }
        return word;
    }

    private static double norm(float[] x, int from, int n) {
        double squares = 0;
        for (int i = from; i < from + n; i++) {
            squares += (double) x[i] * x[i];
        }
        return Math.sqrt(squares);
    }

    /** The number of floats that {@link #best} needs. */
    int buffer() {
        return Math.max(WIDTH + k, scan.buffer());
    }

    /**
     * The {@code top} items with the largest z·item_embedding[v], a sum along d in order, of those not
     * {@code excluded}.
     *
     * @param z [d]
     * @param buffer at least {@link #buffer} floats, modified
     */
    RankedItems best(float[] z, float[] buffer, int top, Exclusion excluded) {
        int room = excluded.room(Math.min(top, items));
        if (scan.suits(excluded)) {
            TopItems best = new TopItems(room, excluded);
            scan.run(z, buffer, excluded, best::offer);
            return best.take();
        }
        Kernels kernels = Kernels.get();
        float norm = norm(z);
        System.arraycopy(z, 0, buffer, WIDTH, d);
        Arrays.fill(buffer, WIDTH + d, WIDTH + k, 0f);
        CandidateList candidates = new CandidateList(this, z, room);
        for (int first = 0; first < items; first += WIDTH) {
            float largest = kernels.quantizedProduct(
                    k, buffer, WIDTH, quantized, first / 4 * k, scale, error, first, norm, buffer, 0);
            for (int i = 0; i < WIDTH && candidates.admits(largest); i += Long.SIZE) {
                add(candidates, first + i, norm, buffer, i, excluded);
            }
        }
        return candidates.take();
    }

    /** Adds what the rules allow and the bounds admit of 64 items from {@code first} on, not counting the padding. */
    private void add(CandidateList candidates, int first, float norm, float[] upper, int from, Exclusion excluded) {
        int left = Math.min(Long.SIZE, items - first);
        long bits = left <= 0 ? 0 : excluded.allowed(first / Long.SIZE) & -1L >>> Long.SIZE - left;
        for (; bits != 0; bits &= bits - 1) {
            int i = Long.numberOfTrailingZeros(bits);
            float bound = upper[from + i];
            if (candidates.admits(bound) && !excluded.has(1 + first + i)) {
                candidates.add(1 + first + i, bound, lower(bound, norm * (double) error[first + i]));
            }
        }
    }

    /** The table without the quantized copy. */
    TableScan scan() {
        return scan;
    }

    /** z·item_embedding[item]. */
    float score(float[] z, int item) {
        return score(z, 0, table, item * d, d);
    }

    /** The product of the d numbers of two arrays that start there: a sum in order. */
    static float score(float[] z, int from, float[] table, int row, int d) {
        float sum = 0f;
        for (int j = 0; j < d; j++) {
            sum = Fma.fma(z[from + j], table[row + j], sum);
        }
        return sum;
    }

    /** ‖z‖ or slightly more; infinite if the bounds rule out nothing. */
    private float norm(float[] z) {
        double norm = norm(z, 0, d);
        boolean bounds = norm == 0 || norm >= SMALLEST_NORM && norm <= LARGEST_NORM;
        return bounds ? (float) (ROUNDED_UP * norm) : Float.POSITIVE_INFINITY;
    }

    /** The lower bound for an upper bound; both are {@code half} away from the middle, or a little less. */
    private static float lower(float upper, double half) {
        if (half == 0) {
            return upper;
        }
        float lower = Math.nextDown((float) (upper - 2 * ROUNDED_UP * half));
        return Float.isNaN(lower) ? Float.NEGATIVE_INFINITY : lower;
    }
}
