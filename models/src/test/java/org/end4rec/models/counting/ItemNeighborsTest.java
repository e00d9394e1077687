package org.end4rec.models.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemNeighborsTest {
    // values

    @Test
    void ofAHandfulOfUsers() {
        // visible: {1,2,3} {1,2} {1,4}; the last two events of each user are held out
        Histories histories = TinyLogs.of(4, new int[] {1, 2, 3, 4, 4}, new int[] {1, 2, 4, 4}, new int[] {1, 4, 2, 2});
        ItemNeighbors model = ItemNeighbors.of(histories, Split.leaveLastOut(histories, "buy", false), 9, 0, 0.5);
        float[] scores = new float[5];
        model.score(new Batch(1, 3, new int[] {0, 1, 3}, new int[3], new int[1]), scores);
        double near = 1 / Math.sqrt(2);
        // of 3: item 1 has 1/√3, item 2 has 1/√2; of 1, half as much: item 2 has 2/√6, item 3 has 1/√3, item 4 has 1/√3
        assertThat((double) scores[1]).isCloseTo(1 / Math.sqrt(3), within(1e-5));
        assertThat((double) scores[2]).isCloseTo(near + 1 / Math.sqrt(6), within(1e-5));
        assertThat((double) scores[3]).isCloseTo(0.5 / Math.sqrt(3), within(1e-5));
        assertThat((double) scores[4]).isCloseTo(0.5 / Math.sqrt(3), within(1e-5));
    }

    // oracle

    @ParameterizedTest
    @CsvSource({"1,0,1,false", "3,2,0.9,true", "7,0.5,0.3,false", "100,0,0.7,true"})
    void isTheFormula(int neighbors, double shrinkage, double recency, boolean novel) {
        Random random = new Random(neighbors);
        int[][] rows = new int[29][];
        for (int user = 0; user < rows.length; user++) {
            rows[user] = random.ints(3 + random.nextInt(11), 1, 14).toArray();
        }
        Histories histories = TinyLogs.of(13, rows);
        Split split = Split.leaveLastOut(histories, "buy", novel);
        ItemNeighbors model = ItemNeighbors.of(histories, split, neighbors, shrinkage, recency);
        Batch batch = new BatchAssembler(histories, 6, novel).batch(split.test());
        float[] scores = new float[batch.size() * 14];
        model.score(batch, scores);
        for (int row = 0; row < batch.size(); row++) {
            double[] expected = new double[14];
            for (int age = 0; age < 6 && batch.items()[row * 6 + 5 - age] > 0; age++) {
                int item = batch.items()[row * 6 + 5 - age];
                for (int other : nearest(histories, split, item, neighbors, shrinkage)) {
                    expected[other] += Math.pow(recency, age) * similarity(histories, split, item, other, shrinkage);
                }
            }
            for (int item = 1; item < 14; item++) {
                int wanted = item;
                boolean seen = IntStream.range(row * 6, row * 6 + 6).anyMatch(i -> batch.items()[i] == wanted);
                assertThat((double) scores[row * 14 + item])
                        .isCloseTo(novel && seen ? -1 : expected[item], within(1e-5));
            }
        }
    }

    private static List<Integer> nearest(Histories histories, Split split, int item, int most, double shrinkage) {
        List<Integer> others = new ArrayList<>();
        for (int other = 1; other < 14; other++) {
            if (other != item && similarity(histories, split, item, other, shrinkage) > 0) {
                others.add(other);
            }
        }
        others.sort(Comparator.comparing(other -> -(float) similarity(histories, split, item, other, shrinkage)));
        return others.subList(0, Math.min(most, others.size()));
    }

    private static double similarity(Histories histories, Split split, int a, int b, double shrinkage) {
        double both = 0;
        double ofA = 0;
        double ofB = 0;
        for (int user = 1; user <= histories.users().size(); user++) {
            boolean hasA = false;
            boolean hasB = false;
            for (int position = 0; position < split.visible(user); position++) {
                hasA |= histories.item(user, position) == a;
                hasB |= histories.item(user, position) == b;
            }
            ofA += hasA ? 1 : 0;
            ofB += hasB ? 1 : 0;
            both += hasA && hasB ? 1 : 0;
        }
        return both == 0 ? 0 : both / (Math.sqrt(ofA * ofB) + shrinkage);
    }

    // edges

    @Test
    void anEmptyHistoryGetsTheMostPopular() {
        Histories histories = TinyLogs.of(4, new int[] {1, 2, 3, 4, 4}, new int[] {1, 2, 4, 4}, new int[] {1, 4, 2, 2});
        ItemNeighbors model = ItemNeighbors.of(histories, Split.leaveLastOut(histories, "buy", false), 9, 0, 0.5);
        float[] scores = new float[5];
        model.score(new Batch(1, 2, new int[2], new int[2], new int[1]), scores);
        // targets of training: 2, 3, 2, 4
        assertThat(scores[2]).isGreaterThan(scores[3]);
        assertThat(scores[3]).isEqualTo(scores[4]).isGreaterThan(scores[1]);
    }

    @Test
    void ofAUserTheNewestThousandItemsCount() {
        int[] many = IntStream.rangeClosed(1, 1103).map(i -> Math.min(i, 1101)).toArray();
        Histories histories = TinyLogs.of(1101, many, new int[] {2, 5, 1, 1}, new int[] {3, 4, 1, 1});
        ItemNeighbors model = ItemNeighbors.of(histories, Split.leaveLastOut(histories, "buy", false), 2000, 0, 1);
        float[] scores = new float[1102];
        model.score(new Batch(1, 1, new int[] {1101}, new int[1], new int[1]), scores);
        assertThat(scores[102]).isCloseTo(1f, within(1e-4f));
        assertThat(scores[101]).isLessThan(1e-4f);
        assertThat(IntStream.rangeClosed(1, 1101).filter(item -> scores[item] > 0.5f))
                .hasSize(999);
    }

    // errors

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0   | 1   | ItemNeighbors: neighbors is 0; it must be at least 1",
                "1 | -1  | 1   | ItemNeighbors: shrinkage is -1.0; it must be a number from 0 to 10,000",
                "1 | 1e300 | 1 | ItemNeighbors: shrinkage is 1.0E300; it must be a number from 0 to 10,000",
                "1 | 0   | 0   | ItemNeighbors: recency is 0.0; it must be a number from 1e-6 to 1",
                "1 | 0   | 1.1 | ItemNeighbors: recency is 1.1; it must be a number from 1e-6 to 1"
            })
    void refusesSettings(int neighbors, double shrinkage, double recency, String message) {
        Histories histories = TinyLogs.of(2, new int[] {1, 2, 1}, new int[] {1, 2, 1, 1}, new int[] {1, 2, 1, 1});
        Split split = Split.leaveLastOut(histories, "buy", false);
        assertThatThrownBy(() -> ItemNeighbors.of(histories, split, neighbors, shrinkage, recency))
                .hasMessage(message);
    }
}
