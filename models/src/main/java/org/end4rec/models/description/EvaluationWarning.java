package org.end4rec.models.description;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Something in a log that makes an evaluation wrong or worth little.
 *
 * @param name short name, the same in every version
 * @param sentence what was found, with its figure
 * @param share the figure as a share from 0 to 1
 * @param advice what to do
 */
public record EvaluationWarning(String name, String sentence, double share, String advice) {
    /** No reference is null. */
    public EvaluationWarning {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sentence, "sentence");
        Objects.requireNonNull(advice, "advice");
    }

    /** The name as a heading. */
    String heading() {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('-', ' ');
    }

    /** As it goes into JSON. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("sentence", sentence);
        map.put("share", share);
        map.put("advice", advice);
        return map;
    }
}
