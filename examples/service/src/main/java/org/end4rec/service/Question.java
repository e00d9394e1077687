package org.end4rec.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.jspecify.annotations.Nullable;

/** Whose history a request is about: a user of the model, or events in the request. */
record Question(@Nullable String user, List<HistoryEvent> history) {
    static final String USER = "user";
    static final String HISTORY = "history";
    private static final String ITEM = "item";
    private static final String BEHAVIOR = "behavior";

    /** @throws Problem if there is neither or both, or the model does not know the user */
    static Question read(JsonFields fields, Recommender recommender, Limits limits) {
        if (fields.has(USER) == fields.has(HISTORY)) {
            throw Problem.invalid(
                    fields.field(fields.has(USER) ? HISTORY : USER),
                    fields.has(USER)
                            ? "there is a user already; give one of user and history"
                            : "this member is missing; give a user or a history");
        }
        String user = fields.id(USER, limits.idLength());
        if (user != null) {
            checkUser(user, fields.field(USER), recommender);
            return new Question(user, recommender.historyOf(user));
        }
        List<HistoryEvent> events =
                fields.objects(HISTORY, limits.history(), (value, path) -> event(value, path, limits));
        return new Question(null, events == null ? List.of() : events);
    }

    static void checkUser(String user, String field, Recommender recommender) {
        if (!recommender.knows(user)) {
            throw new Problem(
                    Problem.NOT_FOUND,
                    field,
                    (recommender.users().isEmpty()
                                    ? "the model was exported for serving and has no users"
                                    : "the model does not know the user '" + JsonFields.shown(user) + "'")
                            + "; send a history in place of the user, which may be empty");
        }
    }

    private static HistoryEvent event(JsonNode value, String path, Limits limits) {
        JsonFields fields = JsonFields.of(value, path).only(ITEM, BEHAVIOR);
        return new HistoryEvent(
                fields.requiredId(ITEM, limits.idLength()), fields.requiredId(BEHAVIOR, limits.idLength()));
    }
}
