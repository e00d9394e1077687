package org.end4rec.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommendCommandTest {
    @TempDir
    Path folder;

    @Test
    void userAndTheSameHistoryGetTheSame() throws IOException {
        StringBuilder text = new StringBuilder("item,behavior\n");
        for (HistoryEvent event : Recommender.load(TinyRun.folder()).historyOf("u7")) {
            text.append(event.item()).append(',').append(event.behavior()).append('\n');
        }
        JsonNode ofUser = recommend("--user", "u7", "--top", 3).json();
        JsonNode ofHistory =
                recommend("--history", file(text.toString()), "--top", 3).json();
        assertThat(ofUser.path("user").asText()).isEqualTo("u7");
        assertThat(ofUser.path("by_popularity").asBoolean()).isFalse();
        assertThat(ofUser.path("items")).hasSize(3).isEqualTo(ofHistory.path("items"));
        assertThat(scores(ofUser)).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(ofUser.path("used_events")).isEqualTo(ofHistory.path("used_events"));
    }

    @Test
    void historyComesFromTheStandardInput() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("i3\tclick\ni4\tbuy\n".getBytes(StandardCharsets.UTF_8)));
        try {
            JsonNode json = recommend("--history", "-").json();
            assertThat(json.path("used_events").asInt()).isEqualTo(2);
            assertThat(json.path("history").asText()).isEqualTo("-");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void seenItemsAreLeftOutOnRequest() throws IOException {
        Set<String> seen = new HashSet<>();
        Recommender.load(TinyRun.folder()).historyOf("u7").forEach(event -> seen.add(event.item()));
        assertThat(items(recommend("--user", "u7", "--top", 60).json()))
                .hasSize(60)
                .containsAll(seen);
        assertThat(items(
                        recommend("--user", "u7", "--top", 60, "--exclude-seen").json()))
                .hasSize(60 - seen.size())
                .doesNotContainAnyElementsOf(seen);
    }

    @Test
    void unknownUserGetsThePopularItems() throws IOException {
        CommandResult result = recommend("--user", "nobody", "--top", 2);
        assertThat(result.err().lines())
                .containsExactly(
                        "end4rec: the run does not know user nobody, so there is no history",
                        "end4rec: no event to go by, so these are the most popular items");
        assertThat(result.json().path("by_popularity").asBoolean()).isTrue();
        assertThat(result.json().path("items")).hasSize(2);
    }

    @Test
    void emptyHistoryGetsThePopularItems() throws IOException {
        JsonNode empty = recommend("--history", file("")).json();
        assertThat(empty.path("items"))
                .isEqualTo(recommend("--user", "nobody").json().path("items"));
        assertThat(empty.path("used_events").asInt()).isZero();
    }

    @Test
    void unknownItemsAreSkippedAndNamed() throws IOException {
        CommandResult result = recommend("--history", file("i3,click\nx1,click\ni4,stare\ni5,buy\n"));
        JsonNode json = result.json();
        assertThat(json.path("used_events").asInt()).isEqualTo(2);
        assertThat(json.path("unknown_items").path(0).asText()).isEqualTo("x1");
        assertThat(json.path("unknown_behaviors").path(0).asText()).isEqualTo("stare");
        assertThat(result.err().lines())
                .containsExactly(
                        "end4rec: skipped the events of 1 items that the run does not know: x1",
                        "end4rec: skipped the events of 1 behaviors that the run does not know: stare");
    }

    @Test
    void tableNumbersTheItems() throws IOException {
        CommandResult result = CommandResult.of("recommend", "--run", TinyRun.folder(), "--user", "u7", "--top", 2);
        assertThat(result.out()).startsWith("Top 2 for user u7 (").containsPattern("\n     2   i[0-9]+ +-?[0-9.]+\n");
    }

    @Test
    void refusesArguments() throws IOException {
        recommend("--user", "u7", "--top", 0).isUsageErrorOf("recommend", "--top is 0; it must be at least 1");
        CommandResult neither = recommend();
        assertThat(neither.err())
                .contains("Missing required argument")
                .contains("--user=ID")
                .contains("--history=FILE");
        assertThat(neither.code()).isEqualTo(2);
        assertThat(recommend("--user", "u7", "--history", "-").code()).isEqualTo(2);
    }

    @Test
    void malformedHistoryNamesTheLine() throws IOException {
        Path file = file("item,behavior\ni3,click\ni4\n");
        recommend("--history", file).failsWith(file + ", line 3: expected item,behavior, found 'i4'");
        Path missing = folder.resolve("missing.csv");
        recommend("--history", missing).failsWith(missing + ": there is no such file or folder; check the path");
    }

    /** As spreadsheets save it. */
    @Test
    void aByteOrderMarkIsNoPartOfTheFirstItemAndHeadersMayHaveCapitals() throws IOException {
        JsonNode plain = recommend("--history", file("i3,click\ni4,buy\n")).json();
        for (String text : List.of("\uFEFFi3,click\ni4,buy\n", "\uFEFFItem_ID,Behavior\ni3,click\ni4,buy\n")) {
            CommandResult result = recommend("--history", file(text));
            assertThat(result.err()).isEmpty();
            assertThat(result.json().path("items")).isEqualTo(plain.path("items"));
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("history.csv"), text);
    }

    private static CommandResult recommend(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("recommend", "--run", TinyRun.folder(), "--json"));
        arguments.addAll(List.of(more));
        return CommandResult.of(arguments.toArray());
    }

    private static List<String> items(JsonNode json) {
        return json.path("items").findValuesAsText("item");
    }

    private static List<Double> scores(JsonNode json) {
        return json.path("items").findValues("score").stream()
                .map(JsonNode::asDouble)
                .toList();
    }
}
