package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.core.testing.Browser;
import org.end4rec.core.testing.PageChecks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser: CI has one, elsewhere these tests are skipped without it. */
class ComplexityPageTest {
    @TempDir
    static Path folder;

    private static @Nullable Browser browser;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(page(), ComplexityPage.html(SampleReport.report()));
        browser = Browser.start(folder);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Path page() {
        return folder.resolve("complexity.html");
    }

    private static Browser show(int width, int height, String scheme) {
        Browser shown = Browser.orSkip(browser);
        shown.show(page(), width, height, scheme);
        return shown;
    }

    @Test
    void nothingComesFromElsewhere() {
        PageChecks.needsNothing(show(1280, 720, "light"));
    }

    @ParameterizedTest
    @CsvSource({"1280, 720", "390, 844"})
    void chartsAreThere(int width, int height) {
        Browser shown = show(width, height, "light");
        for (String id : new String[] {"time", "ratio", "doubling", "memory"}) {
            String charts = "[...document.querySelectorAll('#" + id + " > svg')]"
                    + ".filter(e => e.getBoundingClientRect().width > 0)";
            assertThat(shown.evaluate(charts + ".length").asInt()).as(id).isEqualTo(1);
            int lines = id.equals("ratio") ? 2 : 4;
            assertThat(shown.evaluate(charts + "[0].querySelectorAll('polyline').length")
                            .asInt())
                    .as(id)
                    .isEqualTo(lines);
            assertThat(shown.evaluate(charts + "[0].getAttribute('aria-label').length")
                            .asInt())
                    .isGreaterThan(20);
            assertThat(shown.evaluate(charts + "[0].getBoundingClientRect().height")
                            .asDouble())
                    .isLessThanOrEqualTo(height);
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, 720, 20", "390, 844, 11"})
    void chartsCanBeRead(int width, int height, double pixels) {
        Browser shown = show(width, height, "light");
        PageChecks.textsAreAtLeast(pixels, "svg", shown);
    }

    @ParameterizedTest
    @CsvSource({"1280, 720, light", "390, 844, dark", "640, 800, light", "720, 800, light"})
    void noTextOverflowsOrOverlaps(int width, int height, String scheme) {
        PageChecks.noTextOverflowsOrOverlaps(show(width, height, scheme), width);
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void contrastsAreThoseOfTheGuidelines(String scheme) {
        PageChecks.contrastsAreThoseOfTheGuidelines(show(1280, 720, scheme), scheme, "section > svg polyline");
    }

    @Test
    void aPageWithoutBlocksHasNoCharts() {
        ComplexityReport r = SampleReport.report();
        String html = ComplexityPage.html(new ComplexityReport(
                r.machine(), r.settings(), List.of(), List.of(), List.of(), r.models(), List.of()));
        assertThat(html).doesNotContain("<svg").contains("12.35").contains("SASRec");
    }

    @Test
    void opensWithTheCountsThenTheClock() throws IOException {
        String html = Files.readString(page());
        assertThat(html)
                .contains("<h1>O(N log N) against O(N²)</h1>\n<p>Counted exactly, the operations of the EBM layer"
                        + " and the causal EBM layer grow as N log N, those of plain attention and blocked attention as"
                        + " N².</p>\n")
                .containsSubsequence(
                        "<h2>Counted, exact on every machine</h2>",
                        "id=\"doubling\"",
                        "<h2>By the clock, forward+backward: processor time",
                        "<li>EBM layer: the clock agrees: slope ",
                        "id=\"time\"",
                        "id=\"ratio\"",
                        "id=\"memory\"");
    }

    @Test
    void textIsEscaped() throws IOException {
        assertThat(Files.readString(page()))
                .contains("it needs 9 GiB &amp; &lt;more&gt;")
                .doesNotContain("<more>");
    }
}
