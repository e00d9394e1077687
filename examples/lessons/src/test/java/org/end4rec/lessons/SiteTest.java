package org.end4rec.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.end4rec.core.testing.Browser;
import org.end4rec.core.testing.PageChecks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The site of the lessons; the tests that need a browser are skipped where there is none. */
class SiteTest {
    private static final Path COURSE = Path.of("").toAbsolutePath();
    private static final String GRAPHICS = "figure svg polyline:not(.grid)";

    @TempDir
    static Path folder;

    private static @Nullable Browser browser;

    @BeforeAll
    static void write() throws IOException {
        new Site(COURSE, null).write(site());
        browser = Browser.start(folder);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Path site() {
        return folder.resolve("site");
    }

    static List<String> pages() {
        List<String> pages = new ArrayList<>(List.of("index"));
        Course.LESSONS.forEach(lesson -> pages.add(lesson.name()));
        return pages;
    }

    static List<String> slides() {
        return Course.LESSONS.stream().map(lesson -> lesson.name() + "-slides").toList();
    }

    static Stream<String> all() {
        return Stream.concat(pages().stream(), slides().stream());
    }

    private static Browser show(String name, int width, int height, String scheme) {
        Browser shown = Browser.orSkip(browser);
        shown.show(site().resolve(name + ".html"), width, height, scheme);
        shown.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");
        return shown;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageCanBeReadFromTheLastRow(String name) throws IOException {
        Browser shown = show(name, 1280, 720, "light");
        PageChecks.needsNothing(shown);
        PageChecks.textsAreAtLeast(20, "body", shown);
        PageChecks.noTextOverflowsOrOverlaps(shown, 1280);
        PageChecks.contrastsAreThoseOfTheGuidelines(shown, "light", GRAPHICS);
        formulasAndPicturesAreThere(shown, name);
    }

    @ParameterizedTest
    @MethodSource("slides")
    void slidesCanBeReadFromTheLastRow(String name) throws IOException {
        Browser shown = show(name, 1280, 720, "light");
        PageChecks.needsNothing(shown);
        PageChecks.textsAreAtLeast(28, "p,li,td,th,pre,h1,h2,footer,nav", shown);
        PageChecks.textsAreAtLeast(20, "body", shown);
        PageChecks.noTextOverflowsOrOverlaps(shown, 1280);
        PageChecks.contrastsAreThoseOfTheGuidelines(shown, "light", GRAPHICS);
        formulasAndPicturesAreThere(shown, name);
        assertThat(shown.evaluate("[...document.querySelectorAll('section')]"
                                + ".every(each => each.querySelectorAll('h1,h2,h3').length == 1"
                                + " && each.getBoundingClientRect().height >= innerHeight)")
                        .asBoolean())
                .as("each slide has one heading and fills the screen")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void pageFitsOnATelephoneAtNight(String name) throws IOException {
        Browser shown = show(name, 390, 844, "dark");
        PageChecks.textsAreAtLeast(11, "body", shown);
        PageChecks.noTextOverflowsOrOverlaps(shown, 390);
        PageChecks.contrastsAreThoseOfTheGuidelines(shown, "dark", GRAPHICS);
        formulasAndPicturesAreThere(shown, name);
    }

    private static void formulasAndPicturesAreThere(Browser shown, String name) throws IOException {
        assertThat(shown.evaluate("[...document.querySelectorAll('math')].filter(each => {"
                                + "const box = each.getBoundingClientRect(); return box.height < 8 || box.width < 4; })"
                                + ".map(each => each.getAttribute('alttext'))")
                        .toString())
                .as("formulas that are not shown")
                .isEqualTo("[]");
        assertThat(shown.evaluate("[...document.querySelectorAll('figure svg[role=img]')]"
                                + ".filter(each => each.getBoundingClientRect().height > 0"
                                + " && each.getAttribute('aria-label').length > 20).length")
                        .asInt())
                .as("pictures with a title")
                .isEqualTo(name.equals("index") ? 0 : pictures(name.substring(0, "lesson01".length())));
    }

    private static int pictures(String lesson) throws IOException {
        Path page = COURSE.resolve(lesson).resolve("lesson.md");
        return (int) Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("!["))
                .count();
    }

    /** The page says what each letter of its formulas means. */
    @ParameterizedTest
    @MethodSource("lessons")
    void lettersOfFormulasAreInTheTable(Lesson lesson) throws IOException {
        String page = Files.readString(lesson.page(COURSE));
        int start = page.indexOf("**Letters on this page**");
        String table = page.substring(start, page.indexOf("\n## ", start));
        String letters = table.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|")[1])
                .collect(Collectors.joining(" "));
        assertThat(Pattern.compile("<mi>(.)</mi>")
                        .matcher(Files.readString(site().resolve(lesson.name() + ".html")))
                        .results()
                        .map(letter -> letter.group(1))
                        .filter(letter -> !letters.contains(letter)))
                .isEmpty();
    }

    static List<Lesson> lessons() {
        return Course.LESSONS;
    }

    @Test
    void everyLinkLeadsToAFileOfTheSite() throws IOException {
        Map<String, String> files = new Site(COURSE, null).files();
        assertThat(files).hasSize(1 + 2 * Course.LESSONS.size());
        for (String html : files.values()) {
            assertThat(links(html)).isNotEmpty().allSatisfy(link -> {
                String[] parts = link.split("#", 2);
                if (!link.matches("[a-z]+:.*")) {
                    assertThat(files).containsKey(parts[0].isEmpty() ? "index.html" : parts[0]);
                    assertThat(parts.length == 1
                                    || String.valueOf(files.get(parts[0])).contains("id=\"" + parts[1] + "\""))
                            .isTrue();
                }
            });
        }
    }

    @Test
    void linksToSourcesNeedAnAddress() throws IOException {
        String name = "lesson01.html";
        assertThat(new Site(COURSE, null).files().get(name))
                .contains("<span title=\"autograd/src/main/java/org/end4rec/autograd/Tape.java\"><code>Tape.backward");
        Map<String, String> linked = new Site(COURSE, "https://example.org/end4rec/").files();
        assertThat(links(String.valueOf(linked.get(name))))
                .contains("https://example.org/end4rec/autograd/src/main/java/org/end4rec/autograd/Tape.java");
    }

    private static List<String> links(String html) {
        return Pattern.compile("<a href=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(link -> link.group(1))
                .collect(Collectors.toList());
    }

    @Test
    void commandWritesTheSiteAgainAndReplacesNothingElse() throws IOException {
        Path other = folder.resolve("other");
        System.setProperty("end4rec.lessons", COURSE.toString());
        try {
            StringWriter out = new StringWriter();
            for (int i = 0; i < 2; i++) {
                assertThat(run(out, "lesson", "--site", other.toString())).isZero();
            }
            assertThat(out.toString()).contains("index.html");
            Files.writeString(other.resolve("lesson01.html"), "mine");
            Files.delete(other.resolve("lesson05.html"));
            assertThat(run(out, "lesson", "--site", other.toString())).isEqualTo(2);
            assertThat(out.toString()).contains("lesson01.html is there, and this command has not written it");
            assertThat(other.resolve("lesson01.html")).hasContent("mine");
            assertThat(other.resolve("lesson05.html")).doesNotExist();
        } finally {
            System.clearProperty("end4rec.lessons");
        }
    }

    private static int run(StringWriter out, String... arguments) {
        return LessonsProgram.run(arguments, new PrintWriter(out), new PrintWriter(out));
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new Site(COURSE, null).write(file)).hasMessageContaining("is no folder");
    }
}
