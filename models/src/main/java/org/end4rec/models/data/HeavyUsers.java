package org.end4rec.models.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Drops the users that have more events than a quantile of the users. The quantile q is the smallest number of events
 * such that a share q of the users has no more.
 */
record HeavyUsers(double quantile) implements CleaningStep {
    /** A product such as 0.999·1000 may be a little above the whole number that it means. */
    private static final double ROUNDING = 1e-9;

    @Override
    public String apply(Selection events) {
        int[] counts = IntStream.rangeClosed(1, events.histories().users().size())
                .map(events::ofUser)
                .filter(count -> count > 0)
                .toArray();
        Arrays.sort(counts);
        int rank = (int) Math.ceil(quantile * counts.length - ROUNDING);
        int most = counts[Math.max(1, Math.min(counts.length, rank)) - 1];
        for (int user = 1; user <= events.histories().users().size(); user++) {
            if (events.ofUser(user) > most) {
                events.dropUser(user);
            }
        }
        return String.format(Locale.ROOT, "%s, %,d events", this, most);
    }

    @Override
    public String toString() {
        return "users up to the quantile " + quantile;
    }
}
