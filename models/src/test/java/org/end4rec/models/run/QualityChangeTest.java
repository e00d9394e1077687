package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QualityChangeTest {
    private static final TrainingConfig CONFIG = TinyRuns.with("neighbors=9", "guided=false", "jointEpochs=2");

    @TempDir
    private static Path shared;

    private static Path old = Path.of("");
    private static Path next = Path.of("");

    @BeforeAll
    static void trainBoth() throws IOException {
        old = LaterShop.train(shared.resolve("old"), CONFIG);
        next = shared.resolve("next");
        WarmStart start = WarmStart.of(RunFolder.open(old), LaterShop.later());
        try (TrainingRun run = TrainingRun.continueFrom(start, next, "later", false, 2)) {
            Objects.requireNonNull(run.train(TrainingListener.NONE));
        }
    }

    /** The old model asked user by user by ids: what a naive caller would do. */
    @ParameterizedTest
    @ValueSource(strings = {"full", "unseen"})
    void bothModelsOnEachExample(String name) throws IOException {
        RankingProtocol protocol = RankingProtocol.parse(name, 1);
        QualityChange change = QualityChange.of(RunFolder.open(old), RunFolder.open(next), protocol, 2);
        assertThat(change.protocol()).isEqualTo(name);
        RunData data = RunFolder.open(next).data();
        Histories all = data.histories();
        Histories known = RunFolder.open(old).data().histories();
        Scorer before = RunFolder.open(old).loadModel().scorer();
        Scorer after = RunFolder.open(next).loadModel().scorer();
        Map<String, List<Integer>> ranksBefore = groups();
        Map<String, List<Integer>> ranksAfter = groups();
        for (Example example : data.split().test()) {
            boolean isNewItem = known.items().number(all.items().id(example.target())) == 0;
            boolean isNewUser = known.users().number(all.users().id(example.user())) == 0;
            int rankBefore = isNewItem ? 0 : rank(before, all, example, known, name.equals("unseen"));
            int rankAfter = rank(after, all, example, all, name.equals("unseen"));
            for (String group : List.of(
                    "all", isNewUser ? "new users" : "known users", isNewItem ? "new items" : "all of known items")) {
                Objects.requireNonNull(ranksBefore.get(group)).add(rankBefore);
                Objects.requireNonNull(ranksAfter.get(group)).add(rankAfter);
            }
        }
        assertThat(change.groups())
                .extracting(QualityChange.Group::name)
                .containsExactly("all", "known users", "new users", "new items");
        for (QualityChange.Group group : change.groups()) {
            List<Integer> was = Objects.requireNonNull(ranksBefore.get(group.name()));
            List<Integer> is = Objects.requireNonNull(ranksAfter.get(group.name()));
            assertThat(group.examples()).isEqualTo(was.size()).isPositive();
            assertThat(group.answered())
                    .isEqualTo((int) was.stream().filter(rank -> rank > 0).count());
            assertMetrics(group.before(), was);
            assertMetrics(group.after(), is);
        }
    }

    private static Map<String, List<Integer>> groups() {
        return Map.of(
                "all", new ArrayList<>(),
                "known users", new ArrayList<>(),
                "new users", new ArrayList<>(),
                "new items", new ArrayList<>(),
                "all of known items", new ArrayList<>());
    }

    private static void assertMetrics(Map<String, Double> metrics, List<Integer> ranks) {
        double hits = 0;
        double gains = 0;
        for (int rank : ranks) {
            if (rank >= 1 && rank <= 10) {
                hits++;
                gains += Math.log(2) / Math.log(rank + 1);
            }
        }
        Offset<Double> rounding = Offset.offset(1e-12);
        assertThat(metrics.get("HR@10")).isCloseTo(hits / ranks.size(), rounding);
        assertThat(metrics.get("NDCG@10")).isCloseTo(gains / ranks.size(), rounding);
    }

    /** The rank of the target for a model with the items and behaviors of {@code of}; 0 if it has no event to read. */
    private static int rank(Scorer scorer, Histories all, Example example, Histories of, boolean unseen) {
        int[] items = new int[example.end()];
        int[] behaviors = new int[example.end()];
        boolean any = false;
        for (int i = 0; i < items.length; i++) {
            behaviors[i] = of.behaviors().number(all.behaviors().id(all.behavior(example.user(), i)));
            int item = of.items().number(all.items().id(all.item(example.user(), i)));
            items[i] = behaviors[i] == 0 ? 0 : item;
            any |= items[i] > 0;
        }
        if (!any) {
            return 0;
        }
        float[] scores = new float[of.items().size() + 1];
        scorer.score(BatchAssembler.ofHistory(items, behaviors, CONFIG.length()), scores);
        int target = of.items().number(all.items().id(example.target()));
        int rank = 1;
        for (int item = 1; item < scores.length; item++) {
            boolean isSeen = false;
            for (int i = 0; i < example.end(); i++) {
                isSeen |= all.items()
                                .id(all.item(example.user(), i))
                                .equals(of.items().id(item))
                        && of.behaviors().number(all.behaviors().id(all.behavior(example.user(), i))) > 0;
            }
            rank += item != target && !(unseen && isSeen) && scores[item] >= scores[target] ? 1 : 0;
        }
        return rank;
    }

    @Test
    void aRunComparedWithItself() throws IOException {
        RunFolder run = RunFolder.open(next);
        QualityChange change = QualityChange.of(run, run, RankingProtocol.FULL, 1);
        assertThat(change.groups()).extracting(QualityChange.Group::name).containsExactly("all", "known users");
        for (QualityChange.Group group : change.groups()) {
            assertThat(group.before()).isEqualTo(group.after());
            assertThat(group.answered()).isEqualTo(group.examples());
        }
    }
}
