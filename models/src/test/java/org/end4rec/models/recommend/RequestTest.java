package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.votes.VoteWeights;
import org.end4rec.models.votes.Votes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    private static final int LARGE = 40_000;
    private static final List<HistoryEvent> HISTORY =
            List.of(new HistoryEvent("i3", "buy"), new HistoryEvent("i5", "buy"), new HistoryEvent("i8", "wishlist"));

    /** A model of items i{@code first} … with fresh parameters and votes. */
    private static Recommender recommender(int first, int items) {
        List<String> ids =
                IntStream.range(first, first + items).mapToObj(i -> "i" + i).toList();
        RandomStream stream = RandomStream.of(3, "events", items);
        int[] offset =
                IntStream.range(0, 32).map(user -> Math.max(0, user - 1) * 6).toArray();
        int[] item = IntStream.range(0, 180)
                .map(i -> 1 + stream.below(i, Math.min(items, 50)))
                .toArray();
        int[] behavior = new int[180];
        Arrays.fill(behavior, 1);
        Histories histories = Histories.of(
                Vocabulary.of(IntStream.range(0, 30).mapToObj(i -> "u" + i).toList()),
                Vocabulary.of(ids),
                Vocabulary.of(List.of("buy")),
                Arrays.copyOf(offset, 32),
                item,
                behavior);
        SequenceEncoder encoder = TinyRuns.with("dim=8", "chunks=2", "length=7")
                .variant(items, 1, 1)
                .create(new double[] {5}, 1);
        NeighborVotes votes = NeighborVotes.of(histories, Split.leaveLastOut(histories, "buy", false), 6, 1);
        TrainedModel model =
                new TrainedModel(encoder, GuidedTraining.JOINT, Votes.of(votes, new VoteWeights(0.02, 0.1, 0.9, 1)));
        int[] counts = new int[items + 1];
        Arrays.stream(item).forEach(each -> counts[each]++);
        return new Recommender(model, 7, histories, counts, false);
    }

    private static List<String> ids(Recommendations answer) {
        return answer.items().stream().map(Recommendation::item).toList();
    }

    // values

    @Test
    void aCallLeavesTheRequestAsItWas() {
        Recommender recommender = recommender(1, 40);
        List<HistoryEvent> events = new ArrayList<>(HISTORY);
        List<String> denied = new ArrayList<>(List.of("i2"));
        Request request = Request.of(events).top(40).without(denied);
        List<Recommendation> before = recommender.recommend(request).items();
        assertThat(before).hasSize(39);
        events.clear();
        denied.add(before.get(0).item());
        for (Request other : List.of(
                request.top(3),
                request.only(List.of("i1")),
                request.without(List.of("i7")),
                request.where(id -> false),
                request.excludeSeen(true),
                request.boost((item, score) -> -score),
                request.history(List.of()))) {
            assertThat(recommender.recommend(other).items()).isNotEqualTo(before);
        }
        assertThat(recommender.recommend(request).items()).isEqualTo(before);
        assertThat(recommender
                        .recommend(request.top(3).history(List.of()).history(HISTORY))
                        .items())
                .isEqualTo(before.subList(0, 3));
    }

    @Test
    void eachRuleNarrowsTheAnswer() {
        Recommender recommender = recommender(1, 40);
        Request request = Request.of(HISTORY).top(40);
        assertThat(ids(recommender.recommend(
                        request.only(List.of("i1", "i2", "i3", "i4")).only(List.of("i3", "i4", "i5")))))
                .containsExactlyInAnyOrder("i3", "i4");
        assertThat(ids(recommender.recommend(request.without(List.of("i1")).without(List.of("i2")))))
                .hasSize(38)
                .doesNotContain("i1", "i2");
        assertThat(ids(recommender.recommend(
                        request.where(id -> id.endsWith("1")).where(id -> id.startsWith("i2")))))
                .containsExactly("i21");
        assertThat(ids(recommender.recommend(request.excludeSeen(true))))
                .hasSize(37)
                .doesNotContain("i3", "i5", "i8");
        assertThat(recommender.recommend(request.only(List.of())).items()).isEmpty();
    }

    @Test
    void boostsFollowEachOther() {
        Recommender recommender = recommender(1, 40);
        Request request = Request.of(HISTORY)
                .only(List.of("i1", "i2", "i10", "i20"))
                .boost((item, score) -> item.equals("i2") ? Float.NaN : Integer.parseInt(item.substring(1)))
                .boost((item, score) -> 1 / score);
        assertThat(recommender.recommend(request).items())
                .containsExactly(
                        new Recommendation("i1", 1f),
                        new Recommendation("i10", 0.1f),
                        new Recommendation("i20", 0.05f));
        Recommendations popular = recommender.recommend(
                Request.of(List.of()).top(1).boost((item, score) -> item.equals("i40") ? 1000 : score));
        assertThat(popular.items()).containsExactly(new Recommendation("i40", 1000));
        assertThat(popular.byPopularity()).isTrue();
    }

    @Test
    void allCandidatesAreRanked() {
        Recommender recommender = recommender(1, 40);
        List<Recommendation> all = recommender.recommend(HISTORY, 40);
        Recommendations ranked = recommender.rank(HISTORY, List.of("i3", "x2", "i30", "i9", "i3", "x1"));
        assertThat(ranked.items())
                .isEqualTo(all.stream()
                        .filter(each -> Set.of("i3", "i30", "i9").contains(each.item()))
                        .toList());
        assertThat(ranked.unknownCandidates()).containsExactly("x2", "x1");
        assertThat(ranked.unknownItems()).isEmpty();
        assertThat(recommender.rank(HISTORY, ItemSet.of(ids(ranked))).items()).isEqualTo(ranked.items());
        assertThat(recommender.rank(HISTORY, List.of()).items()).isEmpty();
    }

    @Test
    void aSetServesRecommendersWithOtherItems() {
        ItemSet set = ItemSet.of(List.of("i5", "i45", "i5", "i20"));
        assertThat(set.size()).isEqualTo(3);
        Recommender first = recommender(1, 40);
        Recommender second = recommender(11, 40);
        for (int i = 0; i < 2; i++) {
            assertThat(set.unknownTo(first)).containsExactly("i45");
            assertThat(set.unknownTo(second)).containsExactly("i5");
            assertThat(ids(first.rank(List.of(), set))).containsExactlyInAnyOrder("i5", "i20");
            assertThat(ids(second.rank(HISTORY, set))).containsExactlyInAnyOrder("i20", "i45");
        }
        assertThat(first.recommend(Request.of(HISTORY).only(set).only(List.of("i5", "x", "i45")))
                        .unknownCandidates())
                .containsExactly("i45", "x");
    }

    @Test
    void theRecommenderDecidesWhatARequestLeavesOpen() {
        Request request = Request.of(HISTORY);
        for (boolean otherwise : new boolean[] {false, true}) {
            assertThat(request.excludesSeen(otherwise)).isEqualTo(otherwise);
            assertThat(request.excludeSeen(true).excludesSeen(otherwise)).isTrue();
            assertThat(request.excludeSeen(true).excludeSeen(false).excludesSeen(otherwise))
                    .isFalse();
        }
    }

    @Test
    void manyThreadsShareARequestAndItsSets() throws Exception {
        Recommender recommender = recommender(1, 300);
        ItemSet denied =
                ItemSet.of(IntStream.range(0, 150).mapToObj(i -> "i" + 2 * i).toList());
        List<Request> rules = List.of(
                Request.of(HISTORY).without(denied),
                Request.of(HISTORY).only(denied).boost((item, score) -> -score),
                Request.of(HISTORY).where(id -> id.hashCode() % 3 == 0));
        Recommender alone = recommender(1, 300);
        List<Recommendations> expected = rules.stream().map(alone::recommend).toList();
        Callable<Integer> client = () -> {
            int equal = 0;
            for (int i = 0; i < 300; i++) {
                equal += recommender.recommend(rules.get(i % 3)).equals(expected.get(i % 3)) ? 1 : 0;
            }
            return equal;
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<Integer> equal : threads.invokeAll(Collections.nCopies(8, client))) {
                assertThat(equal.get()).isEqualTo(300);
            }
        } finally {
            threads.shutdown();
        }
    }

    // cost

    @Test
    void nothingOfTheSizeOfTheCatalogueIsAllocatedAndFewItemsAreTested() {
        Recommender recommender = recommender(1, LARGE);
        ItemSet half = ItemSet.of(
                IntStream.range(0, LARGE / 2).mapToObj(i -> "i" + (1 + 2 * i)).toList());
        AtomicInteger tested = new AtomicInteger();
        Request request = Request.of(HISTORY);
        long without = allocated(recommender, request, tested);
        for (Request rules : List.of(
                request.without(half),
                request.only(half),
                request.only(ItemSet.of(List.of("i7", "i99"))),
                request.where(id -> tested.incrementAndGet() > 0),
                request.without(half).boost((item, score) -> 2 * score))) {
            assertThat(allocated(recommender, rules, tested) - without)
                    .as("bytes more than without rules, where a bit for each item takes %d", LARGE / 8)
                    .isLessThan(LARGE / 8);
        }
        allocated(recommender, request.where(id -> tested.incrementAndGet() > 0), tested);
        assertThat(tested.get()).isBetween(10, LARGE / 10);
    }

    /** Bytes of the cheapest of five requests. */
    private static long allocated(Recommender recommender, Request request, AtomicInteger tested) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            tested.set(0);
            long before = thread.getCurrentThreadAllocatedBytes();
            recommender.recommend(request);
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void aSetKeepsNoVocabulary() throws InterruptedException {
        ItemSet set = ItemSet.of(List.of("i1"));
        Vocabulary vocabulary = Vocabulary.of(List.of("i1", "i2"));
        assertThat(set.in(vocabulary).count()).isEqualTo(1);
        WeakReference<Vocabulary> kept = new WeakReference<>(vocabulary);
        vocabulary = Vocabulary.of(List.of("i2"));
        for (int i = 0; i < 100 && kept.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(kept.get()).isNull();
        assertThat(set.in(vocabulary).count()).isZero();
    }

    // errors

    @ParameterizedTest
    @ValueSource(floats = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aRescorerGivesNoInfinity(float infinity) {
        Recommender recommender = recommender(1, 60);
        Request request = Request.of(List.of()).only(List.of("i60")).boost((item, score) -> infinity);
        assertThatThrownBy(() -> recommender.recommend(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Request.boost: the rescorer gives " + infinity + " for item i60 with score 0.0; it must"
                        + " give a finite number, or NaN to leave the item out");
    }

    @Test
    void aFailureOfAFunctionLeavesTheRecommenderAsItWas() {
        Recommender recommender = recommender(1, 300);
        List<Recommendation> before = recommender.recommend(HISTORY, 300);
        Set<String> calls = new HashSet<>();
        Request failing = Request.of(HISTORY).boost((item, score) -> {
            if (calls.add(item) && calls.size() == 100) {
                throw new IllegalStateException("no stock known of " + item);
            }
            return score;
        });
        assertThatThrownBy(() -> recommender.recommend(failing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no stock known of i");
        assertThatThrownBy(() -> recommender.recommend(Request.of(HISTORY).where(id -> {
                    throw new IllegalStateException(id);
                })))
                .isInstanceOf(IllegalStateException.class);
        assertThat(recommender.recommend(HISTORY, 300)).isEqualTo(before);
    }

    @Test
    void wrongArguments() {
        for (int top : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> Request.of(List.of()).top(top))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Request: top is " + top + "; it must be at least 1");
        }
        assertThatThrownBy(() -> ItemSet.of(Arrays.asList("i1", null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("ids: an id");
    }
}
