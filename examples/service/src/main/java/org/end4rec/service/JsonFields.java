package org.end4rec.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object of a request. Each fault ends in a {@link Problem} that names the member by its path,
 * such as {@code [2].history[3].item}. A member that nobody may send is a fault.
 */
final class JsonFields {
    /** The name of the whole body in a problem. */
    static final String BODY = "body";

    private static final int MOST_DEPTH = 20;
    private static final int MOST_DIGITS = 100;
    private static final int MOST_SHOWN = 60;

    private final JsonNode object;
    private final String path;

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    private static ObjectMapper mapper(Limits limits) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(MOST_DEPTH)
                .maxStringLength(limits.bodyBytes())
                .maxNumberLength(MOST_DIGITS)
                .build();
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        return new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** Reads bodies under these limits: gives the only value of a text in UTF-8. */
    static Reader reader(Limits limits) {
        ObjectMapper mapper = mapper(limits);
        return body -> {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString();
                JsonNode root = mapper.readTree(text);
                if (root == null || root.isMissingNode()) {
                    throw Problem.invalid(BODY, "the body is empty; send a JSON value");
                }
                return root;
            } catch (CharacterCodingException e) {
                throw Problem.invalid(BODY, "the body is not UTF-8");
            } catch (MismatchedInputException e) {
                throw Problem.invalid(BODY, "there is more text behind the JSON value");
            } catch (JsonProcessingException e) {
                throw Problem.invalid(BODY, "the body is not valid JSON: " + reason(e));
            }
        };
    }

    /** See {@link #reader}. */
    interface Reader {
        JsonNode read(byte[] body);
    }

    private static String reason(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String what = e.getOriginalMessage().replaceAll("\\s+", " ");
        return at == null ? what : what + ", line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** @param path of the value in the request; empty for the whole body */
    static JsonFields of(JsonNode value, String path) {
        if (!value.isObject()) {
            throw Problem.invalid(path.isEmpty() ? BODY : path, "this is " + kind(value) + "; expected an object");
        }
        return new JsonFields(value, path);
    }

    /** Refuses members with other names. */
    JsonFields only(String... names) {
        List<String> known = List.of(names);
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Problem.invalid(
                        field(shown(name)), "there is no member of this name; known are " + String.join(", ", known));
            }
        });
        return this;
    }

    /** The name of a member in a problem. */
    String field(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** A text; null if it is not there. */
    @Nullable
    String id(String name, int mostLength) {
        JsonNode value = object.get(name);
        return value == null ? null : id(value, field(name), mostLength);
    }

    /** A text that must be there. */
    String requiredId(String name, int mostLength) {
        String value = id(name, mostLength);
        if (value == null) {
            throw Problem.invalid(field(name), "this member is missing; expected a text");
        }
        return value;
    }

    private static String id(JsonNode value, String field, int mostLength) {
        if (!value.isTextual()) {
            throw Problem.invalid(
                    field,
                    "this is " + kind(value) + "; expected a text"
                            + (value.isNumber() ? ": write the id in quotation marks" : ""));
        }
        String text = value.textValue();
        if (text.isEmpty()) {
            throw Problem.invalid(field, "this text is empty");
        }
        if (text.length() > mostLength) {
            throw Problem.invalid(
                    field, "this text has " + text.length() + " characters; at most " + mostLength + " are allowed");
        }
        return text;
    }

    int number(String name, int least, int most, int otherwise) {
        JsonNode value = object.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber()) {
            throw Problem.invalid(field(name), "this is " + kind(value) + "; expected a whole number");
        }
        if (!value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
            throw Problem.invalid(
                    field(name),
                    "this is " + shown(value.asText()) + "; expected a number from " + least + " to " + most);
        }
        return value.intValue();
    }

    /** A truth value; null if it is not there. */
    @Nullable
    Boolean flag(String name) {
        JsonNode value = object.get(name);
        if (value != null && !value.isBoolean()) {
            throw Problem.invalid(field(name), "this is " + kind(value) + "; expected true or false");
        }
        return value == null ? null : value.booleanValue();
    }

    /** An array of ids; null if it is not there. */
    @Nullable
    List<String> ids(String name, int least, int most, int mostLength) {
        return array(name, least, most, (value, field) -> id(value, field, mostLength));
    }

    /** An array of objects; null if it is not there. */
    <T> @Nullable List<T> objects(String name, int most, BiFunction<JsonNode, String, T> read) {
        return array(name, 0, most, read);
    }

    private <T> @Nullable List<T> array(String name, int least, int most, BiFunction<JsonNode, String, T> read) {
        JsonNode value = object.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            throw Problem.invalid(field(name), "this is " + kind(value) + "; expected an array");
        }
        return elements(value, field(name), least, most, read);
    }

    /** The elements of an array, each read with its path. */
    static <T> List<T> elements(
            JsonNode array, String path, int least, int most, BiFunction<JsonNode, String, T> read) {
        if (array.size() < least || array.size() > most) {
            throw Problem.invalid(
                    path.isEmpty() ? BODY : path,
                    "this array has " + array.size() + " elements; from " + least + " to " + most + " are allowed");
        }
        List<T> list = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            list.add(read.apply(array.get(i), path + "[" + i + "]"));
        }
        return list;
    }

    private static String kind(JsonNode value) {
        JsonNodeType type = value.getNodeType();
        return switch (type) {
            case NULL -> "null";
            case NUMBER -> "the number " + shown(value.asText());
            case BOOLEAN -> value.asText();
            case STRING -> "a text";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }

    /** A text of the request in a message: the beginning of a long one. */
    static String shown(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }
}
