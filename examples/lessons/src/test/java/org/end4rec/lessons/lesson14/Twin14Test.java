package org.end4rec.lessons.lesson14;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.core.random.RandomStream;
import org.end4rec.lessons.lesson14.SplitLine.Visit;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.SyntheticShop;
import org.end4rec.models.evaluation.Metrics;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.run.RunData;
import org.junit.jupiter.api.Test;

/** The library has the ranks and gains of the exercise, and its splits have no leak that the exercise finds. */
class Twin14Test {
    private static final int ITEMS = 15;

    private final Gap14 lesson = new WrongAnswers14.Right();

    @Test
    void theLibraryHasTheSameRanksAndGains() {
        for (int i = 0; i < 500; i++) {
            RandomStream stream = RandomStream.of(3, "twin", i);
            float[] scores = new float[ITEMS + 1];
            for (int item = 0; item <= ITEMS; item++) {
                scores[item] = stream.below(item, 9) - 3;
            }
            int target = 1 + i % ITEMS;
            int rank = RankingProtocol.FULL.rank(scores, 0, ITEMS, new Example(1, 1, target), new int[] {1});
            assertThat(lesson.rank(scores, target)).isEqualTo(rank);
            assertThat(lesson.ndcg(rank, 10)).isCloseTo(Metrics.ndcg(rank, 10), within(1e-12));
        }
    }

    @Test
    void theLibrarysSplitHasNoLeak() {
        EventLog log = new SyntheticShop(new SyntheticShop.Config(60, 50, 10, 0.2, 0.2, 20, 5)).log();
        RunData novel = RunData.leaveLastOut(Histories.of(log), "buy", true);
        assertThat(novel.split().test()).hasSizeGreaterThan(20).noneMatch(test -> lesson.leaks(line(novel, test)));
        RunData shown = RunData.leaveLastOut(Histories.of(log), "buy", false);
        assertThat(shown.split().test()).anyMatch(test -> lesson.leaks(line(shown, test)));
    }

    /** What the library shows of a user; the place in the history stands in for the time. */
    private static SplitLine line(RunData data, Example test) {
        Split split = data.split();
        return new SplitLine(
                visits(data.histories(), test.user(), split.visible(test.user())),
                visits(data.histories(), test.user(), test.end()),
                new Visit(test.target(), test.end()));
    }

    private static List<Visit> visits(Histories histories, int user, int end) {
        List<Visit> visits = new ArrayList<>();
        for (int position = 0; position < end; position++) {
            visits.add(new Visit(histories.item(user, position), position));
        }
        return visits;
    }
}
