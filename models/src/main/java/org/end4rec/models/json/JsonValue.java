package org.end4rec.models.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value in a tree of JSON. Whoever asks for a part that is not there gets {@link #ABSENT}, so that a path can be
 * followed without a check at each step.
 *
 * @param value the value as {@link Json#value} returns values
 */
public record JsonValue(@Nullable Object value) {
    private static final Object NOTHING = new Object();

    /** What stands for a missing part; its text is empty. */
    public static final JsonValue ABSENT = new JsonValue(NOTHING);

    /** The value of a key of an object. */
    public JsonValue path(String key) {
        return value instanceof Map<?, ?> object && object.containsKey(key) ? new JsonValue(object.get(key)) : ABSENT;
    }

    /** The keys of an object with their values; none if this is no object. */
    public Set<Map.Entry<String, JsonValue>> entries() {
        Map<String, JsonValue> entries = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> object) {
            object.forEach((key, each) -> entries.put(String.valueOf(key), new JsonValue(each)));
        }
        return entries.entrySet();
    }

    /** The elements of an array; none if this is no array. */
    public List<JsonValue> elements() {
        return value instanceof List<?> array
                ? array.stream().map(JsonValue::new).toList()
                : List.of();
    }

    /** Whether there is such a value, which may be null. */
    public boolean isPresent() {
        return value != NOTHING;
    }

    /** Whether this is an object. */
    public boolean isObject() {
        return value instanceof Map;
    }

    /** Whether this is an array. */
    public boolean isArray() {
        return value instanceof List;
    }

    /** Whether this is a text. */
    public boolean isText() {
        return value instanceof String;
    }

    /** Whether this is a number. */
    public boolean isNumber() {
        return value instanceof Number;
    }

    /** A text as it is, a number, a truth value or null in Java's words; empty for all others. */
    public String text() {
        return isPresent() && !isObject() && !isArray() ? String.valueOf(value) : "";
    }

    /** As {@link #text()}, with another text for what is absent or null. */
    public String text(String otherwise) {
        return value == null || !isPresent() ? otherwise : text();
    }
}
