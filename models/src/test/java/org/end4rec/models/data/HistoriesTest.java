package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class HistoriesTest {
    @Test
    void ordersEachUsersEventsByTimeThenRow() {
        Histories histories = Histories.of(new EventLogBuilder()
                .add("ann", "a", "click", 30)
                .add("bob", "b", "buy", 5, "odd")
                .add("ann", "c", "click", 20)
                .add("ann", "d", "buy", 30)
                .add("ann", "e", "click", 20)
                .build());
        assertThat(histories.events()).isEqualTo(5);
        assertThat(histories.length(1)).isEqualTo(4);
        assertThat(histories.length(2)).isEqualTo(1);
        assertThat(histories.items(1)).containsExactly(3, 5, 1, 4);
        assertThat(histories.behaviors(1)).containsExactly(1, 1, 1, 2);
        assertThat(histories.items(2)).containsExactly(2);
        assertThat(histories.item(1, 3)).isEqualTo(4);
        assertThat(histories.behavior(1, 3)).isEqualTo(2);
        assertThat(histories.timestamp(1, 0)).isEqualTo(20);
        assertThat(histories.label(2, 0)).isEqualTo(1);
        assertThat(histories.label(1, 0)).isZero();
        assertThat(histories.labels().ids()).containsExactly("odd");
    }

    @Test
    void equalsAStableSortOfRows() {
        for (int size : new int[] {1, 2, 3, 7, 8, 13, 17, 31, 127, 1000}) {
            RandomStream random = RandomStream.of(size, "histories", 0);
            EventLogBuilder builder = new EventLogBuilder();
            List<List<long[]>> expected = new ArrayList<>();
            List<String> users = new ArrayList<>();
            for (int row = 0; row < size; row++) {
                String user = "u" + random.below(3L * row, 1 + size / 20);
                long time = random.below(3L * row + 1, 1 + size / 5) - 3L;
                if (!users.contains(user)) {
                    users.add(user);
                    expected.add(new ArrayList<>());
                }
                // every row has an item of its own, numbered row + 1
                expected.get(users.indexOf(user)).add(new long[] {time, row + 1});
                builder.add(user, "i" + row, "b", time);
            }
            Histories histories = Histories.of(builder.build());
            for (int user = 1; user <= users.size(); user++) {
                List<long[]> events = expected.get(user - 1);
                events.sort(Comparator.comparingLong(event -> event[0]));
                assertThat(histories.length(user)).isEqualTo(events.size());
                for (int i = 0; i < events.size(); i++) {
                    assertThat(histories.timestamp(user, i)).isEqualTo(events.get(i)[0]);
                    assertThat(histories.item(user, i)).isEqualTo((int) events.get(i)[1]);
                }
            }
        }
    }
}
