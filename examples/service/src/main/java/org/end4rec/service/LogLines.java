package org.end4rec.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Log lines, each a JSON object with time, level and event. They name no user and no item. Thread-safe. */
final class LogLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_FRAMES = 12;

    private final PrintWriter out;

    LogLines(PrintWriter out) {
        this.out = out;
    }

    void info(String event, Map<String, ?> values) {
        write("info", event, values);
    }

    void warn(String event, Map<String, ?> values) {
        write("warn", event, values);
    }

    /** @param failure nobody expected it, so the line says where it happened */
    void error(String event, Map<String, ?> values, Throwable failure) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put("failure", failure.toString());
        more.put(
                "at",
                Arrays.stream(failure.getStackTrace())
                        .limit(MOST_FRAMES)
                        .map(StackTraceElement::toString)
                        .toList());
        write("error", event, more);
    }

    private void write(String level, String event, Map<String, ?> values) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("level", level);
        line.put("event", event);
        line.putAll(values);
        try {
            out.println(JSON.writeValueAsString(line));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
