package org.end4rec.models.data;

/** The events of all users in the order of time, without sorting them. */
final class TimeOrder {
    private static final int BITS = 16;
    private static final int BUCKETS = 1 << BITS;

    /** A product such as 0.7·10 may be a little below the whole number that it means. */
    private static final double ROUNDING = 1e-9;

    private final Histories histories;

    TimeOrder(Histories histories) {
        this.histories = histories;
    }

    Histories histories() {
        return histories;
    }

    /** How many events are before a time. */
    long before(long end) {
        long count = 0;
        for (int user = 1; user <= histories.users().size(); user++) {
            for (int position = 0; position < histories.length(user); position++) {
                count += histories.timestamp(user, position) < end ? 1 : 0;
            }
        }
        return count;
    }

    /**
     * The time before which a share of the events is that are before {@code end}, or fewer if some have this time too.
     *
     * @param share from 0 and below 1
     */
    long at(double share, long end) {
        return at((long) (share * before(end) + ROUNDING), end);
    }

    /** The time of the event number {@code index}, from 0: in each pass the next sixteen bits of the time. */
    private long at(long index, long end) {
        // with the first bit turned, the order of longs is the order of their bits
        long known = 0;
        long left = index;
        for (int shift = Long.SIZE - BITS; shift >= 0; shift -= BITS) {
            long[] counts = new long[BUCKETS];
            for (int user = 1; user <= histories.users().size(); user++) {
                for (int position = 0; position < histories.length(user); position++) {
                    long time = histories.timestamp(user, position);
                    long bits = time ^ Long.MIN_VALUE;
                    boolean fits = shift == Long.SIZE - BITS || bits >>> (shift + BITS) == known;
                    if (time < end && fits) {
                        counts[(int) (bits >>> shift) & (BUCKETS - 1)]++;
                    }
                }
            }
            int bucket = 0;
            while (left >= counts[bucket]) {
                left -= counts[bucket++];
            }
            known = known << BITS | bucket;
        }
        return known ^ Long.MIN_VALUE;
    }
}
