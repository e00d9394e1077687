package org.end4rec.lessons.lesson09;

import java.util.List;
import org.end4rec.core.random.RandomStream;

/**
 * A shop of twelve items. Of ten customers nine stay in their department for the next item; the tenth looks into any
 * of the three.
 */
public final class Departments {
    /** The items; four in a row are a department. */
    public static final List<String> ITEMS =
            List.of("tea", "cup", "kettle", "honey", "bike", "helmet", "lamp", "lock", "seeds", "spade", "pot", "hose");

    /** Items of a department. */
    public static final int DEPARTMENT = 4;

    private static final long SEED = 9;
    private static final int DRAWS = 32;
    private static final float[] POPULARITY = {0.4f, 0.7f, 0.9f, 1f};

    private Departments() {}

    /**
     * Two items in a row, for each customer.
     *
     * @param before what the customer looked at
     * @param next what the customer looked at next, another item
     */
    @SuppressWarnings("ArrayRecordComponent") // two logs are never compared
    public record Visits(int[] before, int[] next) {}

    /**
     * Visits of n customers.
     *
     * @param purpose such as "training"; another purpose has other customers
     */
    public static Visits visits(String purpose, int n) {
        RandomStream stream = RandomStream.of(SEED, purpose, 0);
        int[] before = new int[n];
        int[] next = new int[n];
        for (int i = 0; i < n; i++) {
            long draw = (long) i * DRAWS;
            int department = stream.below(draw, ITEMS.size() / DEPARTMENT);
            before[i] = item(stream, draw + 1, department);
            if (stream.uniform(draw + 2) > 0.9f) {
                department = stream.below(draw + 3, ITEMS.size() / DEPARTMENT);
            }
            next[i] = item(stream, draw + 4, department);
            for (int again = 5; next[i] == before[i] && again < DRAWS; again++) {
                next[i] = item(stream, draw + again, department);
            }
        }
        return new Visits(before, next);
    }

    /** Some items of a department are looked at more often than others. */
    private static int item(RandomStream stream, long draw, int department) {
        float uniform = stream.uniform(draw);
        int place = 0;
        while (uniform >= POPULARITY[place]) {
            place++;
        }
        return department * DEPARTMENT + place;
    }
}
