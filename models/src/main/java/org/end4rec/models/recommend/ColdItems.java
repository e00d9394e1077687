package org.end4rec.models.recommend;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.end4rec.autograd.Parameter;
import org.end4rec.core.Tensor;
import org.end4rec.models.counting.GrowingVotes;
import org.end4rec.models.encoder.SequenceEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the item table of cold items, which came after the training: the mean of the rows of the trained items
 * that the item's users had, each as often as users had both. Without such items it is the mean of all trained rows,
 * whose score is never the best. A row is made again when the item has twice as many users. Immutable.
 */
final class ColdItems {
    /** The row was given, and is kept. */
    private static final int GIVEN = Integer.MAX_VALUE;

    /** Makes an encoder with fresh parameters for so many items. */
    private final IntFunction<SequenceEncoder> encoders;
    /** Number of the last trained item. */
    private final int trained;
    /** For each cold item how many users it had when its row was made, or {@link #GIVEN}. */
    private final int[] usersThen;
    /** The mean of all trained rows, once it was needed. */
    private final float @Nullable [] mean;

    private ColdItems(IntFunction<SequenceEncoder> encoders, int trained, int[] usersThen, float @Nullable [] mean) {
        this.encoders = encoders;
        this.trained = trained;
        this.usersThen = usersThen;
        this.mean = mean;
    }

    static ColdItems none(int trained, IntFunction<SequenceEncoder> encoders) {
        return new ColdItems(encoders, trained, new int[0], null);
    }

    /** Whether an item is trained. */
    boolean isTrained(int item) {
        return item <= trained;
    }

    /** Cold items and an encoder that has their rows. */
    record Rows(ColdItems items, SequenceEncoder encoder, Map<Integer, float[]> changed) {}

    /**
     * Gives rows to new cold items, and other rows to items with twice as many users as before.
     *
     * @param items number of items now, V
     * @param touched numbers of items, cold or not, that have later events
     * @param votes know the later events
     */
    Rows with(int items, Iterable<Integer> touched, GrowingVotes votes, SequenceEncoder encoder) {
        int[] users = Arrays.copyOf(usersThen, items - trained);
        Map<Integer, float[]> rows = new HashMap<>();
        float[] overall = mean;
        for (int item : touched) {
            if (isTrained(item)) {
                continue;
            }
            int at = item - trained - 1;
            int now = votes.usersOf(item);
            boolean isNew = at >= usersThen.length;
            if (!isNew && now < 2L * users[at]) {
                continue;
            }
            float[] row = meanOfCompany(new TreeMap<>(votes.together(item)), encoder.itemEmbedding());
            if (row != null) {
                rows.put(item, row);
                users[at] = now;
            } else if (isNew) {
                overall = overall == null ? meanOfAll(encoder.itemEmbedding()) : overall;
                rows.put(item, overall);
            }
        }
        return replace(new ColdItems(encoders, trained, users, overall), rows, encoder);
    }

    /** Gives rows to cold items, in place of theirs if they have any. */
    Rows withGiven(int items, Map<Integer, float[]> rows, SequenceEncoder encoder) {
        int[] users = Arrays.copyOf(usersThen, items - trained);
        for (int item : rows.keySet()) {
            users[item - trained - 1] = GIVEN;
        }
        return replace(new ColdItems(encoders, trained, users, mean), rows, encoder);
    }

    /** An encoder with these rows, which shares all other parameters; the encoder itself if there are none. */
    private static Rows replace(ColdItems cold, Map<Integer, float[]> rows, SequenceEncoder old) {
        if (rows.isEmpty()) {
            return new Rows(cold, old, rows);
        }
        SequenceEncoder larger = cold.encoders.apply(cold.trained + cold.usersThen.length);
        Parameter table = larger.itemEmbedding();
        int d = table.shape().dim(1);
        float[] values =
                Arrays.copyOf(old.itemEmbedding().value().data(), table.shape().size());
        rows.forEach((item, row) -> System.arraycopy(row, 0, values, item * d, d));
        for (Parameter parameter : larger.parameters()) {
            parameter.share(
                    parameter == table
                            ? Tensor.of(table.shape(), values)
                            : old.parameters().get(parameter.name()).value());
        }
        return new Rows(cold, larger, rows);
    }

    private float @Nullable [] meanOfCompany(Map<Integer, Integer> together, Parameter table) {
        double[] sum = new double[table.shape().dim(1)];
        long pairs = 0;
        for (Map.Entry<Integer, Integer> other : together.entrySet()) {
            if (isTrained(other.getKey())) {
                add(other.getValue(), table, other.getKey(), sum);
                pairs += other.getValue();
            }
        }
        return pairs == 0 ? null : divided(sum, pairs);
    }

    private float[] meanOfAll(Parameter table) {
        double[] sum = new double[table.shape().dim(1)];
        for (int item = 1; item <= trained; item++) {
            add(1, table, item, sum);
        }
        return divided(sum, trained);
    }

    private static void add(int times, Parameter table, int item, double[] sum) {
        float[] values = table.value().data();
        for (int j = 0; j < sum.length; j++) {
            sum[j] += times * (double) values[item * sum.length + j];
        }
    }

    private static float[] divided(double[] sum, long by) {
        float[] row = new float[sum.length];
        for (int j = 0; j < row.length; j++) {
            row[j] = (float) (sum[j] / by);
        }
        return row;
    }
}
