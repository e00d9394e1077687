package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.random.RandomStream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.counting.TinyLogs;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.votes.VoteWeights;
import org.end4rec.models.votes.Votes;
import org.junit.jupiter.api.Test;

/** Whatever the rules, an answer is what filtering all items and sorting the rest gives, bit for bit. */
class RequestRulesTest {
    private static final int LENGTH = 9;
    private static final int D = 8;

    /** Of all sizes, from one block to nine, and around the ends of words and blocks. */
    private static final int[] CATALOGUES = {1, 2, 13, 64, 65, 128, 129, 300, 1030};

    private static final int REQUESTS = 10_000;

    /** A recommender, the scores that its answers must have, and sets that are kept between requests. */
    private static final class Shop {
        private final int items;
        private final TrainedModel model;
        private final int[] counts;
        private final Recommender recommender;
        private final List<List<String>> ids = new ArrayList<>();
        private final List<ItemSet> sets = new ArrayList<>();

        Shop(int items, boolean votes) {
            this.items = items;
            int[][] rows = new int[40][];
            for (int user = 0; user < rows.length; user++) {
                RandomStream stream = RandomStream.of(5, "user", user);
                rows[user] = IntStream.range(0, 4 + user % 7)
                        .map(i -> 1 + stream.below(i, items))
                        .toArray();
            }
            Histories histories = TinyLogs.of(items, rows);
            SequenceEncoder encoder = TinyRuns.with("dim=" + D, "chunks=2", "length=" + LENGTH)
                    .variant(items, 1, 1)
                    .create(new double[] {5}, items);
            float[] table = encoder.itemEmbedding().value().data();
            for (int item = 4; item <= items; item += 3) {
                // every third item has the vector of one before, so scores are tied
                System.arraycopy(table, D * (1 + item * 7 % (item - 1)), table, D * item, D);
            }
            NeighborVotes neighbors = NeighborVotes.of(histories, Split.leaveLastOut(histories, "buy", false), 6, 1);
            model = votes
                    ? new TrainedModel(
                            encoder, GuidedTraining.JOINT, Votes.of(neighbors, new VoteWeights(0.02, 0.05, 0.9, 1)))
                    : new TrainedModel(encoder, GuidedTraining.JOINT);
            counts = IntStream.rangeClosed(0, items).map(item -> item * 37 % 5).toArray();
            recommender = new Recommender(model, LENGTH, histories, counts, false);
            for (int i = 0; i < 12; i++) {
                RandomStream stream = RandomStream.of(6, "set", i);
                int share = 1 + (int) (items * new double[] {0, 0.01, 0.1, 0.5, 0.9, 3}[i % 6]);
                List<String> some = new ArrayList<>();
                for (int k = 0; k < (i == 0 ? 0 : share); k++) {
                    some.add("i" + (1 + stream.below(k, items + 1)));
                }
                ids.add(some);
                sets.add(ItemSet.of(some));
            }
        }

        /** [V+1] what the answer would be selected from without rules; item 0 is nobody's. */
        float[] scores(List<HistoryEvent> history) {
            int[] known = history.stream()
                    .filter(event -> event.behavior().equals("buy"))
                    .mapToInt(event -> Integer.parseInt(event.item().substring(1)))
                    .filter(item -> item <= items)
                    .toArray();
            float[] scores = new float[items + 1];
            if (known.length == 0) {
                for (int item = 1; item <= items; item++) {
                    scores[item] = counts[item];
                }
                return scores;
            }
            int[] behaviors = new int[known.length];
            Arrays.fill(behaviors, 1);
            model.scorer().score(BatchAssembler.ofHistory(known, behaviors, LENGTH), scores);
            return scores;
        }
    }

    /** Random choices, one after the other. */
    private static final class Dice {
        private final RandomStream stream;
        private int thrown;

        Dice(int request) {
            stream = RandomStream.of(7, "request", request);
        }

        int below(int bound) {
            return stream.below(thrown++, bound);
        }

        boolean oneIn(int n) {
            return below(n) == 0;
        }
    }

    /** The same rules twice: as a request, and as the obvious loops over strings. */
    private static final class Case {
        private Request request;
        private final List<HistoryEvent> history = new ArrayList<>();
        private final List<Predicate<String>> allowed = new ArrayList<>();
        private final List<Rescorer> boosts = new ArrayList<>();
        private int top = 10;

        Case(Shop shop, Dice dice) {
            for (int i = dice.oneIn(8) ? 0 : dice.below(2 * LENGTH); i > 0; i--) {
                // some items are unknown, and some behaviors
                String item = "i" + (1 + dice.below(shop.items + (dice.oneIn(4) ? 1 : 0)));
                history.add(new HistoryEvent(item, dice.oneIn(5) ? "wishlist" : "buy"));
            }
            request = Request.of(history);
            if (!dice.oneIn(4)) {
                top = dice.oneIn(9) ? Integer.MAX_VALUE : 1 + dice.below(dice.oneIn(2) ? 20 : shop.items + 3);
                request = request.top(top);
            }
            int first = dice.below(4);
            for (int rule = 0; rule < 4; rule++) {
                add((first + rule) % 4, shop, dice);
            }
            if (dice.oneIn(2)) {
                boolean exclude = !dice.oneIn(3);
                request = request.excludeSeen(exclude);
                Set<String> seen = new HashSet<>();
                history.forEach(event -> seen.add(event.item()));
                allowed.add(id -> !exclude || !seen.contains(id));
            }
        }

        private void add(int rule, Shop shop, Dice dice) {
            for (int i = dice.oneIn(2) ? 0 : 1 + dice.below(2); i > 0; i--) {
                int set = dice.below(shop.sets.size());
                List<String> ids = shop.ids.get(set);
                Set<String> distinct = new HashSet<>(ids);
                boolean kept = dice.oneIn(2);
                int k = 2 + dice.below(5);
                switch (rule) {
                    case 0 -> {
                        request = kept ? request.only(shop.sets.get(set)) : request.only(ids);
                        allowed.add(distinct::contains);
                    }
                    case 1 -> {
                        request = kept ? request.without(shop.sets.get(set)) : request.without(ids);
                        allowed.add(id -> !distinct.contains(id));
                    }
                    case 2 -> {
                        Predicate<String> test = id -> Integer.parseInt(id.substring(1)) % k != 0;
                        request = request.where(test);
                        allowed.add(test);
                    }
                    default -> {
                        Rescorer boost = boost(k);
                        request = request.boost(boost);
                        boosts.add(boost);
                    }
                }
            }
        }

        private static Rescorer boost(int k) {
            return (item, score) -> {
                int number = Integer.parseInt(item.substring(1));
                return k == 2 ? number % 4 : k == 3 ? -score : number % k == 1 ? Float.NaN : score * 0.3f + number % k;
            };
        }

        List<Recommendation> expected(Shop shop) {
            float[] scores = shop.scores(history);
            for (int item = 1; item <= shop.items; item++) {
                for (Rescorer boost : boosts) {
                    scores[item] = Float.isNaN(scores[item]) ? scores[item] : boost.rescore("i" + item, scores[item]);
                }
            }
            return IntStream.rangeClosed(1, shop.items)
                    .filter(item -> !Float.isNaN(scores[item]))
                    .filter(item -> allowed.stream().allMatch(rule -> rule.test("i" + item)))
                    .boxed()
                    .sorted(Comparator.comparing((Integer item) -> scores[item], Comparator.reverseOrder())
                            .thenComparing(item -> item))
                    .limit(top)
                    .map(item -> new Recommendation("i" + item, scores[item]))
                    .toList();
        }
    }

    // oracle

    @Test
    void equalsFilteringAndSortingEverything() {
        List<Shop> shops = new ArrayList<>();
        for (int items : CATALOGUES) {
            shops.add(new Shop(items, false));
            shops.add(new Shop(items, true));
        }
        int full = 0;
        int shorter = 0;
        int empty = 0;
        int popular = 0;
        for (int i = 0; i < REQUESTS; i++) {
            if (i == REQUESTS / 2) {
                // the vector kernels take over, where there are any
                Kernels.warmUp();
            }
            Shop shop = shops.get(i % shops.size());
            Case made = new Case(shop, new Dice(i));
            List<Recommendation> expected = made.expected(shop);
            Recommendations answer = shop.recommender.recommend(made.request);
            assertThat(answer.items()).as("request %d, %d items", i, shop.items).isEqualTo(expected);
            full += expected.size() == made.top ? 1 : 0;
            shorter += expected.isEmpty() || expected.size() == made.top ? 0 : 1;
            empty += expected.isEmpty() ? 1 : 0;
            popular += answer.byPopularity() ? 1 : 0;
        }
        Figures.print(
                "T4",
                "random requests with rules, against filtering and sorting all items",
                "%,d of %,d equal in every bit, %,d of them shorter than wanted, %,d empty, %,d by popularity",
                full + shorter + empty,
                REQUESTS,
                shorter,
                empty,
                popular);
        assertThat(List.of(full, shorter, empty, popular)).allMatch(count -> count > REQUESTS / 10);
    }
}
