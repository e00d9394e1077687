package org.end4rec.models.run;

import org.end4rec.models.data.Histories;

/**
 * The first vectors of new items, from the rows of the known items that occur at most {@value #REACH} events before or
 * after the new item in the events that training may see. An item counts as often as it occurs there. A new row has the
 * direction of the mean of these rows and the mean of their lengths: the mean itself is shorter, so its score would be
 * too small. O(events) vector additions; the result does not depend on threads.
 */
final class NewRows {
    /** How many events to either side count. */
    static final int REACH = 5;

    private NewRows() {}

    /**
     * Replaces the rows of new items that occur near a known item; the other rows stay.
     *
     * @param data all events
     * @param known items 1 … known are known
     * @param table [V+1,d] the rows
     * @return the number of rows replaced
     */
    static int fill(RunData data, int known, float[] table, int d) {
        Histories histories = data.histories();
        int added = histories.items().size() - known;
        double[] sums = new double[Math.multiplyExact(added, d)];
        double[] lengths = new double[added];
        long[] counts = new long[added];
        for (int user = 1; user <= histories.users().size(); user++) {
            int visible = data.split().visible(user);
            for (int position = 0; position < visible; position++) {
                int item = histories.item(user, position);
                if (item > known) {
                    int to = Math.min(visible - 1, position + REACH);
                    for (int near = Math.max(0, position - REACH); near <= to; near++) {
                        int other = histories.item(user, near);
                        if (other <= known) {
                            int row = item - known - 1;
                            counts[row]++;
                            lengths[row] += add(table, other * d, sums, row * d, d);
                        }
                    }
                }
            }
        }
        int filled = 0;
        for (int row = 0; row < added; row++) {
            if (counts[row] > 0) {
                filled++;
                double ofSum = length(sums, row * d, d);
                double scale = ofSum == 0 ? 0 : lengths[row] / counts[row] / ofSum;
                for (int i = 0; i < d; i++) {
                    table[(known + 1 + row) * d + i] = (float) (scale * sums[row * d + i]);
                }
            }
        }
        return filled;
    }

    /** Adds a row, and returns its length. */
    private static double add(float[] table, int from, double[] sums, int to, int d) {
        double squares = 0;
        for (int i = 0; i < d; i++) {
            sums[to + i] += table[from + i];
            squares += (double) table[from + i] * table[from + i];
        }
        return Math.sqrt(squares);
    }

    private static double length(double[] values, int from, int d) {
        double squares = 0;
        for (int i = from; i < from + d; i++) {
            squares += values[i] * values[i];
        }
        return Math.sqrt(squares);
    }
}
