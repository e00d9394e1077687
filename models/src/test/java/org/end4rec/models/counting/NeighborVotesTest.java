package org.end4rec.models.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeighborVotesTest {
    @TempDir
    private Path folder;

    /** Visible are {1,2,3} {1,2} {1,4}: the last two events of each user are held out. */
    private static final Histories HISTORIES =
            TinyLogs.of(4, new int[] {1, 2, 3, 4, 4}, new int[] {1, 2, 4, 4}, new int[] {1, 4, 2, 2});

    private static final NeighborVotes VOTES =
            NeighborVotes.of(HISTORIES, Split.leaveLastOut(HISTORIES, "buy", false), 9, 1);

    private static final Batch BATCH = new Batch(1, 3, new int[] {0, 1, 3}, new int[3], new int[1]);

    // values

    @Test
    void ofAHandfulOfUsers() {
        float[] votes = new float[5];
        int[] touched = new int[4];
        assertThat(VOTES.count(BATCH, 0, null, 0.5f, votes, touched)).isEqualTo(4);
        assertThat(touched).containsExactlyInAnyOrder(1, 2, 3, 4);
        double far = 1 / (Math.sqrt(3) + 1);
        assertThat(votes[0]).isZero();
        assertThat((double) votes[1]).isCloseTo(far, within(1e-6));
        assertThat((double) votes[2]).isCloseTo(1 / (Math.sqrt(2) + 1) + 1 / (Math.sqrt(6) + 1), within(1e-6));
        assertThat((double) votes[3]).isCloseTo(far / 2, within(1e-6));
        assertThat((double) votes[4]).isCloseTo(far / 2, within(1e-6));
        assertThat(VOTES.items()).isEqualTo(4);
    }

    @Test
    void anEventThatDoesNotCountLeavesTheAgesOfTheOthers() {
        float[] votes = new float[5];
        int[] touched = new int[4];
        assertThat(VOTES.count(BATCH, 0, new float[] {1, 1, 0}, 0.5f, votes, touched))
                .isEqualTo(3);
        assertThat(Arrays.copyOf(touched, 3)).containsExactlyInAnyOrder(2, 3, 4);
        assertThat(votes[1]).isZero();
        assertThat((double) votes[2]).isCloseTo(1 / (Math.sqrt(6) + 1), within(1e-6));
    }

    // oracle

    @ParameterizedTest
    @CsvSource({"1,1,0,false", "3,0.9,1,true", "7,0.3,20,false", "100,0.7,0.5,true", "2,0,1,false"})
    void isTheFormula(int neighbors, float recency, double shrinkage, boolean novel) {
        Random random = new Random(neighbors);
        int[][] rows = new int[29][];
        for (int user = 0; user < rows.length; user++) {
            rows[user] = random.ints(3 + random.nextInt(11), 1, 14).toArray();
        }
        Histories histories = TinyLogs.of(13, rows);
        Split split = Split.leaveLastOut(histories, "buy", novel);
        NeighborVotes model = NeighborVotes.of(histories, split, neighbors, shrinkage);
        NaiveVotes naive = new NaiveVotes(histories, split, neighbors, shrinkage);
        Batch batch = new BatchAssembler(histories, 6, novel).batch(split.test());
        float[] kept = new float[batch.size() * 6];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = random.nextInt(3) > 0 ? 1 : 0;
        }
        float[] votes = new float[14];
        int[] touched = new int[13];
        for (int row = 0; row < batch.size(); row++) {
            float[] counting = row % 3 == 0 ? null : kept;
            double[] expected = naive.of(batch, row, counting, recency);
            int found = model.count(batch, row, counting, recency, votes, touched);
            for (int item = 0; item < 14; item++) {
                assertThat((double) votes[item]).isCloseTo(expected[item], within(1e-5));
            }
            assertThat(Arrays.copyOf(touched, found))
                    .containsExactlyInAnyOrder(IntStream.range(1, 14)
                            .filter(item -> expected[item] > 0)
                            .toArray());
            Arrays.fill(votes, 0f);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 100})
    void votesOfEventsAddUpToTheCount(int neighbors) {
        Random random = new Random(neighbors);
        int[][] rows = new int[31][];
        for (int user = 0; user < rows.length; user++) {
            rows[user] = random.ints(3 + random.nextInt(11), 1, 14).toArray();
        }
        Histories histories = TinyLogs.of(13, rows);
        Split split = Split.leaveLastOut(histories, "buy", false);
        NeighborVotes model = NeighborVotes.of(histories, split, neighbors, 1);
        Batch batch = new BatchAssembler(histories, 6, false).batch(split.test());
        float[] kept = new float[batch.size() * 6];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = random.nextInt(3) > 0 ? 1 : 0;
        }
        for (int row = 0; row < batch.size(); row++) {
            float[] counting = row % 3 == 0 ? null : kept;
            float[] votes = new float[14];
            model.count(batch, row, counting, 0.9f, votes, new int[13]);
            for (int item = 1; item <= 13; item++) {
                float[] ofEvents = model.votesFor(item, batch, row, counting, 0.9f);
                float sum = 0f;
                for (int position = 5; position >= 0; position--) {
                    sum += ofEvents[position];
                    if (counting != null && counting[row * 6 + position] == 0) {
                        assertThat(ofEvents[position]).isZero();
                    }
                }
                assertThat(sum).isEqualTo(votes[item]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 100})
    void severalShrinkagesAtOnceAreTheSameAsOneByOne(int neighbors) {
        Random random = new Random(neighbors);
        int[][] rows = new int[31][];
        for (int user = 0; user < rows.length; user++) {
            rows[user] = random.ints(3 + random.nextInt(11), 1, 14).toArray();
        }
        Histories histories = TinyLogs.of(13, rows);
        Split split = Split.leaveLastOut(histories, "buy", false);
        Batch batch = new BatchAssembler(histories, 6, false).batch(split.test());
        BitSet some = new BitSet();
        some.set(3, 9);
        List<Double> shrinkages = List.of(0.0, 1.0, 20.0);
        List<Integer> reports = new ArrayList<>();
        List<NeighborVotes> together = NeighborVotes.of(histories, split, neighbors, shrinkages, some, reports::add);
        assertThat(reports)
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 13).boxed().toList());
        for (int i = 0; i < shrinkages.size(); i++) {
            NeighborVotes alone = NeighborVotes.of(histories, split, neighbors, shrinkages.get(i));
            for (int row = 0; row < batch.size(); row++) {
                float[] ofSome = new float[batch.items().length];
                for (int at = 0; at < ofSome.length; at++) {
                    ofSome[at] = some.get(batch.items()[at]) ? 1 : 0;
                }
                float[] expected = new float[14];
                float[] found = new float[14];
                alone.count(batch, row, ofSome, 0.9f, expected, new int[13]);
                together.get(i).count(batch, row, null, 0.9f, found, new int[13]);
                assertThat(found).isEqualTo(expected);
            }
        }
    }

    // edges

    /** The square of all that somebody had would take the time of all others together. */
    @Test
    void ofAUserTheNewestThousandItemsCount() {
        int[] many = new int[2503];
        for (int i = 0; i < 2501; i++) {
            // each twice, the newest at the end; item 7 is old and new
            many[i] = i == 2500 ? 7 : 1 + i / 2;
        }
        many[2501] = 1;
        many[2502] = 1;
        Histories histories = TinyLogs.of(1250, many, new int[] {1250, 7, 1, 1}, new int[] {3, 1249, 1, 1});
        NeighborVotes votes = NeighborVotes.of(histories, Split.leaveLastOut(histories, "buy", false), 2000, 1);
        assertThat(neighbors(votes, 1250)).hasSize(999).contains(7, 252, 1249).doesNotContain(6, 251);
        assertThat(neighbors(votes, 252)).hasSize(999);
        assertThat(neighbors(votes, 251)).isEmpty();
        assertThat(neighbors(votes, 3)).containsExactly(1249);
        float[] counted = new float[1251];
        votes.count(new Batch(1, 1, new int[] {1250}, new int[1], new int[1]), 0, null, 1f, counted, new int[1250]);
        // both had 7 and 1250; 1249 is of the first and of the third
        assertThat((double) counted[7]).isCloseTo(2 / (2 + 1.0), within(1e-6));
        assertThat((double) counted[1249]).isCloseTo(1 / (2 + 1.0), within(1e-6));
        assertThat((double) counted[252]).isCloseTo(1 / (Math.sqrt(2) + 1), within(1e-6));
    }

    private static List<Integer> neighbors(NeighborVotes votes, int item) {
        int[] touched = new int[votes.items()];
        Batch batch = new Batch(1, 1, new int[] {item}, new int[1], new int[1]);
        int found = votes.count(batch, 0, null, 1f, new float[votes.items() + 1], touched);
        return Arrays.stream(touched, 0, found).boxed().toList();
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = folder.resolve("votes");
        VOTES.write(file, "these");
        NeighborVotes read = Objects.requireNonNull(NeighborVotes.read(file, 4, 9, 1, "these"));
        float[] expected = new float[5];
        float[] found = new float[5];
        VOTES.count(BATCH, 0, null, 0.5f, expected, new int[4]);
        read.count(BATCH, 0, null, 0.5f, found, new int[4]);
        assertThat(found).isEqualTo(expected);
        assertThat(NeighborVotes.read(file, 4, 8, 1, "these")).isNull();
        assertThat(NeighborVotes.read(file, 4, 9, 1.5, "these")).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeighborVotes.read(file, 4, 9, 1, "others"))
                .withMessage("the neighbors were counted from other events");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeighborVotes.read(file, 5, 9, 1, "these"))
                .withMessage("5 rows of neighbors; expected 6, one for each item and one more");
    }

    @Test
    void anEmptyHistoryHasNoVotes() {
        float[] votes = new float[5];
        Batch empty = new Batch(1, 2, new int[2], new int[2], new int[1]);
        assertThat(VOTES.count(empty, 0, null, 1f, votes, new int[4])).isZero();
        assertThat(votes).containsOnly(0f);
    }

    @Test
    void aVoteThatVanishesIsNoVote() {
        Histories apart = TinyLogs.of(
                6, new int[] {1, 2, 5, 5}, new int[] {1, 2, 5, 5}, new int[] {3, 4, 6, 6}, new int[] {3, 4, 6, 6});
        NeighborVotes votes = NeighborVotes.of(apart, Split.leaveLastOut(apart, "buy", false), 5, 1);
        Batch batch = new Batch(1, 9, new int[] {3, 3, 3, 3, 3, 3, 3, 1, 1}, new int[9], new int[1]);
        float[] counts = new float[7];
        int[] touched = new int[6];
        assertThat(votes.count(batch, 0, null, 1e-30f, counts, touched)).isEqualTo(1);
        assertThat(touched[0]).isEqualTo(2);
        assertThat(counts[4]).isZero();
    }

    // errors

    @Test
    void refusesNoNeighbors() {
        Split split = Split.leaveLastOut(HISTORIES, "buy", false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeighborVotes.of(HISTORIES, split, 0, 1))
                .withMessage("NeighborVotes: neighbors is 0; it must be at least 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAShrinkageOutOfRange(double shrinkage) {
        Split split = Split.leaveLastOut(HISTORIES, "buy", false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeighborVotes.of(HISTORIES, split, 1, shrinkage))
                .withMessage("NeighborVotes: shrinkage is " + shrinkage + "; it must be a number from 0 to 10,000");
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.1f, 1.5f, Float.NaN})
    void refusesARecencyOutOfRange(float recency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VOTES.count(BATCH, 0, null, recency, new float[5], new int[4]))
                .withMessage("NeighborVotes: recency is " + recency + "; it must be from 0 to 1");
    }

    @Test
    void refusesArraysThatAreTooShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VOTES.count(BATCH, 0, null, 1f, new float[4], new int[4]))
                .withMessage("NeighborVotes: votes has 4 numbers and touched 4; they need 5 and 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VOTES.count(BATCH, 0, null, 1f, new float[5], new int[3]))
                .withMessage("NeighborVotes: votes has 5 numbers and touched 3; they need 5 and 4");
    }
}
