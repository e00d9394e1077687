package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        Optional<Path> program = Browser.find();
        if (program.isPresent()) {
            browser = new Browser(program.get(), Files.createDirectory(folder.resolve("profile")));
        } else {
            assertThat(System.getenv("END4REC_BROWSER_REQUIRED"))
                    .as("a browser is required here and none was found; install chromium")
                    .isNull();
        }
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
        assumeTrue(browser != null, "no browser here: install chromium, or name one in END4REC_BROWSER");
        Browser shown = java.util.Objects.requireNonNull(browser);
        shown.show(page(), width, height, scheme);
        return shown;
    }

    /** Text elements that are shown, with their boxes: a function body shared by the checks. */
    private static final String TEXTS = """
            const shown = e => { const b = e.getBoundingClientRect(); return b.width > 0 && b.height > 0; };
            const texts = [...document.querySelectorAll('h1,h2,p,li,caption,th,td,svg text')].filter(shown);
            """;

    @Test
    void nothingComesFromElsewhere() {
        Browser shown = show(1280, 720, "light");
        assertThat(shown.complaints()).isEmpty();
        assertThat(shown.requests()).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
        assertThat(shown.evaluate("document.querySelectorAll('script,link[rel=stylesheet],img,iframe').length")
                        .asInt())
                .isZero();
        assertThat(shown.evaluate("document.documentElement.lang").asText()).isEqualTo("en");
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
        JsonNode smallest = shown.evaluate("(() => {" + TEXTS
                + "return Math.min(...[...document.querySelectorAll('svg text')].filter(shown).map(e => "
                + "parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a)); })()");
        assertThat(smallest.asDouble()).isGreaterThanOrEqualTo(pixels);
    }

    @ParameterizedTest
    @CsvSource({"1280, 720, light", "390, 844, dark", "640, 800, light", "720, 800, light"})
    void noTextOverflowsOrOverlaps(int width, int height, String scheme) {
        Browser shown = show(width, height, scheme);
        assertThat(shown.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        JsonNode wrong = shown.evaluate("(() => {" + TEXTS + """
                const box = e => { if (e.closest('svg')) return e.getBoundingClientRect();
                  const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect(); };
                const wrong = [];
                const boxes = texts.map(box);
                texts.forEach((a, i) => {
                  if (!a.closest('.table') && (boxes[i].left < -0.5 || boxes[i].right > innerWidth + 0.5))
                    wrong.push('over the edge: ' + a.textContent);
                  texts.forEach((b, j) => {
                    const p = boxes[i], q = boxes[j];
                    if (j > i && !a.contains(b) && !b.contains(a) && p.left < q.right - 1 && q.left < p.right - 1
                        && p.top < q.bottom - 1 && q.top < p.bottom - 1)
                      wrong.push('overlap: ' + a.textContent + ' | ' + b.textContent);
                  });
                });
                return wrong; })()""");
        assertThat(wrong.toString()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void contrastsAreThoseOfTheGuidelines(String scheme) {
        Browser shown = show(1280, 720, scheme);
        JsonNode measured = shown.evaluate("(() => {" + TEXTS + """
                const channels = c => c.match(/[\\d.]+/g).slice(0, 3).map(Number);
                const light = c => { const [r, g, b] = channels(c).map(v => { v /= 255;
                  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
                  return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
                const paper = light(getComputedStyle(document.body).backgroundColor);
                const contrast = c => { const l = light(c);
                  return (Math.max(l, paper) + 0.05) / (Math.min(l, paper) + 0.05); };
                const text = texts.map(e => { const s = getComputedStyle(e);
                  return contrast(e.closest('svg') ? s.fill : s.color); });
                const marks = [...document.querySelectorAll('section > svg polyline')].map(
                  e => contrast(getComputedStyle(e).stroke));
                return {text: Math.min(...text), marks: Math.min(...marks), paper}; })()""");
        // WCAG 2.2, level AA: 4.5 for text, 3 for graphics
        assertThat(measured.get("text").asDouble()).isGreaterThanOrEqualTo(4.5);
        assertThat(measured.get("marks").asDouble()).isGreaterThanOrEqualTo(3);
        assertThat(measured.get("paper").asDouble() > 0.5).isEqualTo(scheme.equals("light"));
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
