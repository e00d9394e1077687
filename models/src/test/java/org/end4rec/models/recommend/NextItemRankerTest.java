package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.training.EncoderScorer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextItemRankerTest {
    private static final int LENGTH = 11;
    private static final int BEHAVIORS = 3;

    private static SequenceEncoder encoder(int items) {
        End4RecVariant config = End4RecVariant.builder(items, BEHAVIORS, LENGTH)
                .dim(12)
                .chunks(2)
                .dropout(0.1f)
                .temperature(0.5f)
                .score(End4RecVariant.Score.AGREEMENT)
                .weightCompactness(0.1)
                .weightContrast(0.1)
                .elimination(0.1, 0.2)
                .build();
        return config.create(new double[] {5, 2, 1}, 7);
    }

    private static Stage last(SequenceEncoder encoder) {
        return encoder.lastStage();
    }

    private static NextItemRanker ranker(SequenceEncoder encoder) {
        return new NextItemRanker(encoder, last(encoder), LENGTH);
    }

    private static int[] draw(int number, int length, int most) {
        RandomStream stream = RandomStream.of(5, "history", number);
        return IntStream.range(0, length)
                .map(i -> 1 + (int) stream.below(i, most))
                .toArray();
    }

    /** [V+1] scores by the plain path. */
    private static float[] scores(SequenceEncoder encoder, int items, int[] history, int[] behaviors) {
        float[] scores = new float[items + 1];
        new EncoderScorer(encoder, last(encoder)).score(BatchAssembler.ofHistory(history, behaviors, LENGTH), scores);
        return scores;
    }

    // oracle

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 13, 127, 128, 129, 300})
    void equalsASortOfThePlainScoresBitForBit(int items) {
        SequenceEncoder encoder = encoder(items);
        NextItemRanker ranker = ranker(encoder);
        for (int length : new int[] {1, 5, LENGTH, 40}) {
            int[] history = draw(2 * length, length, items);
            int[] behaviors = draw(2 * length + 1, length, BEHAVIORS);
            float[] scores = scores(encoder, items, history, behaviors);
            for (boolean excludeSeen : new boolean[] {false, true}) {
                for (int top : new int[] {1, 10, Integer.MAX_VALUE}) {
                    int[] sorted = IntStream.rangeClosed(1, items)
                            .filter(item ->
                                    !excludeSeen || Arrays.stream(history).noneMatch(seen -> seen == item))
                            .boxed()
                            .sorted(Comparator.comparing((Integer item) -> -scores[item]))
                            .limit(top)
                            .mapToInt(item -> item)
                            .toArray();
                    RankedItems ranked = ranker.rank(history, behaviors, top, excludeSeen);
                    assertThat(ranked.items()).isEqualTo(sorted);
                    for (int i = 0; i < sorted.length; i++) {
                        assertThat(ranked.scores()[i]).isEqualTo(scores[sorted[i]]);
                    }
                }
            }
        }
    }

    @Test
    void tiedItemsComeInTheirOrder() {
        SequenceEncoder encoder = encoder(300);
        float[] table = encoder.itemEmbedding().value().data();
        for (int item = 2; item <= 300; item++) {
            System.arraycopy(table, 12 * (1 + item % 3), table, 12 * item, 12);
        }
        RankedItems ranked = ranker(encoder).rank(new int[] {4, 5}, new int[] {1, 2}, 300, false);
        for (int i = 1; i < 300; i++) {
            float before = ranked.scores()[i - 1];
            assertThat(ranked.scores()[i]).isLessThanOrEqualTo(before);
            if (ranked.scores()[i] == before) {
                assertThat(ranked.items()[i]).isGreaterThan(ranked.items()[i - 1]);
            }
        }
        assertThat(ranked.scores()[0]).isEqualTo(ranked.scores()[98]);
    }

    @Test
    void eightThreadsGetTheAnswersOfOne() throws Exception {
        int items = 300;
        NextItemRanker ranker = ranker(encoder(items));
        int requests = 40;
        RankedItems[] expected = new RankedItems[requests];
        for (int i = 0; i < requests; i++) {
            expected[i] = ranker.rank(draw(i, 3 + i, items), draw(i + 1, 3 + i, BEHAVIORS), 9, i % 2 == 0);
        }
        Callable<Integer> client = () -> {
            for (int i = 0; i < 10 * requests; i++) {
                int request = i * 7 % requests;
                RankedItems found = ranker.rank(
                        draw(request, 3 + request, items),
                        draw(request + 1, 3 + request, BEHAVIORS),
                        9,
                        request % 2 == 0);
                assertThat(found.items()).isEqualTo(expected[request].items());
                assertThat(found.scores()).isEqualTo(expected[request].scores());
            }
            return 1;
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            int done = 0;
            for (Future<Integer> future : threads.invokeAll(Collections.nCopies(8, client))) {
                done += future.get();
            }
            assertThat(done).isEqualTo(8);
        } finally {
            threads.shutdown();
        }
    }

    // edges

    @Test
    void aFailureLeavesNothingBehind() {
        SequenceEncoder encoder = encoder(50);
        NextItemRanker ranker = ranker(encoder);
        int[] history = {3, 4, 5};
        int[] behaviors = {1, 2, 3};
        RankedItems before = ranker.rank(history, behaviors, 5, true);
        assertThatThrownBy(() -> ranker.rank(new int[] {3, 51, 5}, behaviors, 5, true))
                .isInstanceOf(RuntimeException.class);
        assertThat(ranker.rank(history, behaviors, 5, true).scores()).isEqualTo(before.scores());
    }

    @Test
    void theAnswerIsTheCallersToKeep() {
        NextItemRanker ranker = ranker(encoder(50));
        int[] history = {3, 4, 5};
        RankedItems first = ranker.rank(history, new int[] {1, 1, 2}, 5, false);
        int[] items = first.items().clone();
        ranker.rank(new int[] {9}, new int[] {3}, 5, true);
        assertThat(first.items()).isEqualTo(items);
        assertThat(history).containsExactly(3, 4, 5);
    }

    // errors

    @Test
    void topBelowOne() {
        NextItemRanker ranker = ranker(encoder(5));
        for (int top : List.of(0, -3)) {
            assertThatThrownBy(() -> ranker.rank(new int[] {1}, new int[] {1}, top, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("NextItemRanker: top is " + top + "; it must be at least 1");
        }
    }
}
