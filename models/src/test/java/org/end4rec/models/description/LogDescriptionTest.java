package org.end4rec.models.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.end4rec.models.data.Event;
import org.end4rec.models.data.ProgressListener;
import org.junit.jupiter.api.Test;

/** Each figure against a naive count on random logs. */
class LogDescriptionTest {
    private static final int ROUNDS = 60;
    private static final long DAY = 86_400;
    private static final long MONDAY = 1_500_854_400;

    private final SplittableRandom random = new SplittableRandom(11);

    private static LogDescription described(RandomLog log) {
        return LogDescription.of(log.histories(), 0, null, ProgressListener.NONE);
    }

    private RandomLog log() {
        return RandomLog.of(random, MONDAY, 1 + random.nextInt(30), DAY / 2);
    }

    // oracle

    @Test
    void spreadIsThatOfTheCounts() {
        for (int round = 0; round < ROUNDS; round++) {
            RandomLog log = log();
            LogDescription description = described(log);
            spread(description.lengths(), counts(log, Event::user));
            spread(description.popularity(), counts(log, Event::item));
            assertThat(description.users()).isEqualTo(log.users().size());
            assertThat(description.events()).isEqualTo(log.events().size());
        }
    }

    private static List<Integer> counts(RandomLog log, java.util.function.Function<Event, String> owner) {
        return log.events().stream()
                .collect(Collectors.groupingBy(owner, Collectors.summingInt(event -> 1)))
                .values()
                .stream()
                .sorted()
                .toList();
    }

    private static void spread(Spread spread, List<Integer> sorted) {
        int n = sorted.size();
        double sum = sorted.stream().mapToInt(Integer::intValue).sum();
        assertThat(spread.owners()).isEqualTo(n);
        assertThat(spread.mean()).isCloseTo(sum / n, within(1e-9));
        for (double share : new double[] {0, 0.05, 0.25, 0.5, 0.9, 1}) {
            int least = sorted.stream()
                    .filter(count ->
                            sorted.stream().filter(each -> each <= count).count() >= share * n - 1e-9)
                    .findFirst()
                    .orElseThrow();
            assertThat(spread.quantile(share)).isEqualTo(least);
            int top = (int) Math.ceil(share * n - 1e-9);
            double ofTop = sorted.subList(n - top, n).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(spread.ofTop(share)).isCloseTo(ofTop / sum, within(1e-9));
        }
        double apart = 0;
        for (int one : sorted) {
            for (int other : sorted) {
                apart += Math.abs(one - other);
            }
        }
        assertThat(spread.gini()).isCloseTo(apart / (2 * n * sum), within(1e-9));
        assertThat(spread.single())
                .isEqualTo((int) sorted.stream().filter(count -> count == 1).count());
        for (Spread.Bin bin : spread.bins()) {
            List<Integer> inside = sorted.stream()
                    .filter(count -> count >= bin.from() && count <= bin.to())
                    .toList();
            assertThat(bin.owners()).isEqualTo(inside.size());
            assertThat(bin.events())
                    .isEqualTo(inside.stream().mapToLong(Integer::longValue).sum());
        }
        assertThat(spread.bins().stream().mapToInt(Spread.Bin::owners).sum()).isEqualTo(n);
        assertThat(spread.bins().get(0).owners()).isPositive();
    }

    @Test
    void binsArePowersOfTwo() {
        assertThat(Spread.of(new int[] {0, 1, 2, 2, 4, 9}).bins())
                .extracting(Spread.Bin::toString)
                .containsExactly("1", "2", "3–4", "5–8", "9–16");
    }

    @Test
    void timesAreThoseOfTheEvents() {
        int ties = 0;
        for (int round = 0; round < ROUNDS; round++) {
            RandomLog log = log();
            TimeSpan times = described(log).times();
            List<Event> events = log.events();
            long first = events.stream().mapToLong(Event::timestamp).min().orElseThrow();
            long last = events.stream().mapToLong(Event::timestamp).max().orElseThrow();
            assertThat(times.first()).isEqualTo(first);
            assertThat(times.last()).isEqualTo(last);
            boolean ofDays = events.stream().allMatch(event -> (event.timestamp() - first) % DAY == 0);
            assertThat(times.isOfDays()).isEqualTo(ofDays && last > first);
            int tied = 0;
            for (List<Event> history : log.users().values()) {
                for (Event one : history) {
                    tied += history.stream().anyMatch(other -> other != one && other.timestamp() == one.timestamp())
                            ? 1
                            : 0;
                }
            }
            assertThat(times.tied()).isEqualTo(tied);
            ties += tied;
        }
        assertThat(ties).isGreaterThan(100);
    }

    @Test
    void resolutionHasAName() {
        assertThat(resolution(MONDAY, MONDAY + 3 * DAY)).isEqualTo("days");
        assertThat(resolution(MONDAY + 7, MONDAY + 7 + 3 * DAY)).isEqualTo("days");
        assertThat(resolution(MONDAY, MONDAY + 5 * 3600)).isEqualTo("hours");
        assertThat(resolution(MONDAY, MONDAY + 90)).isEqualTo("seconds");
        assertThat(resolution(MONDAY, MONDAY + 120)).isEqualTo("minutes");
        assertThat(resolution(MONDAY * 1000, MONDAY * 1000 + 5)).isEqualTo("less than a second");
        assertThat(resolution(MONDAY, MONDAY)).isEqualTo("one time for all events");
        assertThat(resolution(10, 24)).isEqualTo("unknown unit, steps of 14");
    }

    private static String resolution(long one, long other) {
        return described(RandomLog.of(List.of(new Event("u", "a", "buy", one), new Event("u", "b", "buy", other))))
                .times()
                .resolutionName();
    }

    @Test
    void repeatsAndConversionsAreThoseOfThePairs() {
        for (int round = 0; round < ROUNDS; round++) {
            RandomLog log = log();
            ItemUse use = described(log).use();
            Set<String> pairs = new HashSet<>();
            Set<String> triples = new HashSet<>();
            log.events().forEach(event -> {
                pairs.add(event.user() + " " + event.item());
                triples.add(event.user() + " " + event.item() + " " + event.behavior());
            });
            int events = log.events().size();
            assertThat(use.pairs()).isEqualTo(pairs.size());
            assertThat(use.returns()).isEqualTo(events - pairs.size());
            assertThat(use.repeats()).isEqualTo(events - triples.size());
            for (int one = 0; one < use.behaviors(); one++) {
                for (int other = 0; other < use.behaviors(); other++) {
                    conversion(log, use, one, other);
                }
            }
        }
    }

    private static void conversion(RandomLog log, ItemUse use, int one, int other) {
        int having = 0;
        int after = 0;
        int before = 0;
        for (List<Event> history : log.users().values()) {
            for (String item : history.stream().map(Event::item).collect(Collectors.toSet())) {
                List<Integer> ones = positions(history, item, use.name(one));
                List<Integer> others = positions(history, item, use.name(other));
                if (!ones.isEmpty()) {
                    having++;
                    boolean later = others.stream().anyMatch(position -> position > ones.get(0));
                    after += later ? 1 : 0;
                    before += !later && !others.isEmpty() ? 1 : 0;
                }
            }
        }
        assertThat(use.having(one)).isEqualTo(having);
        if (one != other) {
            assertThat(use.after(one, other)).isEqualTo(after);
            assertThat(use.before(one, other)).isEqualTo(before);
        }
    }

    private static List<Integer> positions(List<Event> history, String item, String behavior) {
        return IntStream.range(0, history.size())
                .filter(i -> history.get(i).item().equals(item)
                        && history.get(i).behavior().equals(behavior))
                .boxed()
                .toList();
    }

    @Test
    void periodsAreThoseOfTheCalendar() {
        Set<String> units = new HashSet<>();
        long[] spans = {20, 50, 200, 1000, 3000, 20_000};
        for (int round = 0; round < ROUNDS; round++) {
            RandomLog log = RandomLog.of(random, MONDAY, spans[round % spans.length], DAY / 2 + 1);
            Periods periods = described(log).periods();
            units.add(periods.unit());
            Map<String, List<Event>> byLabel = new TreeMap<>();
            for (Event event : log.events()) {
                byLabel.computeIfAbsent(label(event.timestamp(), periods.unit()), label -> new ArrayList<>())
                        .add(event);
            }
            Set<String> users = new HashSet<>();
            Set<String> items = new HashSet<>();
            for (int period = 0; period < periods.size(); period++) {
                List<Event> events = byLabel.getOrDefault(periods.label(period), List.of());
                assertThat(periods.events(period)).isEqualTo(events.size());
                assertThat(periods.users(period)).isEqualTo((int)
                        events.stream().map(Event::user).distinct().count());
                assertThat(periods.newUsers(period)).isEqualTo((int) events.stream()
                        .map(Event::user)
                        .distinct()
                        .filter(users::add)
                        .count());
                assertThat(periods.newItems(period)).isEqualTo((int) events.stream()
                        .map(Event::item)
                        .distinct()
                        .filter(items::add)
                        .count());
                for (int i = 0; i < periods.behaviors(); i++) {
                    String name = periods.behavior(i);
                    Predicate<Event> is = event -> event.behavior().equals(name);
                    assertThat(periods.events(i, period))
                            .isEqualTo(events.stream().filter(is).count());
                }
                byLabel.remove(periods.label(period));
            }
            assertThat(byLabel).isEmpty();
        }
        assertThat(units).containsExactlyInAnyOrder("day", "week", "month", "year");
    }

    private static String label(long time, String unit) {
        var day = Instant.ofEpochSecond(time).atZone(ZoneOffset.UTC).toLocalDate();
        return switch (unit) {
            case "day" -> day.format(DateTimeFormatter.ofPattern("MM-dd"));
            case "week" -> day.minusDays(day.getDayOfWeek().getValue() - 1).toString();
            case "month" -> day.format(DateTimeFormatter.ofPattern("yyyy-MM"));
            default -> Integer.toString(day.getYear());
        };
    }

    @Test
    void newItemsOfTheLastTenthAreThoseThatWereNotThereBefore() {
        double most = 0;
        for (int round = 0; round < ROUNDS; round++) {
            RandomLog log = RandomLog.of(random, MONDAY, 12, DAY);
            List<Event> events = log.events();
            TimeSpan times = described(log).times();
            long late = times.last() - (times.last() - times.first()) / 10;
            Set<String> known = events.stream()
                    .filter(event -> event.timestamp() < late)
                    .map(Event::item)
                    .collect(Collectors.toSet());
            List<Event> last =
                    events.stream().filter(event -> event.timestamp() >= late).toList();
            double expected = (double) last.stream()
                            .filter(event -> !known.contains(event.item()))
                            .count()
                    / last.size();
            assertThat(described(log).periods().lateNewShare()).isCloseTo(expected, within(1e-12));
            most = Math.max(most, expected);
        }
        assertThat(most).isPositive();
    }

    // edges

    @Test
    void timesOfEachUserAloneHaveNoPeriods() {
        List<Event> events = new ArrayList<>();
        for (int user = 0; user < 5; user++) {
            for (int i = 0; i < 4; i++) {
                events.add(new Event("u" + user, "i" + i, "click", 10L * i * (user + 1)));
            }
        }
        LogDescription description = described(RandomLog.of(events));
        assertThat(description.times().own()).isTrue();
        assertThat(description.periods().size()).isZero();
        assertThat(description.page("log", List.of())).contains("counted anew for each user");
    }

    @Test
    void manyBehaviorsAreCountedAndTheMostFrequentAreShown() {
        List<Event> events = new ArrayList<>();
        for (int behavior = 1; behavior <= 40; behavior++) {
            for (int i = 0; i < behavior; i++) {
                events.add(new Event("u", "i" + i, "b" + behavior, MONDAY + i));
            }
        }
        LogDescription description = described(RandomLog.of(events));
        assertThat(Arrays.stream(description.shown()).mapToObj(description::behavior))
                .containsExactly("b40", "b39", "b38", "b37", "b36", "b35", "b34", "b33");
        assertThat(description.figures()).containsEntry("  other behaviors", "32");
        LogDescription withRare = LogDescription.of(RandomLog.of(events).histories(), 0, "b2", ProgressListener.NONE);
        assertThat(withRare.shown()).hasSize(8);
        assertThat(withRare.behavior(withRare.shown()[7])).isEqualTo("b2");
        assertThat(description.use().repeats()).isZero();
    }

    @Test
    void aLongNameOfABehaviorIsCutOnThePage() {
        String longest = "x".repeat(40);
        LogDescription description = described(RandomLog.of(List.of(
                new Event("u", "a", longest, MONDAY),
                new Event("u", "b", longest + "y", MONDAY + DAY),
                new Event("u", "a", "z".repeat(100_000), MONDAY + 2 * DAY))));
        assertThat(description.page("log", List.of()))
                .contains(">" + longest + "<")
                .contains(">" + "x".repeat(39) + "…<")
                .doesNotContain("z".repeat(40));
    }

    @Test
    void numbersAreShortAndRight() {
        assertThat(Figure.percent(0)).isEqualTo("0 %");
        assertThat(Figure.percent(0.000_316)).isEqualTo("0.032 %");
        assertThat(Figure.percent(0.999)).isEqualTo("99.9 %");
        assertThat(Figure.part(1, 8, "users")).isEqualTo("1 of 8 users (12.5 %)");
        assertThat(Figure.compact(999)).isEqualTo("999");
        assertThat(Figure.compact(50_000)).isEqualTo("50 k");
        assertThat(Figure.compact(1_234_567)).isEqualTo("1.23 M");
        assertThat(Figure.compact(0.5)).isEqualTo("0.5");
        assertThat(Figure.of(1, "item") + ", " + Figure.of(1_000, "item")).isEqualTo("1 item, 1,000 items");
    }

    @Test
    void oneEventIsALog() {
        LogDescription description = described(RandomLog.of(List.of(new Event("u", "i", "click", 0))));
        assertThat(description.page("log", List.of())).contains("All events are in one period");
        assertThat(description.popularity().gini()).isZero();
    }

    @Test
    void textsOfALogAreEscaped() {
        String hostile = "<script>alert(1)</script>\"&'";
        LogDescription description = described(RandomLog.of(List.of(
                new Event(hostile, hostile, hostile, MONDAY),
                new Event(hostile, hostile, "b", MONDAY + DAY),
                new Event("u", hostile, hostile, MONDAY + 2 * DAY))));
        String page = description.page(hostile, List.of(hostile));
        assertThat(page)
                .doesNotContain("<script")
                .doesNotContain("\"&'")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;'");
    }
}
