package org.end4rec.models.recommend;

import java.util.List;
import java.util.Objects;

/**
 * A user to be answered by {@link Recommender#recommendAll}.
 *
 * @param user id of the user, for the answer; the model need not know the user
 * @param history oldest event first; may be empty
 */
public record UserHistory(String user, List<HistoryEvent> history) {
    /** No reference is null. */
    public UserHistory {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(history, "history");
    }
}
