package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountsTest {
    @Test
    void countOnlyWhatTrainingSees() {
        EventLogBuilder builder = new EventLogBuilder();
        for (String user : new String[] {"ann", "bob", "cid"}) {
            builder.add(user, "a", "click", 1)
                    .add(user, "b", "buy", 2)
                    .add(user, "c", "click", 3)
                    .add(user, "d", "buy", 4)
                    .add(user, "e", "fav", 5)
                    .add(user, "f", "buy", 6);
        }
        builder.add("dan", "a", "click", 1).add("dan", "a", "click", 2);
        builder.add("eve", "f", "buy", 1).add("eve", "f", "click", 2);
        Histories histories = Histories.of(builder.build());
        Split split = Split.leaveLastOut(histories, "buy", false);
        assertThat(BehaviorCounts.meanPerUser(histories, split))
                .as("click 3·2 + 2, buy 3·1, fav 0, over the four users with a visible event")
                .containsExactly(0, 2, 0.75, 0);
        assertThat(ItemCounts.visible(histories, split)).containsExactly(0, 5, 3, 3, 0, 0, 0);
    }
}
