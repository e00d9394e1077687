package org.end4rec.models.data;

import java.util.BitSet;
import java.util.Locale;

/**
 * The events that a log has more than once. A model that is tested on the second of two equal events repeats the first,
 * and looks brilliant; a model that looks at the whole history looks poor. A copy is an event of the same user, item
 * and behavior as an event that is kept, at the same time or, where the unit of the times is known, up to one second
 * later. Where times are days, two equal events of a day are one event and its copy.
 *
 * <p>A log without times has only an order. There, a copy is an event that repeats the user's event just before it. If
 * there are at least three users and the history of each is one part repeated k times, the log has been put together
 * from k equal logs, and all parts but the first are copies. Immutable.
 */
public final class Copies {
    private static final int USERS_NEEDED = 3;
    private static final String SAME = "same user, item and behavior ";
    private static final String AT_ONE_TIME = SAME + "at the same time";

    private final Histories all;
    private final BitSet copies = new BitSet();
    private int parts = 1;

    private Copies(Histories all) {
        this.all = all;
    }

    /** Finds the copies: O(events). */
    public static Copies of(Histories histories) {
        Copies found = new Copies(histories);
        if (histories.hasTimes()) {
            found.findByTime();
        } else {
            found.findByOrder();
        }
        return found;
    }

    /** Number of copies; the event that is kept does not count. */
    public int count() {
        return copies.cardinality();
    }

    /** The copies by their places among all events, user by user. Not to be modified. */
    BitSet dropped() {
        return copies;
    }

    /** The histories without the copies; ids and their numbers stay. */
    public Histories leftOut() {
        return copies.isEmpty() ? all : all.without(copies);
    }

    /** How many copies there are, and what makes them copies. */
    @Override
    public String toString() {
        String which;
        if (parts > 1) {
            which = "the log repeats the same events " + parts + " times";
        } else if (!all.hasTimes()) {
            which = SAME + "as the user's event just before";
        } else {
            return ofTimes(count(), all.events(), all.stepsPerSecond() > 0);
        }
        return said(count(), all.events(), which);
    }

    /** What is said of copies in a log with times. */
    static String ofTimes(int count, int events, boolean hasUnit) {
        return said(count, events, AT_ONE_TIME + (hasUnit ? " or up to a second later" : ""));
    }

    private static String said(int count, int events, String which) {
        return String.format(Locale.ROOT, "%,d of %,d events are copies of other events (%s)", count, events, which);
    }

    private void findByTime() {
        CopyFilter filter = new CopyFilter(all.stepsPerSecond());
        for (int user = 1; user <= all.users().size(); user++) {
            for (int position = 0; position < all.length(user); position++) {
                if (filter.isCopy(
                        user, all.item(user, position), all.behavior(user, position), all.timestamp(user, position))) {
                    copies.set(all.offset(user) + position);
                }
            }
        }
    }

    private void findByOrder() {
        parts = equalParts();
        for (int user = 1; user <= all.users().size(); user++) {
            int kept = all.length(user) / parts;
            for (int position = 1; position < all.length(user); position++) {
                if (position >= kept || isEqual(user, position, position - 1)) {
                    copies.set(all.offset(user) + position);
                }
            }
        }
    }

    /** The largest k such that each user's history is one part repeated k times. */
    private int equalParts() {
        int shortest = Integer.MAX_VALUE;
        int users = 0;
        for (int user = 1; user <= all.users().size(); user++) {
            users += all.length(user) > 0 ? 1 : 0;
            shortest = all.length(user) > 0 ? Math.min(shortest, all.length(user)) : shortest;
        }
        for (int k = users < USERS_NEEDED ? 1 : shortest; k > 1; k--) {
            boolean equal = true;
            for (int user = 1; equal && user <= all.users().size(); user++) {
                equal = hasEqualParts(user, k);
            }
            if (equal) {
                return k;
            }
        }
        return 1;
    }

    private boolean hasEqualParts(int user, int k) {
        int length = all.length(user) / k;
        boolean equal = length * k == all.length(user);
        for (int position = length; equal && position < all.length(user); position++) {
            equal = isEqual(user, position, position - length);
        }
        return equal;
    }

    private boolean isEqual(int user, int one, int other) {
        return all.item(user, one) == all.item(user, other) && all.behavior(user, one) == all.behavior(user, other);
    }
}
