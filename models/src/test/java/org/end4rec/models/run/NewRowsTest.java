package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.end4rec.models.data.EventLogBuilder;
import org.end4rec.models.data.Histories;
import org.junit.jupiter.api.Test;

class NewRowsTest {
    private static float[] table(int items, int d, long seed) {
        Random random = new Random(seed);
        float[] table = new float[(items + 1) * d];
        for (int i = d; i < table.length; i++) {
            table[i] = (float) random.nextGaussian();
        }
        return table;
    }

    /** u1 has A new B, so the row of new is the mean of those of A and B; the test on Z is not looked at. */
    @Test
    void theMeanOfTheRowsAround() {
        EventLogBuilder log = new EventLogBuilder();
        String[] rows = {"A buy", "Z buy", "A click", "new click", "B buy", "A buy", "Z buy", "lonely buy", "A buy"};
        String[] users = {"u0", "u0", "u1", "u1", "u1", "u1", "u1", "u1", "u1"};
        for (int i = 0; i < rows.length; i++) {
            String[] row = rows[i].split(" ");
            log.add(users[i], row[0], row[1], i);
        }
        for (String user : new String[] {"u2", "u3"}) {
            log.add(user, "A", "buy", 20).add(user, "B", "buy", 21).add(user, "Z", "buy", 22);
        }
        Histories histories = Histories.of(log.build());
        RunData data = RunData.leaveLastOut(histories, "buy", false);
        // numbers: A 1, Z 2, new 3, B 4, lonely 5; the first two are known
        float[] table = {0, 0, 1, 10, 2, 20, 3, 30, 4, 40, 5, 50};
        assertThat(data.split().visible(2)).isEqualTo(5);
        assertThat(NewRows.fill(data, 2, table, 2)).isEqualTo(2);
        // u1 sees A new B A Z: around new are A A Z; around B are A A Z of u1, and A of u2 and of u3
        assertThat(table).containsExactly(0, 0, 1, 10, 2, 20, 4 / 3f, 40 / 3f, 4 / 3f, 40 / 3f, 5, 50);
    }

    /** The mean of (3, 0) and (0, 4) is (1.5, 2), of length 2.5; the mean of their lengths is 3.5. */
    @Test
    void asLongAsTheRowsAroundAreInTheMean() {
        EventLogBuilder log = new EventLogBuilder();
        log.add("u1", "A", "buy", 0).add("u1", "B", "buy", 1).add("u1", "C", "buy", 2);
        for (String user : new String[] {"u2", "u3", "u4"}) {
            log.add(user, "A", "click", 3).add(user, "new", "click", 4).add(user, "B", "click", 5);
            log.add(user, "C", "buy", 6).add(user, "A", "buy", 7);
        }
        RunData data = RunData.leaveLastOut(Histories.of(log.build()), "buy", false);
        float[] table = {0, 0, 3, 0, 0, 4, 9, 9, 1, 1};
        assertThat(NewRows.fill(data, 3, table, 2)).isEqualTo(1);
        assertThat(table[8]).isCloseTo(1.5f * 3.5f / 2.5f, within(1e-6f));
        assertThat(table[9]).isCloseTo(2f * 3.5f / 2.5f, within(1e-6f));
    }

    /** Against the definition: for each new item all pairs of positions of all users. */
    @Test
    void pairsOfPositions() {
        Random random = new Random(3);
        for (int trial = 0; trial < 20; trial++) {
            EventLogBuilder log = new EventLogBuilder();
            for (int i = 0; i < 400; i++) {
                log.add("u" + random.nextInt(17), "i" + random.nextInt(40), random.nextInt(2) > 0 ? "buy" : "click", i);
            }
            RunData data = RunData.leaveLastOut(Histories.of(log.build()), "buy", false);
            Histories histories = data.histories();
            int items = histories.items().size();
            int known = items - 13;
            int d = 3;
            float[] before = table(items, d, trial);
            float[] table = before.clone();
            NewRows.fill(data, known, table, d);
            for (int item = 0; item <= items; item++) {
                double[] sum = new double[d];
                double lengths = 0;
                int pairs = 0;
                for (int user = 1; item > known && user <= histories.users().size(); user++) {
                    int end = data.split().visible(user);
                    for (int i = 0; i < end; i++) {
                        for (int j = 0; j < end; j++) {
                            int other = histories.item(user, j);
                            if (histories.item(user, i) == item && Math.abs(i - j) <= 5 && other <= known) {
                                pairs++;
                                double squares = 0;
                                for (int k = 0; k < d; k++) {
                                    sum[k] += before[other * d + k];
                                    squares += Math.pow(before[other * d + k], 2);
                                }
                                lengths += Math.sqrt(squares);
                            }
                        }
                    }
                }
                double ofSum = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
                for (int k = 0; k < d; k++) {
                    double expected = pairs == 0 ? before[item * d + k] : sum[k] / ofSum * lengths / pairs;
                    assertThat(table[item * d + k]).isCloseTo((float) expected, within(1e-5f));
                }
            }
        }
    }

    @Test
    void withoutNewItemsNothingChanges() {
        RunData data = TinyRuns.data();
        int items = data.histories().items().size();
        float[] table = table(items, 4, 1);
        assertThat(NewRows.fill(data, items, table, 4)).isZero();
        assertThat(table).isEqualTo(table(items, 4, 1));
    }
}
