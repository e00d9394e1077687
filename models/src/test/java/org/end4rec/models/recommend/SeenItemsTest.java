package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.votes.VoteWeights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a history has is not recommended where seen items are left out: of a model without votes and one with votes. */
class SeenItemsTest {
    private final Histories histories = TinyRuns.data().histories();

    @TempDir
    private static Path temporary;

    @BeforeAll
    static void save() throws IOException {
        for (boolean votes : new boolean[] {false, true}) {
            RunFolder run = TinyRuns.create(
                    temporary.resolve("votes-" + votes), TinyRuns.with("guided=false", "neighbors=" + (votes ? 9 : 0)));
            run.saveBest(3, GuidedTraining.JOINT, run.newEncoder().parameters());
            if (votes) {
                run.saveVotes(new VoteWeights(2, 0.1, 0.9, 1));
            }
        }
    }

    private static Recommender recommender(boolean votes) throws IOException {
        return Recommender.load(temporary.resolve("votes-" + votes));
    }

    /** The shop that a history comes from may have behaviors that the log had not; seen is seen. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itemsOfUnknownBehaviorsAreSeenToo(boolean votes) throws IOException {
        Recommender recommender = recommender(votes);
        List<HistoryEvent> history = new ArrayList<>(recommender.historyOf("u5").subList(0, 3));
        List<Recommendation> best = recommender.recommend(history, 4);
        best.forEach(each -> history.add(0, new HistoryEvent(each.item(), "wishlist")));
        history.add(new HistoryEvent("i999", "wishlist"));
        Set<String> seen = new HashSet<>();
        history.forEach(event -> seen.add(event.item()));
        Recommendations answer = recommender.answer(history, 70, true);
        assertThat(answer.items()).extracting(Recommendation::item).doesNotContainAnyElementsOf(seen);
        assertThat(answer.items()).hasSize(70 - (seen.size() - 1));
        assertThat(answer.used()).isEqualTo(3);
        assertThat(answer.unknownBehaviors()).containsExactly("wishlist");
        assertThat(answer.unknownItems()).containsExactly("i999");
        assertThat(recommender.answer(history, 4, false).items()).isEqualTo(best);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void seenItemsAreNoPopularOnes(boolean votes) throws IOException {
        Recommender recommender = recommender(votes);
        List<Recommendation> popular = recommender.recommend(List.of(), 70);
        String first = popular.get(0).item();
        String third = popular.get(2).item();
        List<HistoryEvent> history = List.of(
                new HistoryEvent(first, "wishlist"),
                new HistoryEvent(third, "wishlist"),
                new HistoryEvent(first, "wishlist"));
        Recommendations answer = recommender.answer(history, 3, true);
        assertThat(answer.byPopularity()).isTrue();
        assertThat(answer.items()).containsExactly(popular.get(1), popular.get(3), popular.get(4));
        assertThat(recommender.answer(history, 70, true).items()).hasSize(68);
        assertThat(recommender.answer(history, 3, false).items()).isEqualTo(popular.subList(0, 3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itemsOlderThanTheModelReadsAreSeen(boolean votes) throws IOException {
        Recommender recommender = recommender(votes);
        List<HistoryEvent> newest = recommender.historyOf("u2");
        String best = recommender.answer(newest, 1, true).items().get(0).item();
        List<HistoryEvent> history = new ArrayList<>(List.of(new HistoryEvent(best, "buy")));
        for (int i = 0; i < TinyRuns.CONFIG.length(); i++) {
            history.add(newest.get(newest.size() - 1 - i % newest.size()));
        }
        assertThat(recommender.recommend(history, 70))
                .extracting(Recommendation::item)
                .contains(best);
        assertThat(recommender.answer(history, 70, true).items())
                .extracting(Recommendation::item)
                .doesNotContain(best);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsLeftOfACatalogueThatIsAllSeen(boolean votes) throws IOException {
        Recommender recommender = recommender(votes);
        for (String behavior : List.of("click", "wishlist")) {
            List<HistoryEvent> all = histories.items().ids().stream()
                    .map(item -> new HistoryEvent(item, behavior))
                    .toList();
            assertThat(recommender.answer(all, 5, true).items()).isEmpty();
            assertThat(recommender.answer(all.subList(2, 70), 5, true).items())
                    .extracting(Recommendation::item)
                    .containsExactlyInAnyOrder(all.get(0).item(), all.get(1).item());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHistoryOfAMillionEvents(boolean votes) throws IOException {
        Recommender recommender = recommender(votes);
        List<HistoryEvent> recent = recommender.historyOf("u3");
        List<HistoryEvent> history = new ArrayList<>(Collections.nCopies(1_000_000, new HistoryEvent("i9", "click")));
        history.addAll(recent);
        Recommendations answer = recommender.answer(history, 70, true);
        assertThat(answer.used()).isEqualTo(1_000_000 + recent.size());
        assertThat(answer.items()).extracting(Recommendation::item).doesNotContain("i9");
    }
}
