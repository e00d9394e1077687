package org.end4rec.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.recommend.Cause;
import org.end4rec.models.recommend.Explanation;
import org.end4rec.models.recommend.Reason;

/** Reasons and decisions as JSON. */
final class Reasoning {
    private Reasoning() {}

    /** Parts of the score and events of each reason. */
    static List<Map<String, Object>> of(List<Reason> reasons) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Reason each : reasons) {
            list.add(parts(each));
        }
        return list;
    }

    /** As {@link #of}, each with its item and score. */
    static List<Map<String, Object>> withItems(List<Reason> reasons) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Reason each : reasons) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("item", each.item());
            map.put("score", each.score());
            map.put("because", parts(each));
            list.add(map);
        }
        return list;
    }

    private static Map<String, Object> parts(Reason reason) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("encoder", reason.encoder());
        map.put("votes", reason.votes());
        map.put("events", reason.causes().stream().map(Reasoning::cause).toList());
        return map;
    }

    private static Map<String, Object> cause(Cause cause) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("item", cause.event().item());
        map.put("behavior", cause.event().behavior());
        map.put("kept", cause.kept());
        map.put("votes", cause.votes());
        map.put("change", cause.change());
        return map;
    }

    /** The decisions about the events of a history. */
    static List<Map<String, Object>> events(List<Explanation> decisions) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Explanation each : decisions) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("item", each.item());
            map.put("behavior", each.behavior());
            map.put("preference", each.preference());
            map.put("noiseScore", each.noiseScore());
            map.put("keepProbability", each.keepProbability());
            map.put("kept", each.kept());
            list.add(map);
        }
        return list;
    }
}
