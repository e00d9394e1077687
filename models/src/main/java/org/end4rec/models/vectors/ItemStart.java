package org.end4rec.models.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.encoder.SequenceEncoder;

/**
 * What became of vectors that an item table starts from.
 *
 * @param items items that start from a vector
 * @param missing items without a vector, or with a vector of zeros; they keep their random start
 * @param unknown ids of the vectors that are no items
 * @param dimension numbers of a vector
 * @param kept columns of the item table that start from the vectors; the others keep their random start
 */
public record ItemStart(int items, int missing, int unknown, int dimension, int kept) {
    private static final int IDS_SHOWN = 3;

    /** A smaller variance, as a share of the squared mean, is rounding. */
    private static final double EQUAL = 1e-20;

    /**
     * Writes vectors into the item table of an encoder that has not been trained, as text or image embeddings. The mean
     * of the vectors is subtracted. Vectors of more than d numbers are projected to the span of their first d principal
     * components, in a random basis of it. With fewer numbers the other columns keep their random start. One factor
     * gives the vectors the root mean square that the random start has. The padding row stays zero.
     *
     * <pre>{@code
     * ItemStart start = ItemStart.of(VectorTable.read(file), encoder, items, config.seed());
     * }</pre>
     *
     * @param items the ids of the encoder's items
     * @param seed the seed of the run
     * @throws IllegalArgumentException if no item has a vector, if all vectors are equal, or if the items are those of
     *     another encoder
     */
    public static ItemStart of(VectorTable vectors, SequenceEncoder encoder, Vocabulary items, long seed) {
        Parameter table = encoder.itemEmbedding();
        int columns = table.shape().dim(1);
        if (table.shape().dim(0) != items.size() + 1) {
            throw new IllegalArgumentException(
                    "ItemStart: the encoder has " + (table.shape().dim(0) - 1) + " items and there are " + items.size()
                            + " ids; give the ids of the encoder's items");
        }
        int[] item = new int[items.size()];
        int[] number = new int[items.size()];
        int used = 0;
        int known = 0;
        for (int each = 1; each <= items.size(); each++) {
            int found = vectors.number(items.id(each));
            known += found == 0 ? 0 : 1;
            if (found > 0 && !vectors.isZero(found)) {
                item[used] = each;
                number[used++] = found;
            }
        }
        if (used == 0) {
            throw new IllegalArgumentException("ItemStart: no item has a vector; the items are " + shown(items.ids())
                    + ", the vectors are of " + shown(vectors.ids()) + "; give vectors under the ids of the items");
        }
        CenteredRows rows = CenteredRows.of(vectors, Arrays.copyOf(number, used));
        double[][] directions =
                vectors.dimension() <= columns ? new double[0][] : PrincipalDirections.of(rows, columns, seed);
        int kept = vectors.dimension() <= columns ? vectors.dimension() : directions.length;
        double[] row = new double[vectors.dimension()];
        double[][] start = new double[used][];
        double squares = 0;
        for (int i = 0; i < used; i++) {
            rows.read(i, row);
            start[i] = directions.length == 0 ? row.clone() : projected(row, directions);
            squares += PrincipalDirections.product(start[i], start[i]);
        }
        if (!(squares > EQUAL * used * PrincipalDirections.product(rows.mean(), rows.mean()))) {
            throw new IllegalArgumentException("ItemStart: the vectors of all " + used
                    + " items are equal, so they distinguish no items; give other vectors");
        }
        float[] values = table.value().data();
        double factor = rootMeanSquare(values, columns) / Math.sqrt(squares / ((double) used * kept));
        for (int i = 0; i < used; i++) {
            for (int j = 0; j < kept; j++) {
                values[item[i] * columns + j] = (float) (factor * start[i][j]);
            }
        }
        return new ItemStart(used, items.size() - used, vectors.ids().size() - known, vectors.dimension(), kept);
    }

    /** Vectors by their numbers, without their mean. */
    private record CenteredRows(VectorTable vectors, int[] numbers, double[] mean) implements PrincipalDirections.Rows {
        static CenteredRows of(VectorTable vectors, int[] numbers) {
            int dimension = vectors.dimension();
            double[] mean = new double[dimension];
            for (int number : numbers) {
                for (int j = 0; j < dimension; j++) {
                    mean[j] += vectors.values()[(number - 1) * dimension + j];
                }
            }
            for (int j = 0; j < dimension; j++) {
                mean[j] /= numbers.length;
            }
            return new CenteredRows(vectors, numbers, mean);
        }

        @Override
        public int count() {
            return numbers.length;
        }

        @Override
        public int dimension() {
            return mean.length;
        }

        @Override
        public void read(int row, double[] into) {
            int from = (numbers[row] - 1) * mean.length;
            for (int j = 0; j < mean.length; j++) {
                into[j] = vectors.values()[from + j] - mean[j];
            }
        }
    }

    private static double[] projected(double[] row, double[][] directions) {
        double[] projected = new double[directions.length];
        for (int j = 0; j < directions.length; j++) {
            projected[j] = PrincipalDirections.product(row, directions[j]);
        }
        return projected;
    }

    /** Of all numbers after the padding row. */
    private static double rootMeanSquare(float[] values, int padding) {
        double squares = 0;
        for (int i = padding; i < values.length; i++) {
            squares += (double) values[i] * values[i];
        }
        return Math.sqrt(squares / (values.length - padding));
    }

    private static String shown(List<String> ids) {
        List<String> first = new ArrayList<>(ids.subList(0, Math.min(IDS_SHOWN, ids.size())));
        return String.join(", ", first) + (ids.size() > IDS_SHOWN ? ", …" : "");
    }
}
