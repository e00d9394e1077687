package org.end4rec.models.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.json.Json;
import org.end4rec.models.json.JsonValue;

/** The result of a trial as JSON: every component under its name, no other key. */
final class TrialJson {
    private static final List<String> KEYS =
            values(new TrialResult("", Map.of(), "", 0, Map.of(), Map.of(), 0, 0, 0, 0, 0, 0, List.of()))
                    .keySet()
                    .stream()
                    .toList();
    private static final List<String> KEYS_OF_AN_EPOCH =
            new TrialResult.Epoch("", 0, 0, 0, 0).values().keySet().stream().toList();

    private TrialJson() {}

    static String text(TrialResult result) {
        return Json.indented(values(result)) + "\n";
    }

    private static Map<String, Object> values(TrialResult result) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("model", result.model());
        object.put("settings", result.settings());
        object.put("data", result.data());
        object.put("validation", result.validation());
        object.put("metrics", result.metrics());
        object.put("answers", result.answers());
        object.put("parameters", result.parameters());
        object.put("epochs", result.epochs());
        object.put("steps", result.steps());
        object.put("secondsPerStep", result.secondsPerStep());
        object.put("stepBytes", result.stepBytes());
        object.put("seconds", result.seconds());
        object.put(
                "curve", result.curve().stream().map(TrialResult.Epoch::values).toList());
        return object;
    }

    /**
     * The result in a text.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if the text is not JSON
     * @throws IllegalArgumentException if the text is JSON, but not of a result
     */
    static TrialResult read(String text) throws IOException {
        JsonValue root = Json.tree(text);
        checkKeys(root, KEYS);
        Map<String, String> settings = new LinkedHashMap<>();
        object(root, "settings").entries().forEach(each -> settings.put(each.getKey(), text(each.getValue())));
        Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
        object(root, "metrics").entries().forEach(each -> metrics.put(each.getKey(), numbers(each.getValue())));
        List<TrialResult.Epoch> curve = new ArrayList<>();
        for (JsonValue epoch : root.path("curve").elements()) {
            checkKeys(epoch, KEYS_OF_AN_EPOCH);
            curve.add(new TrialResult.Epoch(
                    text(epoch.path("stage")),
                    number(epoch.path("loss")),
                    number(epoch.path("ndcg")),
                    number(epoch.path("hitRate")),
                    number(epoch.path("seconds"))));
        }
        return new TrialResult(
                text(root.path("model")),
                settings,
                text(root.path("data")),
                number(root.path("validation")),
                metrics,
                numbers(object(root, "answers")),
                count(root.path("parameters")),
                Math.toIntExact(count(root.path("epochs"))),
                count(root.path("steps")),
                number(root.path("secondsPerStep")),
                count(root.path("stepBytes")),
                number(root.path("seconds")),
                curve);
    }

    private static void checkKeys(JsonValue object, List<String> keys) {
        List<String> found =
                object.entries().stream().map(Map.Entry::getKey).sorted().toList();
        if (!found.equals(keys.stream().sorted().toList())) {
            throw new IllegalArgumentException("its keys are " + found + "; expected " + keys);
        }
    }

    private static JsonValue object(JsonValue root, String key) {
        JsonValue found = root.path(key);
        if (!found.isObject()) {
            throw new IllegalArgumentException("'" + key + "' is no object of keys and values");
        }
        return found;
    }

    private static String text(JsonValue value) {
        if (!value.isText()) {
            throw new IllegalArgumentException("it has '" + value.text() + "' where a text is expected");
        }
        return value.text();
    }

    private static Map<String, Double> numbers(JsonValue object) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        object.entries().forEach(each -> numbers.put(each.getKey(), number(each.getValue())));
        return numbers;
    }

    /** A number; what JSON has no number for is written as a text, such as {@code "NaN"}. */
    private static double number(JsonValue value) {
        if (value.value() instanceof Number number) {
            return number.doubleValue();
        }
        return switch (text(value)) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("it has '" + value.text() + "' where a number is expected");
        };
    }

    private static long count(JsonValue value) {
        if (value.value() instanceof Integer || value.value() instanceof Long) {
            return ((Number) value.value()).longValue();
        }
        throw new IllegalArgumentException("it has '" + value.text() + "' where a whole number is expected");
    }
}
