package org.end4rec.examples.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.Histories;

/**
 * How large a log is.
 *
 * @param users number of users
 * @param items number of items
 * @param events number of events
 * @param behaviors number of events of each behavior
 */
record LogSummary(int users, int items, int events, Map<String, Integer> behaviors) {
    static LogSummary of(EventLog log) {
        return of(Histories.of(log));
    }

    static LogSummary of(Histories histories) {
        Map<String, Integer> behaviors = new LinkedHashMap<>();
        for (String behavior : histories.behaviors().ids()) {
            behaviors.put(behavior, 0);
        }
        for (int behavior : histories.behaviorColumn()) {
            behaviors.merge(histories.behaviors().id(behavior), 1, Integer::sum);
        }
        return new LogSummary(histories.users().size(), histories.items().size(), histories.events(), behaviors);
    }

    /** As it goes into JSON. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("users", users);
        map.put("items", items);
        map.put("events", events);
        map.put("behaviors", behaviors);
        return map;
    }

    @Override
    public String toString() {
        String counts = behaviors.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%,d users, %,d items, %,d events (%s)", users, items, events, counts);
    }
}
