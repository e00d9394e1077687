package org.end4rec.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.end4rec.models.recommend.Cause;
import org.end4rec.models.recommend.Reason;

/** Why items are recommended, as a table with the strongest causes, and as JSON with all. */
final class ReasonTable {
    private static final int SHOWN = 3;

    private ReasonTable() {}

    /** A table of recommended items, best first, each with the events whose absence would cost it most. */
    static Table of(List<Reason> reasons) {
        Table table = new Table("rank", "item", "score", "of votes", "because of");
        int rank = 0;
        for (Reason each : reasons) {
            table.add(
                    Integer.toString(++rank), each.item(), number(each.score()), number(each.votes()), strongest(each));
        }
        return table;
    }

    private static String strongest(Reason reason) {
        return reason.causes().stream()
                .filter(cause -> cause.change() > 0)
                .sorted(Comparator.comparing(cause -> -cause.change()))
                .limit(SHOWN)
                .map(cause ->
                        cause.event().behavior() + " " + cause.event().item() + " (" + number(cause.change()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    static List<Map<String, Object>> json(List<Reason> reasons) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Reason each : reasons) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("item", each.item());
            map.put("score", each.score());
            map.put("encoder", each.encoder());
            map.put("votes", each.votes());
            map.put("events", each.causes().stream().map(ReasonTable::json).toList());
            list.add(map);
        }
        return list;
    }

    private static Map<String, Object> json(Cause cause) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("item", cause.event().item());
        map.put("behavior", cause.event().behavior());
        map.put("kept", cause.kept());
        map.put("votes", cause.votes());
        map.put("change", cause.change());
        return map;
    }
}
