package org.end4rec.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.end4rec.core.testing.Browser;
import org.end4rec.core.testing.PageChecks;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.recommend.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person does with the pages; skipped where there is no browser. */
@Timeout(180)
class PagesTest {
    private static final int TAB = 9;
    private static final int ENTER = 13;
    private static final int SPACE = 32;
    private static final String KEY = "0123456789abcdef";
    private static final String CURVES = "svg .curve";

    @TempDir
    static Path folder;

    private static @Nullable Browser browser;
    private static RunningService service;
    private static Recommender recommender;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start(folder);
        service = new RunningService(TinyModel.run());
        recommender = Recommender.load(TinyModel.run());
    }

    @AfterAll
    static void stop() {
        service.close();
        if (browser != null) {
            browser.close();
        }
    }

    private static Browser show(RunningService shown, String path, int width, String scheme) {
        Browser page = Browser.orSkip(browser);
        page.show(URI.create("http://127.0.0.1:" + shown.port() + path), width, 900, scheme);
        return page;
    }

    private static Browser show(String path) {
        return show(service, path, 1280, "light");
    }

    private static void await(Browser page, String condition) {
        while (!page.evaluate(condition).asBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static String status(Browser page) {
        return page.evaluate("document.getElementById('status').textContent").asText();
    }

    /** Does something, and waits until the list of items is the answer to that. */
    private static void act(Browser page, String script, int events) {
        page.evaluate(script);
        awaitEvents(page, events);
    }

    private static void awaitEvents(Browser page, int events) {
        await(
                page,
                "document.querySelectorAll('#events li:not(.off)').length == " + events
                        + " && (" + (events == 0)
                        + " ? document.getElementById('status').textContent.includes('popular')"
                        + " : document.getElementById('status').textContent.includes('from " + events + " events'))");
    }

    private static Browser pick(Browser page, String user) {
        await(page, "document.querySelectorAll('#recommended li').length > 0");
        int events = recommender.historyOf(user).size();
        act(
                page,
                "document.getElementById('user').value = '" + user + "';"
                        + "document.querySelector('#pick button').click()",
                events);
        return page;
    }

    private static List<String> texts(Browser page, String selector) {
        List<String> texts = new ArrayList<>();
        page.evaluate("[...document.querySelectorAll('" + selector + "')].map(each => each.textContent)")
                .forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static List<String> best(List<HistoryEvent> history) {
        return recommender.recommend(Request.of(history).top(10)).items().stream()
                .map(Recommendation::item)
                .toList();
    }

    /** A user one of whose events is dropped. */
    private static String noisy() {
        return recommender.users().stream()
                .filter(user -> recommender.historyOf(user).size() <= 24
                        && recommender.explain(recommender.historyOf(user)).stream()
                                .anyMatch(each -> !each.kept()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoPicksAUserSeesItemsWithReasonsAndNoiseStruckOut() {
        String user = noisy();
        Browser page = pick(show("/"), user);
        List<HistoryEvent> history = recommender.historyOf(user);
        assertThat(texts(page, "#recommended .name > bdi")).isEqualTo(best(history));
        assertThat(texts(page, "#events .what"))
                .isEqualTo(history.stream()
                        .map(event -> event.behavior() + " " + event.item())
                        .toList());
        List<String> dropped = recommender.explain(history).stream()
                .filter(each -> !each.kept())
                .map(each -> each.behavior() + " " + each.item())
                .toList();
        assertThat(texts(page, "#events s")).isEqualTo(dropped).isNotEmpty();
        assertThat(texts(page, "#events li:has(s) .note")).containsOnly("taken for noise");
        assertThat(texts(page, "#summary")).first().asString().contains(dropped.size() + " taken for noise");
        var reason = recommender.because(history, best(history).subList(0, 1)).get(0);
        var strongest = reason.causes().stream()
                .max((a, b) -> Double.compare(a.change(), b.change()))
                .orElseThrow();
        assertThat(texts(page, "#recommended li:first-child summary"))
                .containsExactly("because of " + strongest.event().behavior() + " "
                        + strongest.event().item());
        assertThat(texts(page, "#recommended li:first-child .quiet").get(0)).contains("of the encoder +");
    }

    @Test
    void whoSwitchesAnEventOffSeesTheListChange() {
        Browser page = pick(show("/"), "u2");
        List<HistoryEvent> history = recommender.historyOf("u2");
        List<HistoryEvent> without = new ArrayList<>(history);
        without.remove(history.size() - 1);
        String last = "document.querySelector('#events li:last-child input')";
        act(page, last + ".focus();" + last + ".click()", history.size() - 1);
        assertThat(texts(page, "#recommended .name > bdi")).isEqualTo(best(without));
        assertThat(texts(page, "#events li.off .note")).containsExactly("off");
        assertThat(String.join("", texts(page, "#recommended .moved"))).containsAnyOf("up ", "down ", "new");
        assertThat(page.evaluate("document.activeElement === " + last).asBoolean())
                .as("the focus stays where it was")
                .isTrue();
        page.press(" ", SPACE);
        awaitEvents(page, history.size());
        assertThat(texts(page, "#recommended .name > bdi")).isEqualTo(best(history));
    }

    @Test
    void whoClicksAHistoryTogetherNeedsNoUser() {
        Browser page = show("/");
        await(page, "document.querySelectorAll('#recommended li').length > 0");
        assertThat(status(page)).contains("most popular items");
        String first = best(List.of()).get(0);
        act(page, "document.querySelector('#recommended li button').click()", 1);
        String behavior = recommender.behaviors().iterator().next();
        assertThat(texts(page, "#events .what")).containsExactly(behavior + " " + first);
        assertThat(texts(page, "#recommended .name > bdi")).isEqualTo(best(List.of(new HistoryEvent(first, behavior))));
        act(page, "document.getElementById('item').value = 'i7'; document.querySelector('#add button').click()", 2);
        page.evaluate(
                "document.getElementById('item').value = 'nowhere'; document.querySelector('#add button').click()");
        await(page, "document.querySelectorAll('#events li:last-child .note')[0].textContent == 'not known'");
        assertThat(status(page)).contains("from 2 events");
    }

    @Test
    void idsOfItemsAreNeverHtml() {
        Browser page = show("/");
        await(page, "document.querySelectorAll('#recommended li').length > 0");
        for (String item : TinyModel.AWKWARD.values()) {
            int before = page.evaluate("document.querySelectorAll('#events li').length")
                    .asInt();
            page.evaluate("document.getElementById('item').value = " + RunningService.JSON.valueToTree(item)
                    + "; document.querySelector('#add button').click()");
            awaitEvents(page, before + 1);
        }
        assertThat(texts(page, "#events bdi")).containsExactlyInAnyOrderElementsOf(TinyModel.AWKWARD.values());
        assertThat(page.evaluate("document.querySelectorAll('main b, main [onclick]').length")
                        .asInt())
                .isZero();
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void theKeyboardIsEnough() {
        Browser page = show("/");
        await(page, "document.querySelectorAll('#recommended li').length > 0");
        for (int i = 0; i < 30 && !focus(page).equals("user"); i++) {
            page.press("Tab", TAB);
        }
        assertThat(focus(page)).isEqualTo("user");
        page.type("u3");
        page.press("Enter", ENTER);
        awaitEvents(page, recommender.historyOf("u3").size());
        for (int i = 0;
                i < 30
                        && !page.evaluate("document.activeElement.type == 'checkbox'")
                                .asBoolean();
                i++) {
            page.press("Tab", TAB);
        }
        assertThat(page.evaluate("document.activeElement.closest('#events') != null")
                        .asBoolean())
                .isTrue();
        page.press(" ", SPACE);
        awaitEvents(page, recommender.historyOf("u3").size() - 1);
    }

    private static String focus(Browser page) {
        return page.evaluate("document.activeElement.id").asText();
    }

    @Test
    void anUnknownUserIsNamed() {
        Browser page = show("/");
        await(page, "document.querySelectorAll('#recommended li').length > 0");
        page.evaluate("document.getElementById('user').value = '<i>nobody';"
                + "document.querySelector('#pick button').click()");
        await(page, "!document.getElementById('fault').hidden");
        assertThat(texts(page, "#fault").get(0)).contains("does not know the user '<i>nobody'");
    }

    @Test
    void theKeyIsAskedForOnce() throws IOException {
        try (RunningService locked = new RunningService(TinyModel.run(), ApiKey.of(KEY), Limits.DEFAULTS)) {
            Browser page = show(locked, "/", 1280, "light");
            await(page, "!document.getElementById('key').hidden");
            page.evaluate("document.getElementById('secret').value = '" + KEY + "';"
                    + "document.querySelector('#key button').click()");
            await(page, "document.querySelectorAll('#recommended li').length > 0");
            assertThat(page.evaluate("document.getElementById('key').hidden").asBoolean())
                    .isTrue();
            assertThat(page.evaluate("location.href").asText()).doesNotContain(KEY);
            page = show(locked, "/run", 1280, "light");
            await(page, "document.querySelectorAll('#data tr').length > 3");
        }
    }

    @Test
    void theRunIsShownWithItsEpochsAndMetrics() throws IOException, InterruptedException {
        Browser page = show("/run");
        await(page, "document.querySelectorAll('#data tr').length > 3");
        List<String> lines = Files.readAllLines(TinyModel.run().resolve("epochs.jsonl"));
        assertThat(texts(page, "#state").get(0)).contains("has ended after " + lines.size() + " epochs");
        assertThat(texts(page, "#epochs tbody tr")).hasSize(lines.size());
        assertThat(texts(page, "#loss circle")).hasSize(lines.size());
        JsonNode metrics = RunningService.JSON.readTree(
                TinyModel.run().resolve("metrics.json").toFile());
        assertThat(texts(page, "#metrics tbody tr:first-child td").get(0))
                .isEqualTo(String.format(
                        java.util.Locale.ROOT, "%.4f", metrics.get("HR@10").asDouble()));
        JsonNode data = service.get("/v1/run").json().get("data");
        long events = 0;
        for (String user : recommender.users()) {
            events += recommender.historyOf(user).size();
        }
        assertThat(data.get("events").asLong()).isEqualTo(events);
        assertThat(String.join("|", texts(page, "#data tr"))).contains("events" + String.format("%,d", events));
    }

    @Test
    void theRunIsShownWhileItTrains() throws IOException {
        Path place = TinyModel.copy(TinyModel.run(), folder.resolve("training"));
        List<String> lines = Files.readAllLines(place.resolve("epochs.jsonl"));
        for (String late : List.of("metrics.json", "votes.json", "neighbors.safetensors")) {
            Files.deleteIfExists(place.resolve(late));
        }
        Files.write(place.resolve("epochs.jsonl"), lines.subList(0, 3));
        var settings = new RecommendationService.Settings(
                place, "127.0.0.1", 0, null, false, java.time.Duration.ZERO, Limits.DEFAULTS);
        try (RunningService training = new RunningService(settings)) {
            Browser page = show(training, "/run", 1280, "light");
            await(page, "document.querySelectorAll('#epochs tbody tr').length == 3");
            assertThat(texts(page, "#state").get(0)).startsWith("Training: stage mining, epoch 3");
            Files.write(place.resolve("epochs.jsonl"), lines.subList(0, 5));
            await(page, "document.querySelectorAll('#epochs tbody tr').length == 5");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280,light", "1280,dark", "390,light", "390,dark"})
    void thePagesCanBeReadOnAnyScreen(int width, String scheme) throws IOException {
        Browser page = pick(show(service, "/", width, scheme), noisy());
        page.evaluate("document.querySelector('#recommended details').open = true");
        keep(page, "recommend-" + width + "-" + scheme);
        // the checks look at all texts, and know no list that scrolls
        page.evaluate("document.getElementById('events').style.maxHeight = 'none'");
        check(page, width, scheme);
        page = show(service, "/run", width, scheme);
        await(page, "document.querySelectorAll('#data tr').length > 3");
        keep(page, "run-" + width + "-" + scheme);
        check(page, width, scheme);
    }

    /** A picture to look at. */
    private static void keep(Browser page, String name) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "pictures"));
        Files.write(pictures.resolve(name + ".png"), page.picture());
    }

    private static void check(Browser page, int width, String scheme) {
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");
        assertThat(page.complaints()).isEmpty();
        assertThat(page.requests()).allMatch(url -> url.startsWith("http://127.0.0.1:") || url.startsWith("data:"));
        PageChecks.textsAreAtLeast(10, "body", page);
        PageChecks.noTextOverflowsOrOverlaps(page, width);
        PageChecks.contrastsAreThoseOfTheGuidelines(page, scheme, CURVES);
        assertThat(page.evaluate("[...document.querySelectorAll('input,select,button')]"
                                + ".filter(each => each.checkVisibility() && !each.labels.length"
                                + " && !each.textContent.trim()).map(each => each.outerHTML)")
                        .toString())
                .as("controls without a name")
                .isEqualTo("[]");
        assertThat(page.evaluate("[...document.querySelectorAll('h1,h2')].map(each => each.tagName).join()")
                        .asText())
                .matches("H1(,H2)+");
        assertThat(page.evaluate("document.documentElement.lang").asText()).isEqualTo("en");
    }
}
