package org.end4rec.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.PackageVersion;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits: 2 arrays within each other, 5 characters of a text, 3 of a number. */
class JsonStreamsTest {
    private static final String DEPTH = "more than 2 arrays and objects stand within each other";
    private static final String TEXT = "a text has more than 5 characters";
    private static final String NUMBER = "a number has more than 3 characters";

    private static List<String> read(String json) throws IOException {
        List<String> found = new ArrayList<>();
        try (JsonParser parser = JsonStreams.parser(new StringReader(json), 2, 5, 3)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                found.add(parser.getText());
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[],[1,123,-12],{}]",
                "{\"a\":[],\"b\":{\"12345\":\"12345\"}}",
                "[\"\\u00e4\\u00e4\\u00e4\\u00e4\\u00e4\",\"\\n\\n\\n\\n\\n\",\"\\\\\\\"[[[\"]",
                "[1,2,3,4,5,\"[{[{\", \"a\",\"b\",\"c\"]",
                "[ 1\t,\n2\r]"
            })
    void passesOnWhatIsWithinTheLimits(String json) throws IOException {
        List<String> expected = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                expected.add(parser.getText());
            }
        }
        assertThat(read(json)).isEqualTo(expected);
    }

    @Test
    void refusesWhatIsBeyondALimit() {
        refuses("[[[", DEPTH);
        refuses("{\"a\":{\"b\":{", DEPTH);
        refuses("[[],[[", DEPTH);
        refuses("\"123456", TEXT);
        refuses("{\"123456\":1}", TEXT);
        refuses("[\"\\u00e4\\u00e4\\u00e4\\u00e4\\u00e4\\u00e4\"]", TEXT);
        refuses("[\"\\\"\\\"\\\"\\\"\\\"\\\"\"]", TEXT);
        refuses("[1234]", NUMBER);
        refuses("[-1.5]", NUMBER);
    }

    /** What stands before the limit is read first, with its own mistakes. */
    @Test
    void reportsTheFirstMistake() {
        assertThatThrownBy(() -> read("[1,}1234")).hasMessageContaining("Unexpected character ('}'");
    }

    /** The profile {@code jackson} of Maven must not test the version that it compiles with. */
    @Test
    @EnabledIfSystemProperty(named = "end4rec.jackson", matches = ".+")
    void runsWithTheWantedVersionOfJackson() {
        assertThat(PackageVersion.VERSION).hasToString(System.getProperty("end4rec.jackson"));
    }

    private static void refuses(String json, String why) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(JsonParseException.class)
                .extracting(e -> ((JsonParseException) e).getOriginalMessage())
                .isEqualTo(why);
    }
}
