package org.end4rec.models.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.core.json.JsonStreams;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as plain Java values: {@link Map} with texts as keys, {@link List}, {@link String}, {@link
 * Number}, {@link Boolean} and null. Thread-safe.
 */
public final class Json {
    private static final int MOST_DEPTH = 1000;
    private static final int MOST_OF_A_TEXT = 20_000_000;
    private static final int MOST_DIGITS = 1000;

    private Json() {}

    /** A parser with the limits of this project. It closes the reader. */
    public static JsonParser parser(Reader in) throws IOException {
        return JsonStreams.parser(in, MOST_DEPTH, MOST_OF_A_TEXT, MOST_DIGITS);
    }

    /**
     * The only value of a text; an absent one if the text is blank. If a key occurs twice, the last one counts.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if the text is not JSON, or has more than one value
     */
    public static JsonValue tree(String text) throws IOException {
        try (JsonParser parser = parser(new StringReader(text))) {
            JsonValue root = parser.nextToken() == null ? JsonValue.ABSENT : new JsonValue(value(parser));
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "more text follows its value");
            }
            return root;
        }
    }

    /** The value that begins at the current token. */
    public static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                    parser.nextToken();
                    object.put(key, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    /** The text of a value in one line. */
    public static String text(@Nullable Object value) {
        return text(value, false);
    }

    /** The text of a value with a line for each value of an object. */
    public static String indented(@Nullable Object value) {
        return text(value, true);
    }

    private static String text(@Nullable Object value, boolean isIndented) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonStreams.generator(text)) {
            if (isIndented) {
                json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            }
            write(value, json);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            for (Map.Entry<?, ?> each : object.entrySet()) {
                json.writeFieldName(String.valueOf(each.getKey()));
                write(each.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> array) {
            json.writeStartArray();
            for (Object each : array) {
                write(each, json);
            }
            json.writeEndArray();
        } else if (value == null || value instanceof Number || value instanceof String || value instanceof Boolean) {
            json.writeObject(value);
        } else {
            throw new IllegalArgumentException("JSON has no value for " + value + " of " + value.getClass()
                    + "; give a map, a list, a text, a number, a truth value or null");
        }
    }
}
