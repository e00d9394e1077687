package org.end4rec.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.end4rec.models.data.BehaviorCounts;
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
    private static final int MOST_NAMED = 10;
    private static final int SUSPICIOUSLY_MANY = 100;

    static LogSummary of(EventLog log) {
        return of(Histories.of(log));
    }

    static LogSummary of(Histories histories) {
        Map<String, Integer> behaviors = new LinkedHashMap<>();
        int[] counts = BehaviorCounts.of(histories);
        for (int behavior = 1; behavior < counts.length; behavior++) {
            behaviors.put(histories.behaviors().id(behavior), counts[behavior]);
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
        boolean many = behaviors.size() > MOST_NAMED;
        Comparator<Map.Entry<String, Integer>> frequent = Map.Entry.comparingByValue(Comparator.reverseOrder());
        String counts = behaviors.entrySet().stream()
                .sorted(many ? frequent : (one, other) -> 0)
                .limit(MOST_NAMED)
                .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        if (many) {
            counts += String.format(
                    Locale.ROOT,
                    " … and %,d more behaviors%s",
                    behaviors.size() - MOST_NAMED,
                    behaviors.size() > SUSPICIOUSLY_MANY ? "; are the columns in the right order?" : "");
        }
        return counted(users, "user") + ", " + counted(items, "item") + ", " + counted(events, "event") + " (" + counts
                + ")";
    }

    private static String counted(int count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
