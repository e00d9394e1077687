package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.end4rec.models.data.SyntheticShop.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticShopTest {
    private static final SyntheticShop SHOP = new SyntheticShop(Config.DEFAULT);
    private static final EventLog LOG = SHOP.log();
    private static final Histories HISTORIES = Histories.of(LOG);

    @TempDir
    private Path folder;

    @Test
    void noiseHasTheRatesAsked() {
        assertThat(share(LOG, EventLabel.ACCIDENTAL)).isCloseTo(0.2, within(0.01));
        assertThat(share(LOG, EventLabel.OUTDATED)).isCloseTo(0.2, within(0.01));
        assertThat(share(LOG, EventLabel.GENUINE)).isCloseTo(0.6, within(0.01));
        EventLog clean = new SyntheticShop(new Config(50, 100, 10, 0, 0, 12, 3)).log();
        assertThat(clean.labels().ids()).containsExactly("genuine");
        EventLog soft = new SyntheticShop(new Config(500, 100, 10, 0, 0.5, 12, 3)).log();
        assertThat(share(soft, EventLabel.OUTDATED)).isCloseTo(0.5, within(0.03));
    }

    @Test
    void accidentsAreClicksAndPurchasesAreGenuine() {
        for (int row = 0; row < LOG.size(); row++) {
            String behavior = LOG.behaviors().id(LOG.behavior(row));
            String label = LOG.labels().id(LOG.label(row));
            if (label.equals("accidental")) {
                assertThat(behavior).isEqualTo("click");
            }
            if (behavior.equals("buy")) {
                assertThat(label).isEqualTo("genuine");
            }
        }
    }

    @Test
    void mostUsersBuyOftenEnoughToTrainOn() {
        int buy = LOG.behaviors().number("buy");
        int often = 0;
        int clickedBefore = 0;
        int purchases = 0;
        for (int user = 1; user <= LOG.users().size(); user++) {
            int[] items = HISTORIES.items(user);
            int[] behaviors = HISTORIES.behaviors(user);
            assertThat(items.length).isBetween(20, 40);
            int own = 0;
            for (int i = 0; i < items.length; i++) {
                if (behaviors[i] == buy) {
                    int item = items[i];
                    own++;
                    clickedBefore += IntStream.range(0, i).anyMatch(j -> items[j] == item) ? 1 : 0;
                }
                if (i > 0) {
                    assertThat(HISTORIES.timestamp(user, i)).isGreaterThan(HISTORIES.timestamp(user, i - 1));
                }
            }
            purchases += own;
            often += own >= 3 ? 1 : 0;
        }
        assertThat(often).isGreaterThan(LOG.users().size() * 3 / 4);
        assertThat((double) clickedBefore / purchases).isBetween(0.5, 0.8);
        assertThat(LOG.items().size()).isEqualTo(1000);
    }

    @Test
    void whoKnowsTheInterestsPredictsFarBetterThanPopularity() {
        Split split = Split.leaveLastOut(HISTORIES, "buy", true);
        int[] counts = ItemCounts.visible(HISTORIES, split);
        double popularity = hitRate(split.test(), example -> {
            double[] scores = new double[counts.length];
            Arrays.setAll(scores, item -> counts[item]);
            return scores;
        });
        double knowing = hitRate(split.test(), this::scoresFromRecentEvents);
        assertThat(popularity).isBetween(0.015, 0.05);
        assertThat(knowing).isGreaterThan(5 * popularity).isGreaterThan(0.4);
    }

    @Test
    void agreementWithTheRestOfTheHistoryFindsAccidents() {
        int click = LOG.behaviors().number("click");
        int accidental = LOG.labels().number(EventLabel.ACCIDENTAL.id());
        int[][] together = pairCounts();
        double[] agreement = new double[LOG.size()];
        boolean[] accident = new boolean[LOG.size()];
        int clicks = 0;
        for (int user = 1; user <= LOG.users().size(); user++) {
            int[] items = HISTORIES.items(user);
            for (int i = 0; i < items.length; i++) {
                if (HISTORIES.behavior(user, i) != click) {
                    continue;
                }
                double sum = 0;
                for (int other : items) {
                    if (other != items[i]) {
                        // without this user's own pair, which says nothing
                        sum += (together[items[i]][other] - 1)
                                / Math.sqrt((double) together[other][other] * together[items[i]][items[i]]);
                    }
                }
                agreement[clicks] = sum;
                accident[clicks++] = HISTORIES.label(user, i) == accidental;
            }
        }
        double area = areaUnderCurve(Arrays.copyOf(agreement, clicks), Arrays.copyOf(accident, clicks));
        assertThat(area).isGreaterThan(0.7).isLessThan(0.99);
    }

    @Test
    void sameSeedSameBytesAndTheFileReadsBack() throws IOException {
        Config config = new Config(60, 120, 12, 0.1, 0.3, 15, 99);
        Path first = folder.resolve("first.tsv");
        Path second = folder.resolve("second.tsv");
        new SyntheticShop(config).write(first);
        new SyntheticShop(config).write(second);
        assertThat(second).hasSameBinaryContentAs(first);
        new SyntheticShop(new Config(60, 120, 12, 0.1, 0.3, 15, 100)).write(second);
        assertThat(Files.readString(second)).isNotEqualTo(Files.readString(first));
        EventLog made = new SyntheticShop(config).log();
        EventLog read = new EventLogReader().read(first);
        assertThat(read.size()).isEqualTo(made.size());
        assertThat(read.users().ids()).isEqualTo(made.users().ids());
        assertThat(read.items().ids()).isEqualTo(made.items().ids());
        assertThat(read.behaviors().ids()).isEqualTo(made.behaviors().ids());
        assertThat(read.labels().ids()).isEqualTo(made.labels().ids());
        for (int row = 0; row < made.size(); row++) {
            assertThat(new long[] {
                        read.user(row), read.item(row), read.behavior(row), read.timestamp(row), read.label(row)
                    })
                    .containsExactly(
                            made.user(row), made.item(row), made.behavior(row), made.timestamp(row), made.label(row));
        }
    }

    @Test
    void makesTheSmallestAndTheMostRestlessShop() {
        assertThat(new SyntheticShop(new Config(1, 50, 10, 0.9, 0, 3, 1)).log().size())
                .isBetween(2, 4);
        assertThat(new SyntheticShop(new Config(3, 50, 10, 0.45, 0.45, 3000, 2))
                        .log()
                        .size())
                .isGreaterThan(6000);
    }

    /** Of items that are there from the beginning, hardly any has its first event in the second half of the time. */
    @Test
    void someItemsAppearLater() {
        Config config = new Config(1000, 300, 10, 0.2, 0.2, 20, 4);
        assertThat(firstSeenInTheSecondHalf(new SyntheticShop(config))).isLessThan(6);
        assertThat(firstSeenInTheSecondHalf(new SyntheticShop(config, 0.5))).isBetween(55, 100);
    }

    private static int firstSeenInTheSecondHalf(SyntheticShop shop) {
        EventLog log = shop.log();
        long[] first = new long[log.items().size() + 1];
        Arrays.fill(first, Long.MAX_VALUE);
        long from = Long.MAX_VALUE;
        for (int row = 0; row < log.size(); row++) {
            first[log.item(row)] = Math.min(first[log.item(row)], log.timestamp(row));
            from = Math.min(from, log.timestamp(row));
        }
        long half = from + 15 * 86_400;
        return (int) Arrays.stream(first).skip(1).filter(time -> time > half).count();
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertRefused(() -> new SyntheticShop(Config.DEFAULT, 1), "appearing is 1.0; it must be from 0 to 0.9");
        assertRefused(() -> new Config(0, 100, 10, 0, 0, 10, 1), "users is 0; it must be from 1 to 10000000");
        assertRefused(() -> new Config(1, 100, 9, 0, 0, 10, 1), "interests is 9; it must be from 10 to 10000");
        assertRefused(() -> new Config(1, 49, 10, 0, 0, 10, 1), "items is 49; it must be from 50 to 100000000");
        assertRefused(() -> new Config(1, 100, 10, 0, 0, 2, 1), "meanLength is 2; it must be from 3 to 10000");
        assertRefused(() -> new Config(1, 100, 10, 1.2, 0, 10, 1), "hardRate is 1.2; it must be from 0 to 0.9");
        assertRefused(() -> new Config(1, 100, 10, 0, Double.NaN, 10, 1), "softRate is NaN; it must be from 0 to 0.9");
        assertRefused(
                () -> new Config(1, 100, 10, 0.5, 0.5, 10, 1), "hardRate + softRate is 1.0; it must be from 0 to 0.9");
    }

    private static void assertRefused(Runnable making, String message) {
        assertThatIllegalArgumentException().isThrownBy(making::run).withMessage("SyntheticShop: " + message);
    }

    private static double share(EventLog log, EventLabel label) {
        int number = log.labels().number(label.id());
        return IntStream.range(0, log.size())
                        .filter(row -> log.label(row) == number)
                        .count()
                / (double) log.size();
    }

    private interface Scorer {
        double[] scores(Example example);
    }

    private static double hitRate(List<Example> examples, Scorer scorer) {
        int hits = 0;
        for (Example example : examples) {
            double[] scores = scorer.scores(example);
            int rank = 1;
            for (int item = 1; item < scores.length; item++) {
                rank += item != example.target() && scores[item] >= scores[example.target()] ? 1 : 0;
            }
            hits += rank <= 10 ? 1 : 0;
        }
        return (double) hits / examples.size();
    }

    /** Every recent event speaks for the next few items of its ring; newer ones speak louder. */
    private double[] scoresFromRecentEvents(Example example) {
        Catalogue catalogue = SHOP.catalogue();
        double[] scores = new double[LOG.items().size() + 1];
        double weight = 1;
        for (int i = example.end() - 1; i >= 0; i--) {
            int seen = HISTORIES.item(example.user(), i);
            if (seen == example.target()) {
                continue;
            }
            int at = Integer.parseInt(LOG.items().id(seen).substring(1)) - 1;
            int interest = catalogue.interest(at);
            for (int step = 1; step <= Catalogue.REACH; step++) {
                int next = catalogue.item(interest, catalogue.position(at) + step);
                scores[LOG.items().number("i" + (next + 1))] += weight;
            }
            weight *= 0.8;
        }
        return scores;
    }

    /** In how many histories two items meet; on the diagonal, in how many an item is. */
    private static int[][] pairCounts() {
        int[][] together = new int[LOG.items().size() + 1][LOG.items().size() + 1];
        for (int user = 1; user <= LOG.users().size(); user++) {
            int[] items = Arrays.stream(HISTORIES.items(user)).distinct().toArray();
            for (int a : items) {
                for (int b : items) {
                    together[a][b]++;
                }
            }
        }
        return together;
    }

    /** How likely an accident agrees less than another click. */
    private static double areaUnderCurve(double[] agreement, boolean[] accident) {
        int[] order = IntStream.range(0, agreement.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> agreement[i]))
                .mapToInt(i -> i)
                .toArray();
        long accidentsBelow = 0;
        long others = 0;
        long wins = 0;
        for (int i : order) {
            if (accident[i]) {
                accidentsBelow++;
            } else {
                others++;
                wins += accidentsBelow;
            }
        }
        return (double) wins / ((double) accidentsBelow * others);
    }
}
