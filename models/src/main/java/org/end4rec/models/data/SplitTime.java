package org.end4rec.models.data;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A time, or a share of the events in the order of time.
 *
 * @param text as it was written
 * @param time null for a share
 * @param share above 0 and below 1, if {@code time} is null
 */
record SplitTime(String text, @Nullable LogTime time, double share) {
    /**
     * The time of a text such as {@code 80%} or {@code 2017-12-02}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static SplitTime parse(String text) {
        String stripped = text.strip();
        if (!stripped.endsWith("%")) {
            return new SplitTime(stripped, LogTime.parse("SplitPlan.byTime", stripped), 0);
        }
        double share = Double.NaN;
        try {
            share = new BigDecimal(stripped.substring(0, stripped.length() - 1).strip())
                    .movePointLeft(2)
                    .doubleValue();
        } catch (NumberFormatException e) {
            // refused below, as a share out of range is
        }
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("SplitPlan.byTime: '" + text + "' is no share of the events; it must be"
                    + " above 0% and below 100%");
        }
        return new SplitTime(stripped, null, share);
    }

    /** The first step that is not before this time. */
    long steps(TimeOrder order) {
        return time == null ? order.at(share, Long.MAX_VALUE) : time.first(order.histories());
    }

    @Override
    public String toString() {
        return time == null ? text + " of the events" : text;
    }
}
