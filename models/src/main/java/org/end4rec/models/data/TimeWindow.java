package org.end4rec.models.data;

import org.jspecify.annotations.Nullable;

/** Keeps the events from one time to another, both included; null is open. */
record TimeWindow(@Nullable LogTime from, @Nullable LogTime to) implements CleaningStep {
    @Override
    public String apply(Selection events) {
        Histories all = events.histories();
        long first = from == null ? Long.MIN_VALUE : from.first(all);
        long last = to == null ? Long.MAX_VALUE : to.last(all);
        if (first > last) {
            throw new IllegalArgumentException(
                    "Cleaning: the " + this + " are no window: it begins after its" + " end; exchange the two");
        }
        for (int user = 1; user <= all.users().size(); user++) {
            for (int position = 0; position < all.length(user); position++) {
                long time = all.timestamp(user, position);
                if (time < first || time > last) {
                    events.drop(user, position);
                }
            }
        }
        return toString();
    }

    @Override
    public String toString() {
        return "times" + (from == null ? "" : " from " + from) + (to == null ? "" : " to " + to);
    }
}
