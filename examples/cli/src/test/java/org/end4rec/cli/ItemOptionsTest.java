package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code recommend} with files of items. */
class ItemOptionsTest {
    private List<JsonNode> all = List.of();

    @TempDir
    private Path folder;

    @BeforeEach
    void rankEverything() throws IOException {
        all = ranked(recommend("--user", "u7", "--top", 60));
        assertThat(all).hasSize(60);
    }

    // values

    @Test
    void onlyTheItemsOfAFile() throws IOException {
        Path file = file("only", id(40), "", id(9), id(9), " " + id(51) + " ");
        CommandResult result = recommend("--user", "u7", "--top", 2, "--only", file);
        assertThat(ranked(result)).containsExactly(all.get(9), all.get(40));
        assertThat(result.err()).isEmpty();
        assertThat(result.json().path("only").asInt()).isEqualTo(3);
        assertThat(result.json().path("unknown_only")).isEmpty();
        assertThat(result.json().has("without")).isFalse();
    }

    @Test
    void withoutTheItemsOfAPackedFile() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write((id(0) + '\n' + id(2) + "\nx1\nx2\n").getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("ids.gz"), packed.toByteArray());
        CommandResult result = recommend("--user", "u7", "--top", 3, "--without", file);
        assertThat(ranked(result)).containsExactly(all.get(1), all.get(3), all.get(4));
        assertThat(result.err().lines())
                .containsExactly("end4rec: --without: the run does not know 2 of 4 items; the first is x1");
        assertThat(result.json().path("unknown_without"))
                .extracting(JsonNode::asText)
                .containsExactly("x1", "x2");
    }

    @Test
    void rulesHoldTogetherAndOneFileIsTheStandardInput() throws IOException {
        Path without = file("without", id(3), id(5));
        InputStream before = System.in;
        System.setIn(
                new ByteArrayInputStream(String.join("\n", id(8), id(5), id(4)).getBytes(StandardCharsets.UTF_8)));
        try {
            CommandResult result = recommend("--user", "u7", "--only", "-", "--without", without);
            assertThat(ranked(result)).containsExactly(all.get(4), all.get(8));
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void candidatesAreAllRanked() throws IOException {
        List<String> ids = new ArrayList<>(List.of("x1"));
        for (int i = 20; i < 50; i++) {
            ids.add(id(i));
        }
        Path file = file("candidates", ids.toArray(String[]::new));
        CommandResult result = recommend("--user", "u7", "--candidates", file);
        assertThat(ranked(result)).isEqualTo(all.subList(20, 50));
        assertThat(result.err().lines())
                .containsExactly("end4rec: --candidates: the run does not know 1 of 31 items; the first is x1");
        assertThat(result.json().path("candidates").asInt()).isEqualTo(31);
    }

    // edges

    @Test
    void saysThatNothingIsLeft() throws IOException {
        CommandResult result = recommend("--user", "u7", "--only", file("only", "x1"));
        assertThat(ranked(result)).isEmpty();
        assertThat(result.err().lines())
                .containsExactly(
                        "end4rec: --only: the run does not know 1 of 1 items; the first is x1",
                        "end4rec: nothing is left to recommend: the options leave no item that the run knows");
        assertThat(ranked(recommend("--user", "u7", "--without", file("none")))).isEqualTo(all.subList(0, 10));
    }

    // errors

    @Test
    void refusesArguments() throws IOException {
        Path empty = file("empty", "", " ");
        recommend("--user", "u7", "--only", empty)
                .isUsageErrorOf("recommend", "--only: " + empty + " has no ids; leave --only out to allow all items");
        recommend("--user", "u7", "--candidates", empty)
                .isUsageErrorOf("recommend", "--candidates: " + empty + " has no ids; write one id a line");
        recommend("--user", "u7", "--without=")
                .isUsageErrorOf("recommend", "--without is empty; name a file, or give - for the standard input");
        for (String first : List.of("--history", "--only")) {
            List<Object> user = first.equals("--history") ? List.of() : List.of("--user", "u7");
            List<Object> arguments = new ArrayList<>(user);
            arguments.addAll(List.of(first, "-", "--without", "-"));
            recommend(arguments.toArray())
                    .isUsageErrorOf(
                            "recommend",
                            first + " and --without both read the standard input; name a file for one of them");
        }
        for (List<Object> option : List.<List<Object>>of(
                List.of("--only", empty),
                List.of("--without", empty),
                List.of("--top", 3),
                List.of("--exclude-seen"))) {
            List<Object> arguments = new ArrayList<>(List.of("--user", "u7", "--candidates", file("one", id(1))));
            arguments.addAll(option);
            recommend(arguments.toArray())
                    .isUsageErrorOf(
                            "recommend", "--candidates ranks all items of its file; leave " + option.get(0) + " out");
        }
        Path missing = folder.resolve("missing");
        recommend("--user", "u7", "--only", missing).failsWith(missing + ": there is no such file; check the path");
    }

    @Test
    void aClosedStandardInputIsNoEmptyFile() {
        System.setProperty("end4rec.stdin.closed", "true");
        try {
            recommend("--user", "u7", "--without", "-")
                    .isUsageErrorOf(
                            "recommend",
                            "--without - reads the standard input, but the standard input is closed; name a file, or"
                                    + " write the ids to the standard input");
        } finally {
            System.clearProperty("end4rec.stdin.closed");
        }
    }

    private String id(int rank) {
        return all.get(rank).path("item").asText();
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines));
    }

    private static CommandResult recommend(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("recommend", "--run", TinyRun.folder(), "--json"));
        arguments.addAll(List.of(more));
        return CommandResult.of(arguments.toArray());
    }

    private static List<JsonNode> ranked(CommandResult result) throws IOException {
        List<JsonNode> items = new ArrayList<>();
        result.json().path("items").forEach(items::add);
        return items;
    }
}
