package org.end4rec.models.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final ObjectMapper ORACLE =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    // values

    @Test
    void values() throws IOException {
        JsonValue root = Json.tree("{\"a\": [1, -2.5, true, null], \"b\": {\"c\": \"d\"}, \"a2\": {}}");
        assertThat(root.path("a").elements()).extracting(JsonValue::value).containsExactly(1, -2.5, true, null);
        assertThat(root.path("a").elements()).extracting(JsonValue::text).containsExactly("1", "-2.5", "true", "null");
        assertThat(root.path("b").path("c").text()).isEqualTo("d");
        assertThat(root.path("b").entries()).containsExactly(Map.entry("c", new JsonValue("d")));
        assertThat(root.path("a2").isObject()).isTrue();
        assertThat(root.path("a2").entries()).isEmpty();
    }

    @Test
    void whatIsAbsentHasNoPartsAndAnEmptyText() throws IOException {
        JsonValue root = Json.tree("{\"n\": null}");
        assertThat(root.path("x").path("y").isPresent()).isFalse();
        assertThat(root.path("x").elements()).isEmpty();
        assertThat(root.path("x").text()).isEmpty();
        assertThat(root.path("x").text("other")).isEqualTo("other");
        assertThat(root.path("n").isPresent()).isTrue();
        assertThat(root.path("n").text("other")).isEqualTo("other");
        assertThat(Json.tree(" ").isPresent()).isFalse();
    }

    // oracle

    /** The tree is the one that Jackson's mapper makes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"x\\u00e4\\n\"",
                "17",
                "2147483648",
                "-9223372036854775809",
                "0.1",
                "1e400",
                "-0.0",
                "[]",
                "[[[]], {}, [1, [2]]]",
                "{\"a\": 1, \"b\": 2, \"a\": {\"b\": false}}",
                " {\"é\": [true, null, \"\", 1.5e-7]} "
            })
    void readsAsTheMapper(String text) throws IOException {
        assertThat(Json.tree(text).value()).isEqualTo(ORACLE.readValue(text, Object.class));
    }

    static Stream<Object> written() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("texts", List.of("", "\"ä\\\n\u0001\u2028😀", "</script>"));
        object.put("numbers", Arrays.asList(1, -2L, 0.1, 1e-7, 1e21, 1.0, -0.0, 3.4e38f, 0.1f, null));
        object.put("others", List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, true));
        object.put("empty", List.of());
        object.put("none", Map.of());
        object.put("deep", List.of(Map.of("a", List.of(Map.of("b", 1), List.of())), List.of(List.of(2))));
        return Stream.of(object, List.of(1, 2), Map.of(), List.of(), "text", 2.5, false);
    }

    @ParameterizedTest
    @MethodSource("written")
    void writesAsTheMapper(Object value) throws IOException {
        assertThat(Json.text(value)).isEqualTo(ORACLE.writeValueAsString(value));
        assertThat(Json.indented(value))
                .isEqualTo(ORACLE.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(value)
                        .replace(System.lineSeparator(), "\n"));
    }

    // edges: the limits do not depend on the version of Jackson

    @ParameterizedTest
    @CsvSource({"'[', ']', 1000, ''", "'\"', '\"', 0, x"})
    void readsWhatIsWithinTheLimits(String open, String close, int depth, String text) throws IOException {
        int length = depth == 0 ? 20_000_000 : 0;
        String json = open.repeat(Math.max(depth, 1)) + text.repeat(length) + close.repeat(Math.max(depth, 1));
        assertThat(Json.tree(json).isPresent()).isTrue();
    }

    @Test
    void refusesWhatIsBeyondTheLimits() {
        refuses("[".repeat(1001) + "]".repeat(1001), "more than 1000 arrays and objects stand within each other");
        refuses("{\"a\":".repeat(1001), "more than 1000 arrays and objects stand within each other");
        refuses("9".repeat(1001), "a number has more than 1000 characters");
        refuses("[1." + "9".repeat(100_000) + "]", "a number has more than 1000 characters");
        refuses("\"" + "x".repeat(20_000_001) + "\"", "a text has more than 20000000 characters");
        refuses("{\"" + "x".repeat(20_000_001) + "\":1}", "a text has more than 20000000 characters");
    }

    private static void refuses(String text, String why) {
        assertThatThrownBy(() -> Json.tree(text))
                .isInstanceOf(JsonProcessingException.class)
                .extracting(e -> ((JsonProcessingException) e).getOriginalMessage())
                .isEqualTo(why);
    }

    // errors

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1", "{\"a\"}", "{\"a\": }", "[1,]", "nul", "{} {}", "1 2", "[]]", "{\"a\": NaN}"})
    void errors(String text) {
        assertThatThrownBy(() -> Json.tree(text)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> ORACLE.readTree(text)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void namesTextAfterTheValue() {
        assertThatThrownBy(() -> Json.tree("{} {}"))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("more text follows its value");
    }

    @Test
    void refusesToWriteWhatJsonDoesNotHave() {
        assertThatThrownBy(() -> Json.text(List.of(new StringBuilder("x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JSON has no value for x of class java.lang.StringBuilder; give a map, a list, a text,"
                        + " a number, a truth value or null");
    }
}
