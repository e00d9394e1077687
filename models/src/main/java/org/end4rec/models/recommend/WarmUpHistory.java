package org.end4rec.models.recommend;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.models.data.Histories;

/** Histories to answer before the first request comes: of users, or made up where there are none. */
final class WarmUpHistory {
    /** Primes, so that neighboring events and requests get items from all over the catalogue. */
    private static final int NEXT_EVENT = 104_729;

    private static final int NEXT_REQUEST = 7919;

    private WarmUpHistory() {}

    /** @param length the longest history that a model reads, N */
    static List<HistoryEvent> of(Histories known, int length, int request) {
        int users = known.users().size();
        int user = users == 0 ? 0 : 1 + request % users;
        int events = users == 0 ? 1 + request % length : known.length(user);
        List<HistoryEvent> history = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            int item = users == 0
                    ? 1
                            + (int) (((long) i * NEXT_EVENT + (long) request * NEXT_REQUEST)
                                    % known.items().size())
                    : known.item(user, i);
            int behavior = users == 0 ? 1 + (request + i) % known.behaviors().size() : known.behavior(user, i);
            history.add(
                    new HistoryEvent(known.items().id(item), known.behaviors().id(behavior)));
        }
        return history;
    }
}
