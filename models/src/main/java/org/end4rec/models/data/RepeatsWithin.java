package org.end4rec.models.data;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Drops an event if its user has an equal event, of the same item and behavior, that is kept and not longer ago than
 * the span.
 *
 * @param span above 0
 */
record RepeatsWithin(Duration span) implements CleaningStep {
    private static final long MILLIS = 1000;

    @Override
    public String apply(Selection events) {
        Histories all = events.histories();
        LogTime.checkTimes("Cleaning.repeatsWithin", all);
        if (all.stepsPerSecond() == 0) {
            throw new IllegalArgumentException("Cleaning.repeatsWithin: the unit of the log's times is unknown, so"
                    + " nobody can say how long " + shown() + " is; give a log with dates or with times since 1970, or"
                    + " leave this setting out");
        }
        // a span of more steps than a long has is a span without end
        long most = Long.MAX_VALUE / all.stepsPerSecond() / MILLIS;
        long steps = Math.min(span.toMillis(), most) * all.stepsPerSecond() / MILLIS;
        KeptTimes kept = new KeptTimes();
        for (int user = 1; user <= all.users().size(); user++) {
            if (events.ofUser(user) > 1) {
                drop(events, user, steps, kept);
            }
        }
        return toString();
    }

    private static void drop(Selection events, int user, long steps, KeptTimes kept) {
        Histories all = events.histories();
        kept.clear(all.length(user));
        for (int position = 0; position < all.length(user); position++) {
            if (events.has(user, position)) {
                long event = (long) all.item(user, position) << Integer.SIZE | events.behavior(user, position);
                long time = all.timestamp(user, position);
                int slot = kept.slot(event);
                // times are in order, so the difference is negative only if it is too large for a long
                long apart = time - kept.time(slot);
                if (kept.has(slot) && apart >= 0 && apart <= steps) {
                    events.drop(user, position);
                } else {
                    kept.put(slot, event, time);
                }
            }
        }
    }

    private String shown() {
        return span.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "without repeats within " + shown();
    }

    /** The time of the newest kept event of each item and behavior: a table with open addresses. */
    private static final class KeptTimes {
        /** No event has this key, since items begin at 1. */
        private static final long FREE = 0;

        private static final long MIX = 0x9E3779B97F4A7C15L;

        private long[] events = new long[16];
        private long[] times = new long[16];
        private int mask;

        /** Forgets everything, and makes room. */
        void clear(int size) {
            int slots = Integer.highestOneBit(Math.max(1, size)) << 2;
            if (slots > events.length) {
                events = new long[slots];
                times = new long[slots];
            } else {
                Arrays.fill(events, 0, slots, FREE);
            }
            mask = slots - 1;
        }

        int slot(long event) {
            int slot = (int) (event * MIX >>> Integer.SIZE) & mask;
            while (events[slot] != FREE && events[slot] != event) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        boolean has(int slot) {
            return events[slot] != FREE;
        }

        long time(int slot) {
            return times[slot];
        }

        void put(int slot, long event, long time) {
            events[slot] = event;
            times[slot] = time;
        }
    }
}
