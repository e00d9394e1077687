package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.end4rec.core.testing.Browser;
import org.end4rec.core.testing.PageChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeCommandTest {
    private static final String GRAPHICS = "svg polyline:not(.grid)";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>&\"";

    @TempDir
    private Path folder;

    private Path page() {
        return folder.resolve("log.html");
    }

    @Test
    void describesTheLogThatATrainingReads() throws IOException {
        JsonNode json = CommandResult.of("describe", "--events", TinyRun.log(), "--target", "buy", "--json")
                .json();
        JsonNode trained = TinyRun.trained().json();
        assertThat(json.path("log")).isEqualTo(trained.path("log"));
        assertThat(json.path("evaluation").path("test").path("events").asInt())
                .isEqualTo(trained.path("examples").asInt());
        assertThat(json.path("page").isMissingNode()).isTrue();
        assertThat(json.path("warnings").findValuesAsText("name")).contains("few-tests");
    }

    @Test
    void printsFiguresAndWarnings() {
        CommandResult result = CommandResult.of("describe", "--events", TinyRun.log(), "--out", page());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("'buy' is taken as the behavior to predict; --target chooses another");
        assertThat(result.out())
                .containsPattern("(?m)^  users +120$")
                .contains("Warning: There are only")
                .endsWith("The page is in " + page() + "." + System.lineSeparator());
        assertThat(page()).isNotEmptyFile();
        CommandResult.of("describe", "--events", TinyRun.log(), "--out", page())
                .isUsageErrorOf(
                        "describe",
                        "--out " + page() + " exists already; choose another path, or give --force to replace it");
    }

    @Test
    void aPreparedLogHasTheSameFigures() throws IOException {
        Path data = folder.resolve("data");
        CommandResult.of("prepare", "--events", TinyRun.log(), "--out", data);
        assertThat(CommandResult.of("describe", "--data", data, "--json").json())
                .isEqualTo(CommandResult.of("describe", "--events", TinyRun.log(), "--json")
                        .json());
    }

    @Test
    void refusesNoTestFile() throws IOException {
        List<String> rows = Files.readAllLines(TinyRun.log()).stream()
                .filter(row -> row.startsWith("user_id") || row.contains("\tbuy\t"))
                .limit(60)
                .toList();
        Path tests = Files.write(folder.resolve("test.tsv"), rows);
        JsonNode json = CommandResult.of("describe", "--events", TinyRun.log(), "--test", tests, "--json")
                .json();
        assertThat(json.path("testFile").path("inLog").asInt()).isEqualTo((int) rows.stream()
                .skip(1)
                .map(row -> row.replaceFirst("\tbuy\t.*", ""))
                .distinct()
                .count());
        assertThat(json.path("warnings").findValuesAsText("name")).contains("test-in-log", "after-test");
    }

    @Test
    void refusesWhatItCannotDescribe() {
        CommandResult.of("describe", "--out", page())
                .isUsageErrorOf("describe", "there is no log to describe: give --events or --data");
        CommandResult wrong = CommandResult.of("describe", "--events", TinyRun.log(), "--target", "sell");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("the target behavior 'sell' does not occur in the log; choose one of click");
    }

    @Test
    void thePageCanBeReadOnEveryScreen() throws IOException {
        List<String> rows = new ArrayList<>(Files.readAllLines(TinyRun.log()));
        rows.replaceAll(row -> row.replace("\tfav\t", "\t" + HOSTILE + "\t"));
        Path log = Files.write(folder.resolve("shop.tsv"), rows);
        assertThat(CommandResult.of("describe", "--events", log, "--quotes", "none", "--out", page())
                        .code())
                .isZero();
        try (Browser shown = Browser.orSkip(Browser.start(folder))) {
            for (String scheme : List.of("light", "dark")) {
                for (int width : new int[] {1280, 390}) {
                    shown.show(page(), width, 844, scheme);
                    shown.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");
                    PageChecks.needsNothing(shown);
                    PageChecks.textsAreAtLeast(11, "body", shown);
                    PageChecks.noTextOverflowsOrOverlaps(shown, width);
                    PageChecks.contrastsAreThoseOfTheGuidelines(shown, scheme, GRAPHICS);
                }
            }
            assertThat(shown.evaluate("document.body.textContent").asText()).contains(HOSTILE);
            assertThat(shown.evaluate("[...document.querySelectorAll('figure')].filter(each =>"
                                    + " each.nextElementSibling.querySelectorAll('tr').length > 1 &&"
                                    + " each.querySelector('svg[role=img]').getAttribute('aria-label').length > 20)"
                                    + ".length")
                            .asInt())
                    .as("charts with a title and a table")
                    .isEqualTo(shown.evaluate("document.querySelectorAll('figure').length")
                            .asInt())
                    .isGreaterThan(6);
        }
    }
}
