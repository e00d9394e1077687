package org.end4rec.models.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads and writes JSON. It keeps no buffers in the thread, which would keep the class loader of an application that
 * was taken down, and no names from earlier texts. Thread-safe.
 */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private Json() {}

    /** Made when it is first wanted: its many parts take longer than a tree, which needs none of them. */
    private static final class MapperHolder {
        static final ObjectMapper MAPPER =
                new ObjectMapper(FACTORY.copy()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        static final ObjectWriter INDENTED = MAPPER.writerWithDefaultPrettyPrinter();
    }

    /** A mapper that refuses text after the value. */
    public static ObjectMapper mapper() {
        return MapperHolder.MAPPER;
    }

    /** A writer with one line for each value. */
    public static ObjectWriter indented() {
        return MapperHolder.INDENTED;
    }

    /** What parsers come from. */
    public static JsonFactory factory() {
        return FACTORY;
    }

    /**
     * The only value of a text; a missing one if the text is blank. If a key occurs twice, the last one counts.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if the text is not JSON, or has more than one value
     */
    public static JsonNode tree(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonNode root = parser.nextToken() == null ? MissingNode.getInstance() : value(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "more text follows its value");
            }
            return root;
        }
    }

    /** The value that begins at the current token. */
    public static JsonNode value(JsonParser parser) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = nodes.objectNode();
                for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                    parser.nextToken();
                    object.set(key, value(parser));
                }
                return object;
            }
            case START_ARRAY -> {
                ArrayNode array = nodes.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                return array;
            }
            case VALUE_NUMBER_INT -> {
                return switch (parser.getNumberType()) {
                    case INT -> nodes.numberNode(parser.getIntValue());
                    case LONG -> nodes.numberNode(parser.getLongValue());
                    default -> nodes.numberNode(parser.getBigIntegerValue());
                };
            }
            case VALUE_NUMBER_FLOAT -> {
                return nodes.numberNode(parser.getDoubleValue());
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return nodes.booleanNode(parser.currentToken() == JsonToken.VALUE_TRUE);
            }
            case VALUE_NULL -> {
                return nodes.nullNode();
            }
            default -> {
                return nodes.textNode(parser.getText());
            }
        }
    }
}
