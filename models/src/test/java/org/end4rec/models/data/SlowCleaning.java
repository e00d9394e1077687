package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The steps of a cleaning as anybody would write them, on rows. */
final class SlowCleaning {
    /** A row in the order of a history: by user, then by time. */
    record Row(String user, String item, String behavior, long time) {}

    private SlowCleaning() {}

    static List<Row> rows(Histories histories) {
        List<Row> rows = new ArrayList<>();
        for (int user = 1; user <= histories.users().size(); user++) {
            for (int at = 0; at < histories.length(user); at++) {
                rows.add(new Row(
                        histories.users().id(user),
                        histories.items().id(histories.item(user, at)),
                        histories.behaviors().id(histories.behavior(user, at)),
                        histories.timestamp(user, at)));
            }
        }
        return rows;
    }

    static List<Row> where(List<Row> rows, Predicate<Row> wanted) {
        return rows.stream().filter(wanted).toList();
    }

    static List<Row> renamed(List<Row> rows, Map<String, String> names) {
        return rows.stream()
                .map(row ->
                        new Row(row.user(), row.item(), names.getOrDefault(row.behavior(), row.behavior()), row.time()))
                .toList();
    }

    static List<Row> withoutRepeats(List<Row> rows, long steps) {
        List<Row> kept = new ArrayList<>();
        for (Row row : rows) {
            boolean repeats = kept.stream()
                    .anyMatch(before -> before.user().equals(row.user())
                            && before.item().equals(row.item())
                            && before.behavior().equals(row.behavior())
                            && row.time() - before.time() <= steps);
            if (!repeats) {
                kept.add(row);
            }
        }
        return kept;
    }

    static List<Row> withoutHeavyUsers(List<Row> rows, double quantile) {
        Map<String, Integer> counts = counts(rows, Row::user);
        int most = 1;
        while (share(counts, most) < quantile - 1e-9) {
            most++;
        }
        int enough = most;
        return where(rows, row -> counts.getOrDefault(row.user(), 0) <= enough);
    }

    private static double share(Map<String, Integer> counts, int most) {
        long few = counts.values().stream().filter(count -> count <= most).count();
        return (double) few / counts.size();
    }

    static List<Row> core(List<Row> rows, int ofUser, int ofItem) {
        List<Row> left = rows;
        while (true) {
            Map<String, Integer> users = counts(left, Row::user);
            Map<String, Integer> items = counts(left, Row::item);
            List<Row> next = where(
                    left,
                    row -> users.getOrDefault(row.user(), 0) >= ofUser && items.getOrDefault(row.item(), 0) >= ofItem);
            if (next.size() == left.size()) {
                return left;
            }
            left = next;
        }
    }

    private static Map<String, Integer> counts(List<Row> rows, Function<Row, String> id) {
        Map<String, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(id.apply(row), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }
}
