package org.end4rec.models.encoder.mbstr;

import org.end4rec.autograd.Tape;
import org.end4rec.models.data.Batch;

/**
 * For each pair of events, a query and a key of its past: the row of the bias table that their behaviors and distance
 * choose, and whether the query sees the key.
 *
 * @param rows [B,N,N] row numbers; 0 where the key is not seen
 * @param seen [B,N,N] 1 where the key is an event and not newer than the query
 */
@SuppressWarnings("ArrayRecordComponent") // two are never compared
record BehaviorPairs(int[] rows, float[] seen) {
    /** The number of classes of distance, 0, 1, 2–3, 4–7, …, in sequences of n events. */
    static int distances(int n) {
        return distance(n - 1) + 1;
    }

    private static int distance(int steps) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(steps);
    }

    /** The pairs of a batch with R behaviors. */
    static BehaviorPairs of(Tape tape, Batch batch, int behaviors) {
        int n = batch.length();
        int distances = distances(n);
        int[] rows = new int[batch.size() * n * n];
        float[] seen = tape.arena().takeZeroed(rows.length);
        for (int row = 0; row < batch.size(); row++) {
            for (int query = 0; query < n; query++) {
                int newer = batch.behaviors()[row * n + query];
                int pair = (row * n + query) * n;
                for (int key = 0; newer > 0 && key <= query; key++) {
                    if (batch.items()[row * n + key] > 0) {
                        int older = batch.behaviors()[row * n + key];
                        rows[pair + key] = ((newer - 1) * behaviors + older - 1) * distances + distance(query - key);
                        seen[pair + key] = 1f;
                    }
                }
            }
        }
        return new BehaviorPairs(rows, seen);
    }
}
