package org.end4rec.cli;

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
import java.util.stream.Stream;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                        "end4rec: there is no event to predict from, so these are the most popular items");
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
    void itemsOfUnknownBehaviorsAreSeenToo() throws IOException {
        List<String> popular = items(recommend("--user", "nobody", "--top", 3).json());
        Path history = file(popular.get(0) + ",wishlist\n");
        CommandResult result = recommend("--history", history, "--top", 2, "--exclude-seen");
        assertThat(items(result.json())).containsExactlyElementsOf(popular.subList(1, 3));
        assertThat(result.json().path("by_popularity").asBoolean()).isTrue();
        assertThat(result.json().path("used_events").asInt()).isZero();
        assertThat(result.err().lines())
                .containsExactly(
                        "end4rec: skipped the events of 1 behaviors that the run does not know: wishlist",
                        "end4rec: there is no event to predict from, so these are the most popular items");
    }

    @Test
    void saysThatNothingIsLeft() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int item = 1; item <= 60; item++) {
            all.append('i').append(item).append(",click\n");
        }
        CommandResult result = recommend("--history", file(all.toString()), "--exclude-seen");
        assertThat(result.json().path("items")).isEmpty();
        assertThat(result.err().lines())
                .containsExactly(
                        "end4rec: nothing is left to recommend: the history has every item that the run knows");
    }

    /** What shells, option parsers and screens like to make something else of. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@home",
                "-x",
                "${sys:user.home}",
                "\"quoted\"",
                "with  blanks ",
                "ends with \\",
                "Müller",
                "😀",
                "a=b",
                "%s",
                "train",
                "a,b",
                "*"
            })
    void everyUserIsCalledByTheirName(String user) throws IOException {
        for (Object[] arguments : new Object[][] {{"--user", user}, {"--user=" + user}}) {
            CommandResult result = recommend(
                    Stream.concat(Stream.of(arguments), Stream.of("--top", 1)).toArray());
            assertThat(result.json().path("user").asText()).isEqualTo(user);
            assertThat(result.err()).startsWith("end4rec: the run does not know user " + user + ", so there");
        }
    }

    @Test
    void aFileIsNoListOfArguments() throws IOException {
        Path file = Files.writeString(folder.resolve("arguments"), "u7");
        CommandResult result = recommend("--user", "@" + file, "--top", 1);
        assertThat(result.json().path("user").asText()).isEqualTo("@" + file);
        assertThat(result.json().path("by_popularity").asBoolean()).isTrue();
        assertThat(CommandResult.of("recommend", "@" + file).code()).isEqualTo(2);
    }

    @Test
    void anIdOfTheLogCannotSteerTheScreen() throws IOException {
        CommandResult result =
                CommandResult.of("recommend", "--run", TinyRun.folder(), "--user", "a\n\u001b[2J\u202Eb");
        assertThat(result.err()).contains("does not know user a\\n\\u001b[2J\\u202eb, so");
        assertThat(result.out()).startsWith("Top 10 for user a\\n\\u001b[2J\\u202eb (the most");
        CommandResult json = recommend("--history", file("\"x\u001b[2J\",click\n"));
        assertThat(json.json().path("unknown_items").path(0).asText()).isEqualTo("x\u001b[2J");
        assertThat(json.err()).contains("does not know: x\\u001b[2J").doesNotContain("\u001b");
    }

    @Test
    void theTopOfEverything() throws IOException {
        assertThat(items(recommend("--user", "u7", "--top", Integer.MAX_VALUE).json()))
                .hasSize(60);
        assertThat(recommend("--user", "u7", "--top", "2147483648").code()).isEqualTo(2);
    }

    @Test
    void tableNumbersTheItems() throws IOException {
        CommandResult result = CommandResult.of("recommend", "--run", TinyRun.folder(), "--user", "u7", "--top", 2);
        assertThat(result.out()).startsWith("Top 2 for user u7 (").containsPattern("\n     2   i[0-9]+ +-?[0-9.]+\n");
    }

    @Test
    void refusesArguments() throws IOException {
        recommend("--user", "u7", "--top", 0).isUsageErrorOf("recommend", "--top is 0; it must be at least 1");
        recommend("--user=")
                .isUsageErrorOf("recommend", "--user is empty; give the id of a user, or a history with --history");
        recommend("--history", "")
                .isUsageErrorOf("recommend", "--history is empty; name a file, or give - for the standard input");
        CommandResult neither = recommend();
        assertThat(neither.err())
                .contains("Missing required argument")
                .contains("--user=ID")
                .contains("--history=FILE");
        assertThat(neither.code()).isEqualTo(2);
        assertThat(recommend("--user", "u7", "--history", "-").code()).isEqualTo(2);
    }

    @Test
    void aClosedStandardInputIsNoEmptyHistory() throws IOException {
        System.setProperty("end4rec.stdin.closed", "true");
        try {
            recommend("--history", "-")
                    .isUsageErrorOf(
                            "recommend",
                            "--history - reads the standard input, but the standard input is closed; name a file,"
                                    + " or write the history to the standard input");
            assertThat(recommend("--user", "u7").code()).isZero();
        } finally {
            System.clearProperty("end4rec.stdin.closed");
        }
    }

    @Test
    void scoresThatAreNoNumbersAreRefused() throws IOException {
        Path run = TinyRun.copyTo(folder.resolve("run"));
        RunFolder opened = RunFolder.open(run);
        SequenceEncoder encoder = opened.newEncoder();
        Stage stage = opened.loadBest(encoder);
        encoder.itemEmbedding().value().data()[16] = Float.NaN;
        opened.saveBest(encoder.stages().indexOf(stage), stage, encoder.parameters());
        CommandResult refused = CommandResult.of("recommend", "--run", run, "--history", file("i3,click\n"));
        assertThat(refused.err()).contains("tensor 'item_embedding'", "has NaN at index 16");
        assertThat(refused.out()).isEmpty();
        assertThat(refused.code()).isEqualTo(1);
    }

    @Test
    void malformedHistoryNamesTheLine() throws IOException {
        Path file = file("item,behavior\ni3,click\ni4\n");
        recommend("--history", file).failsWith(file + ", line 3: expected item,behavior, found 'i4'");
        Path missing = folder.resolve("missing.csv");
        recommend("--history", missing).failsWith(missing + ": there is no such file; check the path");
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
