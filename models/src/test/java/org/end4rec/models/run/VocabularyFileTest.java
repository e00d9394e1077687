package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.end4rec.models.data.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyFileTest {
    private static final Path FILE = Path.of("vocabulary.json");

    private static List<List<String>> ids(String text) throws IOException {
        return VocabularyFile.parse(text.getBytes(StandardCharsets.UTF_8), FILE).stream()
                .map(Vocabulary::ids)
                .toList();
    }

    // values

    @Test
    void usersItemsAndBehaviorsInAnyOrder() throws IOException {
        assertThat(ids("{\"behaviors\":[\"buy\"],\"users\":[\"b\",\"a\"],\"items\":[\"商品\",\"\\ud83d\",\"🛒\"]}"))
                .containsExactly(List.of("b", "a"), List.of("商品", "\ud83d", "🛒"), List.of("buy"));
    }

    // edges

    @Test
    void otherKeysArePassedOver() throws IOException {
        assertThat(ids("{\"x\":{\"users\":[1,{}]},\"users\":[],\"y\":[[2]],\"items\":[],\"z\":null,\"behaviors\":[]}"))
                .containsExactly(List.of(), List.of(), List.of());
    }

    @Test
    void theLastOfEqualKeysCounts() throws IOException {
        assertThat(ids("{\"users\":[1],\"items\":[],\"items\":[\"i\"],\"behaviors\":0,\"behaviors\":[],"
                        + "\"users\":[\"u\"]}"))
                .containsExactly(List.of("u"), List.of("i"), List.of());
        assertThatThrownBy(() -> ids("{\"users\":[],\"users\":5,\"items\":[],\"behaviors\":[]}"))
                .hasMessage("vocabulary.json: the key 'users' is missing or not a list of ids");
    }

    // errors

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                              | : the key 'users' is missing or not a list of ids
            {"users":[],"items":{}}                         | : the key 'items' is missing or not a list of ids
            {"behaviors":[1],"users":[],"items":[[2, "a"]]} | : items has [2,"a"], which is not a text
            {"users":["a", null, 1]}                        | : users has null, which is not a text
            {"users":["a",{"b" : 1.50},"a"]}                | : users has {"b":1.5}, which is not a text
            {"users":["a","a",[]]}                          | : users: Vocabulary: 'a' is both id number 1 and id \
            number 2; every id must occur once
            {"users":["a",""]}                              | : users: Vocabulary: id number 2 is empty; an id is one \
            line of at least one character
            {"users":["a\\nb"]}                             | : users: Vocabulary: id number 1 contains a line break; \
            an id is one line of at least one character
            []                                              | : expected a JSON object
            ``                                              | : expected a JSON object
            {} 1                                            | ` is not valid JSON: more text follows its value`
            """)
    void namesTheFileAndTheFault(String text, String message) {
        assertThatThrownBy(() -> ids(text)).isInstanceOf(RunException.class).hasMessage(FILE + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"users":[1],"items"      | Unexpected end-of-input
            {"users":[1],"items":[x]} | Unrecognized token 'x'
            {"users":["a","a"         | Unexpected end-of-input
            [1,                       | Unexpected end-of-input
            {"x":[{                   | Unexpected end-of-input
            """)
    void whatIsNoJsonIsNamedBeforeWhatItHolds(String text, String why) {
        assertThatThrownBy(() -> ids(text))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith(FILE + " is not valid JSON: " + why);
    }

    @Test
    void bytesThatAreNotUtf8() {
        byte[] bytes = ("{\"x\":\"" + "y".repeat(100_000) + "z\",\"users\":[]}").getBytes(StandardCharsets.UTF_8);
        for (int fault : new int[] {0x80, 0xC0, 0xED, 0xFF}) {
            byte[] damaged = Arrays.copyOf(bytes, bytes.length);
            damaged[100_006] = (byte) fault;
            assertThatThrownBy(() -> VocabularyFile.parse(damaged, FILE))
                    .isInstanceOf(RunException.class)
                    .hasMessage(FILE + " is not valid JSON: its bytes are not UTF-8");
        }
    }
}
