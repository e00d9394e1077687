package org.end4rec.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.end4rec.models.data.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingProtocolTest {
    private static final float NAN = Float.NaN;

    // values

    @Test
    void fullCountsEveryItem() {
        float[] scores = {NAN, 0.5f, 3, -1, 2, 0.5f};

        assertThat(rank(RankingProtocol.FULL, scores, 2)).isEqualTo(1);
        assertThat(rank(RankingProtocol.FULL, scores, 4)).isEqualTo(2);
        assertThat(rank(RankingProtocol.FULL, scores, 1)).as("tied with item 5").isEqualTo(4);
        assertThat(rank(RankingProtocol.FULL, scores, 5)).as("tied with item 1").isEqualTo(4);
        assertThat(rank(RankingProtocol.FULL, scores, 3)).isEqualTo(5);
    }

    @Test
    void fullReadsTheRowAtItsOffset() {
        float[] scores = {NAN, 9, 9, 9, NAN, 1, 3, 2};

        assertThat(RankingProtocol.FULL.rank(scores, 4, 3, new Example(1, 0, 3), new int[] {3}))
                .isEqualTo(2);
    }

    @Test
    void unseenLeavesOutTheHistoryShownButNotTheTarget() {
        float[] scores = {NAN, 5, 4, 3, 2, 1};
        int[] history = {1, 4, 1, 3, 2};

        assertThat(RankingProtocol.UNSEEN.rank(scores, 0, 5, new Example(1, 3, 3), history))
                .as("item 1 is masked once, item 4 was below anyway, item 2 comes after the end")
                .isEqualTo(2);
        assertThat(RankingProtocol.UNSEEN.rank(scores, 0, 5, new Example(1, 4, 3), history))
                .as("a target that was seen before stays")
                .isEqualTo(2);
        assertThat(RankingProtocol.FULL.rank(scores, 0, 5, new Example(1, 3, 3), history))
                .isEqualTo(3);
    }

    @Test
    void sampledOfAllCandidatesIsFullWithoutTheHistory() {
        float[] scores = {NAN, 5, 4, 3, 2, 1, 6, 3};

        assertThat(RankingProtocol.sampled(4, 1).rank(scores, 0, 7, new Example(1, 1, 3), new int[] {6, 3, 4}))
                .as("1, 2 and 7 are at least as good, 5 is worse")
                .isEqualTo(4);
    }

    @Test
    void namesAreRead() {
        assertThat(RankingProtocol.parse("full", 0)).isEqualTo(RankingProtocol.FULL);
        assertThat(RankingProtocol.parse("unseen", 0)).isEqualTo(RankingProtocol.UNSEEN);
        assertThat(RankingProtocol.parse("sampled:99", 7)).isEqualTo(RankingProtocol.sampled(99, 7));
        for (String name : List.of("full", "unseen", "sampled:99")) {
            assertThat(RankingProtocol.parse(name, 0).name()).isEqualTo(name);
        }
    }

    @Test
    void validationRanksWhatCanBeATarget() {
        assertThat(RankingProtocol.validation(true)).isEqualTo(RankingProtocol.UNSEEN);
        assertThat(RankingProtocol.validation(false)).isEqualTo(RankingProtocol.FULL);
    }

    // oracle

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 13, 17, 31, 127, 1000})
    void ranksEqualAStableSortThatPutsTheTargetLast(int items) {
        SplittableRandom random = new SplittableRandom(items);
        for (int trial = 0; trial < 50; trial++) {
            float[] scores = new float[items + 1];
            for (int item = 1; item <= items; item++) {
                scores[item] = random.nextInt(-4, 5) / 4f;
            }
            scores[0] = NAN;
            int[] history = random.ints(random.nextInt(1, 9), 1, items + 1).toArray();
            Example example = new Example(trial, random.nextInt(history.length), 1 + random.nextInt(items));
            List<Integer> all = IntStream.rangeClosed(1, items).boxed().toList();
            List<Integer> unseen = new ArrayList<>(all);
            for (int i = 0; i < example.end(); i++) {
                if (history[i] != example.target()) {
                    unseen.remove((Integer) history[i]);
                }
            }

            assertThat(RankingProtocol.FULL.rank(scores, 0, items, example, history))
                    .isEqualTo(sortedRank(scores, all, example.target()));
            assertThat(RankingProtocol.UNSEEN.rank(scores, 0, items, example, history))
                    .isEqualTo(sortedRank(scores, unseen, example.target()));
        }
    }

    @Test
    void sampledRanksEqualASortOfItsDraw() {
        SplittableRandom random = new SplittableRandom(5);
        SampledRanking protocol = new SampledRanking(20, 3);
        for (int user = 1; user <= 200; user++) {
            float[] scores = new float[101];
            for (int item = 1; item <= 100; item++) {
                scores[item] = random.nextInt(10);
            }
            int[] history = random.ints(10, 1, 101).toArray();
            Example example = new Example(user, 9, history[9]);
            List<Integer> candidates = new ArrayList<>();
            IntStream.of(protocol.draw(100, example, history)).forEach(candidates::add);
            candidates.add(example.target());

            assertThat(protocol.rank(scores, 0, 100, example, history))
                    .isEqualTo(sortedRank(scores, candidates, example.target()));
        }
    }

    @Test
    void negativesAreDistinctAndNeverTheUsersOwn() {
        SplittableRandom random = new SplittableRandom(6);
        for (int user = 1; user <= 500; user++) {
            int items = random.nextInt(40, 60);
            int[] history = random.ints(10, 1, items + 1).toArray();
            int[] drawn = new SampledRanking(29, 4).draw(items, new Example(user, 9, 1 + user % items), history);

            assertThat(drawn).hasSize(29).doesNotHaveDuplicates().doesNotContain(1 + user % items);
            assertThat(drawn).doesNotContain(history);
            assertThat(Arrays.stream(drawn).allMatch(item -> item >= 1 && item <= items))
                    .isTrue();
        }
    }

    @Test
    void negativesAreUniform() {
        int[] counts = new int[11];
        int users = 30_000;
        for (int user = 1; user <= users; user++) {
            for (int item : new SampledRanking(3, 8).draw(10, new Example(user, 1, 4), new int[] {2, 4, 9, 2})) {
                counts[item]++;
            }
        }

        // seven candidates, each chosen with chance 3/7: standard deviation 86
        for (int item : new int[] {1, 3, 5, 6, 7, 8, 10}) {
            assertThat(counts[item]).isBetween(users * 3 / 7 - 430, users * 3 / 7 + 430);
        }
        assertThat(counts[2] + counts[4] + counts[9]).isZero();
    }

    /** Of two targets of a user neither is a negative of the other, and what other users get does not change. */
    @Test
    void noTargetOfAUserIsANegative() {
        int[] history = {1, 2};
        List<Example> examples = List.of(new Example(5, 2, 3), new Example(5, 2, 4), new Example(6, 2, 3));
        SampledRanking protocol = new SampledRanking(6, 1);
        RankingProtocol known = protocol.forExamples(10, examples, user -> history);
        float[] scores = {NAN, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0};
        assertThat(known.rank(scores, 0, 10, examples.get(0), history)).isEqualTo(1);
        assertThat(known.rank(scores, 0, 10, examples.get(1), history)).isEqualTo(1);
        assertThat(((SampledRanking) known).draw(10, examples.get(2), history))
                .isEqualTo(protocol.draw(10, examples.get(2), history));
        assertThat(RankingProtocol.UNSEEN.forExamples(10, examples, user -> history))
                .isSameAs(RankingProtocol.UNSEEN);
        SampledRanking seven = new SampledRanking(7, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seven.forExamples(10, examples, user -> history))
                .withMessage(
                        "RankingProtocol: sampled:7 needs 7 items that a user never has; one user lacks only 6 of the"
                                + " 10 items; sample fewer items, or use full");
    }

    @Test
    void aUserWithNearlyAllItemsIsLeftOut() {
        List<Example> examples = List.of(new Example(1, 2, 3), new Example(2, 2, 3), new Example(1, 2, 4));
        int[][] histories = {{}, {1, 2}, {1, 2}};
        assertThat(RankingProtocol.sampled(2, 1).rankable(6, examples, user -> histories[user]))
                .isEqualTo(examples);
        assertThat(RankingProtocol.sampled(3, 1).rankable(6, examples, user -> histories[user]))
                .as("user 1 has 1 to 4 of 6 items, user 2 has 1 to 3")
                .containsExactly(examples.get(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankingProtocol.sampled(4, 1).rankable(6, examples, user -> histories[user]))
                .withMessage(
                        "RankingProtocol: sampled:4 needs 4 items that a user never has; no user lacks so many of the 6"
                                + " items; sample fewer items, or use full");
        assertThat(RankingProtocol.FULL.rankable(6, examples, user -> histories[user]))
                .isEqualTo(examples);
    }

    // edges

    @Test
    void aConstantScorerIsLast() {
        float[] scores = new float[14];

        assertThat(rank(RankingProtocol.FULL, scores, 6)).isEqualTo(13);
        assertThat(rank(RankingProtocol.sampled(9, 1), scores, 6)).isEqualTo(10);
    }

    @Test
    void aSingleItemIsFirst() {
        assertThat(rank(RankingProtocol.FULL, new float[] {NAN, 0.25f}, 1)).isEqualTo(1);
    }

    @Test
    void infinitiesAreScoresLikeOthers() {
        float[] scores = {NAN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};

        assertThat(rank(RankingProtocol.FULL, scores, 2)).isEqualTo(1);
        assertThat(rank(RankingProtocol.FULL, scores, 1)).isEqualTo(3);
    }

    @Test
    void theDrawDependsOnSeedUserAndEnd() {
        int[] history = {1, 2};
        int[] drawn = new SampledRanking(99, 1).draw(10_000, new Example(5, 1, 2), history);

        assertThat(new SampledRanking(99, 1).draw(10_000, new Example(5, 1, 2), history))
                .isEqualTo(drawn);
        assertThat(new SampledRanking(99, 2).draw(10_000, new Example(5, 1, 2), history))
                .isNotEqualTo(drawn);
        assertThat(new SampledRanking(99, 1).draw(10_000, new Example(6, 1, 2), history))
                .isNotEqualTo(drawn);
        assertThat(new SampledRanking(99, 1).draw(10_000, new Example(5, 2, 2), history))
                .isNotEqualTo(drawn);
    }

    // errors

    @ParameterizedTest
    @ValueSource(strings = {"", "Full", "sampled", "sampled:", "sampled:-1", "sampled:1e3", "sampled:9999999999"})
    void refusesOtherNames(String name) {
        assertThatThrownBy(() -> RankingProtocol.parse(name, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RankingProtocol: \"" + name + "\" is not a protocol; use full, unseen or sampled:n, where"
                        + " n is the number of negatives, such as sampled:99");
    }

    @Test
    void refusesImpossibleSamples() {
        assertThatThrownBy(() -> RankingProtocol.parse("sampled:0", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RankingProtocol: sampled:0 has no negatives to rank against; the number must be at least"
                        + " 1");
        assertThatThrownBy(() ->
                        RankingProtocol.sampled(4, 0).rank(new float[6], 0, 5, new Example(7, 1, 2), new int[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "RankingProtocol: sampled:4 needs 4 items that a user never has; one user lacks only 3 of the 5"
                                + " items; sample fewer items, or use full");
    }

    private static int rank(RankingProtocol protocol, float[] scores, int target) {
        return protocol.rank(scores, 0, scores.length - 1, new Example(1, 0, target), new int[] {target});
    }

    private static int sortedRank(float[] scores, List<Integer> candidates, int target) {
        List<Integer> order = new ArrayList<>(candidates);
        order.sort((a, b) -> scores[a] == scores[b]
                ? Boolean.compare(a == target, b == target)
                : Float.compare(scores[b], scores[a]));
        return order.indexOf(target) + 1;
    }
}
