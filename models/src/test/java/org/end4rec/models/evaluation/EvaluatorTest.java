package org.end4rec.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.end4rec.core.random.RandomStream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {
    private static final int ITEMS = 40;

    // values

    @Test
    void threeUsersByHand() {
        Scorer scorer = (batch, scores) -> {
            for (int row = 0; row < batch.size(); row++) {
                for (int item = 1; item <= ITEMS; item++) {
                    scores[row * (ITEMS + 1) + item] = -item;
                }
            }
        };
        List<Example> examples = List.of(new Example(1, 1, 1), new Example(2, 1, 3), new Example(3, 1, 7));
        EvaluationResult result = evaluator(RankingProtocol.FULL).evaluate(scorer, examples);

        assertThat(result.examples()).isEqualTo(3);
        assertThat(result.protocol()).isEqualTo("full");
        assertThat(result.ranks()).containsExactly(1, 3, 7);
        assertThat(result.metrics().keySet())
                .containsExactly("HR@5", "NDCG@5", "MRR@5", "HR@10", "NDCG@10", "MRR@10", "HR@20", "NDCG@20", "MRR@20");
        assertThat(result.metric("HR@5")).isEqualTo(2 / 3.0);
        assertThat(result.metric("NDCG@5")).isCloseTo((1 + 0.5) / 3, within(1e-15));
        assertThat(result.metric("MRR@10")).isCloseTo((1 + 1 / 3.0 + 1 / 7.0) / 3, within(1e-15));
        assertThat(result)
                .hasToString("3 examples, ranking full: HR@5 0.6667 NDCG@5 0.5000 MRR@5 0.4444 HR@10 1.0000 NDCG@10"
                        + " 0.6111 MRR@10 0.4921 HR@20 1.0000 NDCG@20 0.6111 MRR@20 0.4921");
    }

    @Test
    void whomASampleCannotRankIsLeftOutAndCounted() {
        int[] all = IntStream.rangeClosed(1, ITEMS - 5).toArray();
        List<Example> examples = List.of(new Example(1, 1, 1), new Example(2, 1, 3), new Example(3, 1, 7));
        Evaluator evaluator = new Evaluator(
                ITEMS, RankingProtocol.sampled(9, 1), EvaluatorTest::assemble, user -> user == 2 ? all : new int[] {1});
        EvaluationResult result = evaluator.evaluate(EvaluatorTest::noisy, examples);
        assertThat(result.examples()).isEqualTo(2);
        assertThat(result.leftOut()).isEqualTo(1);
        EvaluationResult others = evaluator.evaluate(EvaluatorTest::noisy, List.of(examples.get(0), examples.get(2)));
        assertThat(result.ranks()).isEqualTo(others.ranks());
        assertThat(others.leftOut()).isZero();
        assertThatThrownBy(() -> evaluator.evaluate(EvaluatorTest::noisy, examples.subList(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("RankingProtocol: sampled:9 needs 9 items that a user never has; no user");
    }

    // oracle

    @Test
    void ranksOfManyUsersEqualASortWithTies() {
        List<Example> examples = examples(1000);
        int[] ranks = evaluator(RankingProtocol.FULL)
                .evaluate(EvaluatorTest::noisy, examples)
                .ranks();

        for (int i = 0; i < ranks.length; i++) {
            float[] row = new float[ITEMS + 1];
            noisy(assemble(List.of(examples.get(i))), row);
            float[] sorted = Arrays.copyOfRange(row, 1, ITEMS + 1);
            Arrays.sort(sorted);
            int below = 0;
            while (sorted[below] < row[examples.get(i).target()]) {
                below++;
            }
            assertThat(ranks[i]).isEqualTo(ITEMS - below);
        }
        Figures.print(
                "M1", "ranks of users with many ties against a sort", "%d of %d equal", ranks.length, ranks.length);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        List<Example> examples = examples(1500);
        for (RankingProtocol protocol : List.of(RankingProtocol.FULL, RankingProtocol.sampled(20, 1))) {
            EvaluationResult one = evaluator(protocol).evaluate(EvaluatorTest::noisy, examples);
            for (int threads : new int[] {2, 7, 50}) {
                EvaluationResult many =
                        evaluator(protocol).withThreads(threads).evaluate(EvaluatorTest::noisy, examples);

                assertThat(many.ranks()).isEqualTo(one.ranks());
                assertThat(many.metrics()).isEqualTo(one.metrics());
            }
        }
    }

    @Test
    void theOrderOfTheUsersDoesNotMatter() {
        List<Example> examples = examples(700);
        List<Example> shuffled = new ArrayList<>(examples);
        Collections.shuffle(shuffled, new Random(3));
        Evaluator evaluator = evaluator(RankingProtocol.sampled(20, 1));
        EvaluationResult straight = evaluator.evaluate(EvaluatorTest::noisy, examples);
        EvaluationResult mixed = evaluator.evaluate(EvaluatorTest::noisy, shuffled);

        assertThat(mixed.metrics()).isEqualTo(straight.metrics());
        assertThat(ranksByExample(shuffled, mixed)).isEqualTo(ranksByExample(examples, straight));
    }

    // edges

    @Test
    void aConstantScorerIsWorthNothing() {
        Scorer constant = (batch, scores) -> Arrays.fill(scores, 0.125f);
        EvaluationResult result = evaluator(RankingProtocol.FULL)
                .withCutoffs(List.of(1, ITEMS - 1, ITEMS, 10 * ITEMS))
                .evaluate(constant, examples(9));

        Figures.print(
                "M1",
                "constant scorer, HR@1 and HR@V−1",
                "%s and %s",
                result.metric("HR@1"),
                result.metric("HR@" + (ITEMS - 1)));
        assertThat(result.metric("HR@1")).isZero();
        assertThat(result.metric("HR@" + (ITEMS - 1))).isZero();
        assertThat(result.metric("HR@" + ITEMS)).isEqualTo(1.0);
        assertThat(result.metric("MRR@" + 10 * ITEMS)).isEqualTo(1.0 / ITEMS);
    }

    @Test
    void theScorerDoesNotSeeTheTargets() {
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        evaluator(RankingProtocol.FULL)
                .evaluate(
                        (batch, scores) -> {
                            IntStream.of(batch.targets()).forEach(seen::add);
                            noisy(batch, scores);
                        },
                        examples(300));

        assertThat(seen).hasSize(300).containsOnly(0);
    }

    @Test
    void blocksAreBounded() {
        AtomicInteger largest = new AtomicInteger();
        evaluator(RankingProtocol.FULL)
                .evaluate(
                        (batch, scores) -> {
                            largest.accumulateAndGet(batch.size(), Math::max);
                            assertThat(scores).hasSize(256 * (ITEMS + 1));
                            noisy(batch, scores);
                        },
                        examples(600));

        assertThat(largest).hasValue(256);
        assertThat(new Evaluator(65_535, RankingProtocol.FULL, EvaluatorTest::assemble, user -> new int[0]).blockSize())
                .isEqualTo(256);
        assertThat(new Evaluator(1_000_000, RankingProtocol.FULL, EvaluatorTest::assemble, user -> new int[0])
                        .blockSize())
                .isEqualTo(16);
        assertThat(new Evaluator(100_000_000, RankingProtocol.FULL, EvaluatorTest::assemble, user -> new int[0])
                        .blockSize())
                .isEqualTo(1);
    }

    @Test
    void ranksAreWrittenAsATable(@TempDir Path folder) throws IOException {
        EvaluationResult result = evaluator(RankingProtocol.FULL)
                .evaluate(
                        (batch, scores) -> Arrays.fill(scores, 1f),
                        List.of(new Example(3, 1, 2), new Example(1, 1, 39)));
        Path file = folder.resolve("ranks.tsv");

        result.writeRanks(file);
        assertThat(Files.readString(file)).isEqualTo("user\ttarget\trank\n3\t2\t40\n1\t39\t40\n");

        result.writeRanks(file, user -> "u\t" + user, item -> "é\\\r\n" + item);
        assertThat(Files.readString(file))
                .isEqualTo("user\ttarget\trank\nu\\t3\té\\\\\\r\\n2\t40\nu\\t1\té\\\\\\r\\n39\t40\n");
    }

    // errors

    @Test
    void refusesNaNAndForgottenScores() {
        Scorer forgetful = (batch, scores) -> {
            noisy(batch, scores);
            if (batch.items()[0] == 257) {
                scores[2 * (ITEMS + 1) + 17] = Float.NaN;
            }
        };
        for (int threads : new int[] {1, 3}) {
            assertThatThrownBy(() ->
                            evaluator(RankingProtocol.FULL).withThreads(threads).evaluate(forgetful, examples(600)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Evaluator: the score of item 17 for user 259 is NaN or was not written; a model whose"
                            + " training diverged gives NaN, so check its weights");
        }
        assertThatThrownBy(() -> evaluator(RankingProtocol.FULL).evaluate((batch, scores) -> {}, examples(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Evaluator: the score of item 1 for user 1 is NaN or was not written");
    }

    @Test
    void refusesExamplesThatCannotBeRanked() {
        assertThatThrownBy(() -> evaluator(RankingProtocol.FULL).evaluate(EvaluatorTest::noisy, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Evaluator: there are no examples; give at least one");
        assertThatThrownBy(() ->
                        evaluator(RankingProtocol.FULL).evaluate(EvaluatorTest::noisy, List.of(new Example(5, 1, 41))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Evaluator: target 41 of user 5 is not an item; items are 1 to 40");
        assertThatThrownBy(() -> new Evaluator(
                                ITEMS, RankingProtocol.FULL, block -> assemble(block.subList(1, 2)), user -> new int[0])
                        .evaluate(EvaluatorTest::noisy, examples(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Evaluator: the assembler made 1 rows of 2 examples; it must make one row for each");
    }

    @Test
    void refusesImpossibleSettings() {
        assertThatThrownBy(() -> evaluator(RankingProtocol.FULL).withThreads(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Evaluator: threads is 0; it must be at least 1");
        assertThatThrownBy(() -> evaluator(RankingProtocol.FULL).withCutoffs(List.of(5, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Evaluator: cutoffs are [5, 0]; give one or more numbers, each at least 1");
        assertThatThrownBy(() -> new Evaluator(0, RankingProtocol.FULL, EvaluatorTest::assemble, user -> new int[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Evaluator: the catalogue has 0 items; it needs at least 1");
        assertThatThrownBy(() -> evaluator(RankingProtocol.FULL)
                        .evaluate(EvaluatorTest::noisy, examples(3))
                        .metric("HR@7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EvaluationResult: there is no metric \"HR@7\"; the metrics are [HR@5, NDCG@5, MRR@5,"
                        + " HR@10, NDCG@10, MRR@10, HR@20, NDCG@20, MRR@20]");
    }

    private static Evaluator evaluator(RankingProtocol protocol) {
        return new Evaluator(ITEMS, protocol, EvaluatorTest::assemble, user -> new int[] {1 + user % ITEMS});
    }

    private static List<Example> examples(int users) {
        return IntStream.rangeClosed(1, users)
                .mapToObj(user -> new Example(user, 1, 1 + (user * 7) % ITEMS))
                .toList();
    }

    /** One event, whose item is the user's number: enough for a scorer to know whom it scores. */
    private static Batch assemble(List<Example> examples) {
        int[] users = examples.stream().mapToInt(Example::user).toArray();
        int[] targets = examples.stream().mapToInt(Example::target).toArray();
        return new Batch(users.length, 1, users, users.clone(), targets);
    }

    private static void noisy(Batch batch, float[] scores) {
        for (int row = 0; row < batch.size(); row++) {
            RandomStream stream = RandomStream.of(1, "scores", batch.items()[row]);
            for (int item = 1; item <= ITEMS; item++) {
                scores[row * (ITEMS + 1) + item] = stream.below(item, 15) - 7;
            }
        }
    }

    private static Map<Example, Integer> ranksByExample(List<Example> examples, EvaluationResult result) {
        Map<Example, Integer> ranks = new HashMap<>();
        int[] values = result.ranks();
        for (int i = 0; i < values.length; i++) {
            ranks.put(examples.get(i), values[i]);
        }
        return ranks;
    }
}
