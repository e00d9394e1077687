package org.end4rec.models.recommend;

import java.util.ArrayList;
import java.util.List;

/** Histories to answer before the first request comes: of users, or made up where there are none. */
final class WarmUpHistory {
    /** Primes, so that neighboring events and requests get items from all over the catalogue. */
    private static final int NEXT_EVENT = 104_729;

    private static final int NEXT_REQUEST = 7919;

    private WarmUpHistory() {}

    /** @param length the longest history that a model reads, N */
    static List<HistoryEvent> of(GrowingHistories known, int length, int request) {
        int users = known.users().size();
        int user = users == 0 ? 0 : 1 + request % users;
        int events = users == 0 ? 1 + request % length : known.length(user);
        List<HistoryEvent> history = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            history.add(users == 0 ? madeUp(known, request, i) : known.event(user, i));
        }
        return history;
    }

    private static HistoryEvent madeUp(GrowingHistories known, int request, int event) {
        long item = (long) event * NEXT_EVENT + (long) request * NEXT_REQUEST;
        return new HistoryEvent(
                known.items().id(1 + (int) (item % known.items().size())),
                known.behaviors().id(1 + (request + event) % known.behaviors().size()));
    }
}
