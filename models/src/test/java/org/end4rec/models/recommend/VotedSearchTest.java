package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.end4rec.autograd.Tape;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.counting.TinyLogs;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.votes.VoteWeights;
import org.end4rec.models.votes.Votes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ranker of a model with votes. */
class VotedSearchTest {
    private static final int LENGTH = 11;
    private static final int BEHAVIORS = 3;
    private static final VoteWeights WEIGHTS = new VoteWeights(0.05, 0.1, 0.9, 1);

    /** A third of the events is eliminated, more or less. */
    private static DenoisingEncoder encoder(int items, long seed) {
        TrainingConfig config = TinyRuns.with("dim=12", "chunks=2", "length=" + LENGTH, "score=agreement");
        DenoisingEncoder encoder = config.variant(items, BEHAVIORS, 1).create(new double[] {5, 2, 1}, seed);
        encoder.parameters().get("hard.score.bias").value().data()[0] = 1.5f;
        return encoder;
    }

    private static TrainedModel model(int items, long seed, VoteWeights weights) {
        int[][] rows = new int[40][];
        for (int user = 0; user < rows.length; user++) {
            rows[user] = draw("user", 100 * (int) seed + user, 5 + user % 9, items);
        }
        Histories histories = TinyLogs.of(items, rows);
        NeighborVotes votes =
                NeighborVotes.of(histories, Split.leaveLastOut(histories, "buy", false), 6, weights.shrinkage());
        return new TrainedModel(encoder(items, seed), GuidedTraining.JOINT, Votes.of(votes, weights));
    }

    private static int[] draw(String purpose, int number, int length, int most) {
        RandomStream stream = RandomStream.of(5, purpose, number);
        return IntStream.range(0, length)
                .map(i -> 1 + (int) stream.below(i, most))
                .toArray();
    }

    private static float[] scores(TrainedModel model, int items, int[] history, int[] behaviors) {
        float[] scores = new float[items + 1];
        model.scorer().score(BatchAssembler.ofHistory(history, behaviors, LENGTH), scores);
        return scores;
    }

    // oracle

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 13, 127, 128, 129, 300})
    void equalsASortOfTheVotedScoresBitForBit(int items) {
        int moved = 0;
        int eliminated = 0;
        for (int seed = 1; seed <= 4; seed++) {
            VoteWeights weights = new VoteWeights(seed == 4 ? 4 : 0.02 * seed, 0.03 * seed, 1 - 0.1 * seed, seed);
            TrainedModel model = model(items, seed, weights);
            NextItemRanker ranker = new NextItemRanker(model, LENGTH);
            NextItemRanker without = new NextItemRanker(model.encoder(), model.stage(), LENGTH);
            for (int length : new int[] {1, 5, LENGTH, 40}) {
                int[] history = draw("items", 50 * seed + length, length, items);
                int[] behaviors = draw("behaviors", 50 * seed + length, length, BEHAVIORS);
                float[] scores = scores(model, items, history, behaviors);
                for (boolean excludeSeen : new boolean[] {false, true}) {
                    for (int top : new int[] {1, 10, items, Integer.MAX_VALUE}) {
                        int[] sorted = sorted(scores, excludeSeen ? history : new int[0], top);
                        RankedItems ranked = ranker.rank(history, behaviors, top, excludeSeen);
                        assertThat(ranked.items()).isEqualTo(sorted);
                        for (int i = 0; i < sorted.length; i++) {
                            assertThat(ranked.scores()[i]).isEqualTo(scores[sorted[i]]);
                        }
                        moved += Arrays.equals(
                                        without.rank(history, behaviors, top, excludeSeen)
                                                .items(),
                                        sorted)
                                ? 0
                                : 1;
                    }
                }
                eliminated += eliminated(model, BatchAssembler.ofHistory(history, behaviors, LENGTH));
            }
        }
        assertThat(eliminated).isPositive();
        assertThat(moved).isGreaterThanOrEqualTo(items < 13 ? 0 : 30);
    }

    private static int[] sorted(float[] scores, int[] excluded, int top) {
        return IntStream.range(1, scores.length)
                .filter(item -> Arrays.stream(excluded).noneMatch(seen -> seen == item))
                .boxed()
                .sorted(Comparator.comparing((Integer item) -> -scores[item]))
                .limit(top)
                .mapToInt(item -> item)
                .toArray();
    }

    private static int eliminated(TrainedModel model, Batch batch) {
        float[] kept = EncodedHistories.of(model.encoder(), model.stage(), Tape.inference(), batch)
                .kept();
        int count = 0;
        for (int i = 0; kept != null && i < kept.length; i++) {
            count += batch.items()[i] > 0 && kept[i] == 0 ? 1 : 0;
        }
        return count;
    }

    @Test
    void eightThreadsGetTheAnswersOfOne() throws Exception {
        int items = 300;
        NextItemRanker ranker = new NextItemRanker(model(items, 1, WEIGHTS), LENGTH);
        int requests = 20;
        RankedItems[] expected = new RankedItems[requests];
        for (int i = 0; i < requests; i++) {
            expected[i] = rank(ranker, i, items);
        }
        Callable<Integer> client = () -> {
            for (int i = 0; i < 5 * requests; i++) {
                int request = i * 7 % requests;
                RankedItems found = rank(ranker, request, items);
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

    private static RankedItems rank(NextItemRanker ranker, int request, int items) {
        return ranker.rank(
                draw("items", request, 3 + request, items),
                draw("behaviors", request, 3 + request, BEHAVIORS),
                9,
                request % 2 == 0);
    }

    // edges

    @Test
    void tiedItemsComeInTheirOrder() {
        int items = 62;
        int[][] rows = new int[items - 2][];
        for (int near = 3; near <= items; near++) {
            // even items are near to item 1 and odd ones as near to item 2
            rows[near - 3] = new int[] {1 + near % 2, near, 1, 1};
        }
        Histories histories = TinyLogs.of(items, rows);
        NeighborVotes votes = NeighborVotes.of(histories, Split.leaveLastOut(histories, "buy", false), items, 1);
        DenoisingEncoder encoder = encoder(items, 1);
        float[] table = encoder.itemEmbedding().value().data();
        for (int item = 2; item <= items; item++) {
            System.arraycopy(table, 12, table, 12 * item, 12);
        }
        TrainedModel model =
                new TrainedModel(encoder, GuidedTraining.MINING, Votes.of(votes, new VoteWeights(0.05, 0.1, 1, 1)));
        // the votes of the newest event, for the even items, are counted first
        int[] history = {2, 1};
        int[] expected = IntStream.concat(IntStream.rangeClosed(3, items), IntStream.of(1, 2))
                .toArray();
        for (int top : new int[] {8, items}) {
            assertThat(new NextItemRanker(model, LENGTH)
                            .rank(history, new int[] {1, 1}, top, false)
                            .items())
                    .isEqualTo(Arrays.copyOf(expected, top));
        }
    }

    @Test
    void votesThatAreWorthNothingChangeNothing() {
        TrainedModel model = model(50, 2, new VoteWeights(0, 0.03, 0.9, 1));
        RankedItems with = rank(new NextItemRanker(model, LENGTH), 3, 50);
        RankedItems without = rank(new NextItemRanker(model.encoder(), model.stage(), LENGTH), 3, 50);
        assertThat(with.items()).isEqualTo(without.items());
        assertThat(with.scores()).isEqualTo(without.scores());
    }

    @Test
    void nothingOfTheSizeOfTheCatalogueIsAllocatedAgain() {
        int items = 60_000;
        TrainedModel model = model(items, 1, WEIGHTS);
        VotedSearch search = Objects.requireNonNull(
                VotedSearch.of(model, new QuantizedCatalogue(model.encoder().itemEmbedding())));
        Batch batch = BatchAssembler.ofHistory(new int[] {3, 4, 5}, new int[] {1, 1, 2}, LENGTH);
        RankedItems without = new RankedItems(new int[] {7, 2, 9}, new float[] {3, 2, 1});
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            search.best(without, new float[12], batch, null, 3, Exclusion.NONE);
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least)
                .as("bytes, where an array of V floats has %d", Float.BYTES * items)
                .isBetween(1L, 10_000L);
    }

    @Test
    void fewerItemsThanWantedWhereMostAreSeen() {
        NextItemRanker ranker = new NextItemRanker(model(4, 1, WEIGHTS), LENGTH);
        RankedItems left = ranker.rank(new int[] {1, 2, 4}, new int[] {1, 1, 1}, 3, true);
        assertThat(left.items()).containsExactly(3);
    }
}
