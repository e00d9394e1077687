package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.EventLogBuilder;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.SplitPlan;
import org.end4rec.models.data.SplitPlan.TargetsPerUser;
import org.junit.jupiter.api.Test;

/** The whole log begins with the histories of a run, whatever a novel split has hidden of it. */
class EventMatchTest {
    private static Histories random(int seed) {
        RandomStream random = RandomStream.of(seed, "event match", 0);
        EventLogBuilder log = new EventLogBuilder();
        for (int row = 0; row < 1000; row++) {
            int user = random.below(4L * row, 40);
            // no other user has these items, so they are unknown where the user's own events on them are hidden
            String own = "of" + user + "-" + random.below(4L * row + 1, 3);
            boolean isOwn = random.below(4L * row + 2, 2) == 0;
            log.add(
                    "u" + user,
                    isOwn ? own : "i" + random.below(4L * row + 1, 12),
                    random.below(4L * row + 3, 3) == 0 ? "buy" : "click",
                    row);
        }
        return Histories.of(log.build());
    }

    @Test
    void theWholeLogBeginsWithTheHistoriesOfEachNovelSplit() {
        List<SplitPlan> plans = List.of(
                SplitPlan.leaveLastOut("buy"),
                SplitPlan.coldUsers("buy", 0.5),
                SplitPlan.byTime("buy", "60%", TargetsPerUser.EVERY),
                SplitPlan.byTime("buy", "60%", TargetsPerUser.FIRST).validateFrom("30%"),
                SplitPlan.byTime("buy", "60%", TargetsPerUser.LAST));
        int hidden = 0;
        for (int seed = 0; seed < 40; seed++) {
            Histories all = random(seed);
            for (SplitPlan plan : plans) {
                RunData data = RunData.of(all, plan.novel(true));
                hidden += all.events() - data.histories().events();
                EventMatch match = new EventMatch(data);
                for (int user = 1; user <= all.users().size(); user++) {
                    assertThat(match.beginning(user, all.items(user), all.behaviors(user)))
                            .as("%s, seed %d, user %d", plan, seed, user)
                            .isNotNegative();
                }
            }
        }
        assertThat(hidden).isGreaterThan(3000);
    }
}
