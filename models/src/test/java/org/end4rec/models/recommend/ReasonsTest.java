package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.Event;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.evaluation.Popularity;
import org.end4rec.models.run.CountedModel;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.run.TrainedRun;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.votes.VoteWeights;
import org.end4rec.models.votes.Votes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Recommender#because}. */
class ReasonsTest {
    private static final RunData DATA = TinyRuns.data();
    private static final VoteWeights WEIGHTS = new VoteWeights(0.5, 0.1, 0.9, 2);

    private static Recommender recommender(boolean votes, String... settings) {
        TrainingConfig config = TinyRuns.with(settings);
        SequenceEncoder encoder = Encoders.create(config, DATA);
        if (encoder instanceof DenoisingEncoder) {
            // a part of the events is eliminated
            encoder.parameters().get("hard.score.bias").value().data()[0] = 1.5f;
        }
        Votes counted = votes ? Votes.of(NeighborVotes.of(DATA.histories(), DATA.split(), 20, 2), WEIGHTS) : Votes.NONE;
        return Recommender.of(new TrainedRun(config, DATA, new TrainedModel(encoder, encoder.lastStage(), counted)));
    }

    private static Map<String, Double> scores(Recommender recommender, List<HistoryEvent> history) {
        Map<String, Double> scores = new HashMap<>();
        recommender.rank(history, recommender.items()).items().forEach(each -> scores.put(each.item(), each.score()));
        return scores;
    }

    /** Longer than the sequence of the model, with events that the model does not know. */
    private static List<HistoryEvent> history(Recommender recommender, String user) {
        List<HistoryEvent> history = new ArrayList<>(recommender.historyOf("u5"));
        history.addAll(recommender.historyOf(user));
        history.add(1, new HistoryEvent("nothing", "click"));
        history.add(history.size() - 2, new HistoryEvent("i1", "stare"));
        return history;
    }

    private static int eliminated(Recommender recommender, int length) {
        int eliminated = 0;
        for (String user : List.of("u1", "u17", "u33")) {
            List<HistoryEvent> history = history(recommender, user);
            List<HistoryEvent> known = new ArrayList<>(history);
            known.removeIf(
                    event -> event.item().equals("nothing") || event.behavior().equals("stare"));
            Map<String, Double> whole = scores(recommender, history);
            List<Map<String, Double>> without = new ArrayList<>();
            int first = Math.max(0, known.size() - length);
            for (int event = first; event < known.size(); event++) {
                List<HistoryEvent> others = new ArrayList<>(known);
                others.remove(event);
                without.add(scores(recommender, others));
            }
            List<Reason> reasons = recommender.because(history, recommender.items());
            assertThat(reasons).extracting(Reason::item).containsExactlyElementsOf(recommender.items());
            for (Reason reason : reasons) {
                assertThat(reason.score()).isEqualTo(whole.get(reason.item()));
                assertThat((double) ((float) reason.encoder() + (float) reason.votes()))
                        .isEqualTo(reason.score());
                assertThat(reason.causes()).extracting(Cause::event).isEqualTo(known.subList(first, known.size()));
                double votes = 0;
                for (int i = 0; i < without.size(); i++) {
                    Cause cause = reason.causes().get(i);
                    assertThat(cause.change())
                            .isEqualTo(reason.score() - without.get(i).getOrDefault(reason.item(), Double.NaN));
                    assertThat(cause.votes()).isGreaterThanOrEqualTo(0);
                    assertThat(cause.kept() || cause.votes() == 0).isTrue();
                    votes += cause.votes();
                    eliminated += cause.kept() ? 0 : 1;
                }
                assertThat(votes).isCloseTo(reason.votes(), within(1e-9));
            }
        }
        return eliminated;
    }

    // oracle

    @ParameterizedTest
    @ValueSource(strings = {"level=token", "level=sequence", "level=representation"})
    void partsAddUpAndChangesAreThoseOfRequestsWithoutTheEvent(String level) {
        Recommender recommender = recommender(true, "dim=12", "chunks=2", "score=agreement", level);
        assertThat(eliminated(recommender, 13)).isPositive();
        assertThat(recommender.because(history(recommender, "u1"), recommender.items()))
                .anySatisfy(reason -> assertThat(reason.votes()).isPositive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sasrec", "bert4rec", "gru4rec", "fmlprec", "mbstr"})
    void ofModelsWithoutAnEliminator(String model) {
        assertThat(eliminated(recommender(true, "dim=12", "heads=2", "model=" + model), 13))
                .isZero();
    }

    @Test
    void withoutVotes() {
        Recommender recommender = recommender(false, "dim=12", "chunks=2", "score=agreement", "length=40");
        eliminated(recommender, 40);
        for (Reason reason : recommender.because(history(recommender, "u1"), recommender.items())) {
            assertThat(reason.votes()).isZero();
            assertThat(reason.score()).isEqualTo(reason.encoder());
        }
    }

    @Test
    void ofAnAnswerWithLaterItems() {
        Recommender recommender = recommender(true, "dim=12", "chunks=2")
                .withEvents(List.of(new Event("a", "cold", "buy", 1), new Event("a", "i3", "buy", 2)));
        List<HistoryEvent> history = recommender.historyOf("a");
        Recommendations answer = recommender.answer(history, 9, false);
        List<Reason> reasons = recommender.because(history, answer);
        assertThat(reasons)
                .extracting(Reason::score)
                .isEqualTo(answer.items().stream().map(Recommendation::score).toList());
        assertThat(recommender.because(history, List.of("cold")).get(0).causes())
                .hasSize(2)
                .element(1)
                .satisfies(cause -> assertThat(cause.votes()).isPositive());
    }

    // edges

    @Test
    void theOnlyEventIsTheWholeScore() {
        Recommender recommender = recommender(true, "dim=12", "chunks=2");
        List<HistoryEvent> history = List.of(new HistoryEvent("i7", "click"));
        List<Reason> reasons = recommender.because(history, recommender.answer(history, 70, false));
        assertThat(reasons).hasSize(70).allSatisfy(reason -> {
            assertThat(reason.causes()).hasSize(1);
            assertThat(reason.causes().get(0).change()).isEqualTo(reason.score());
            assertThat(reason.causes().get(0).votes()).isEqualTo(reason.votes());
        });
    }

    @Test
    void anAnswerByPopularityHasNoReasons() {
        Recommender recommender = recommender(true, "dim=12", "chunks=2");
        List<HistoryEvent> history = List.of(new HistoryEvent("nothing", "click"));
        assertThat(recommender.because(history, recommender.answer(history, 5, false)))
                .isEmpty();
    }

    // errors

    @Test
    void refusesUnknownItemsAndModelsThatCount() {
        Recommender recommender = recommender(true, "dim=12", "chunks=2");
        assertThatThrownBy(() -> recommender.because(List.of(), List.of("i1", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Recommender.because: the run does not know the item x");
        CountedModel counted = new CountedModel("popularity", new Popularity(DATA.itemCounts()), null);
        Recommender counting = Recommender.of(new TrainedRun(TinyRuns.CONFIG, DATA, counted));
        assertThatThrownBy(() -> counting.because(List.of(), List.of("i1")))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Recommender.because: the model popularity counts, and its scores have no parts");
    }
}
