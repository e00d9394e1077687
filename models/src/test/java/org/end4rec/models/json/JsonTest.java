package org.end4rec.models.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void values() throws IOException {
        JsonNode root = Json.tree("{\"a\": [1, -2.5, true, null], \"b\": {\"c\": \"d\"}, \"a2\": {}}");
        assertThat(root.get("a").get(0).isInt()).isTrue();
        assertThat(root.get("a").get(1).asDouble()).isEqualTo(-2.5);
        assertThat(root.get("a").get(2).asBoolean()).isTrue();
        assertThat(root.get("a").get(3).isNull()).isTrue();
        assertThat(root.get("b").get("c").asText()).isEqualTo("d");
        assertThat(root.get("a2")).isEmpty();
    }

    /** The tree is the one that Jackson's mapper makes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
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
    void oracle(String text) throws IOException {
        assertThat(Json.tree(text)).isEqualTo(Json.mapper().readTree(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1", "{\"a\"}", "{\"a\": }", "[1,]", "nul", "{} {}", "1 2", "[]]", "{\"a\": NaN}"})
    void errors(String text) {
        assertThatThrownBy(() -> Json.tree(text)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> Json.mapper().readTree(text)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void namesTextAfterTheValue() {
        assertThatThrownBy(() -> Json.tree("{} {}"))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("more text follows its value");
    }
}
