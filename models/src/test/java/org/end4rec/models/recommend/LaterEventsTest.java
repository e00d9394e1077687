package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Event;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.Vocabulary;
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

/** {@link Recommender#withEvents} and {@link Recommender#withItemVectors}. */
class LaterEventsTest {
    private static final TrainingConfig CONFIG =
            TinyRuns.with("dim=12", "chunks=2", "level=sequence", "score=agreement");
    private static final VoteWeights WEIGHTS = new VoteWeights(0.5, 0.1, 0.95, 2);
    private static final int NEIGHBORS = 7;
    private static final RunData DATA = TinyRuns.data();

    private static Recommender recommender(TrainingConfig config, RunData data, boolean votes) {
        SequenceEncoder encoder = Encoders.create(config, DATA);
        Votes counted = votes
                ? Votes.of(NeighborVotes.of(data.histories(), data.split(), NEIGHBORS, WEIGHTS.shrinkage()), WEIGHTS)
                : Votes.NONE;
        TrainedModel model = new TrainedModel(encoder, encoder.lastStage(), counted);
        return Recommender.of(new TrainedRun(config, data, model));
    }

    private static Recommender recommender() {
        return recommender(CONFIG, DATA, true);
    }

    /** The events that count, and later ones, as the log of a run that holds nothing out. */
    private static RunData merged(List<Event> later) {
        Histories log = DATA.histories();
        List<String> users = new ArrayList<>(log.users().ids());
        later.forEach(event -> {
            if (!users.contains(event.user())) {
                users.add(event.user());
            }
        });
        int[] offset = new int[users.size() + 2];
        List<Integer> items = new ArrayList<>();
        List<Integer> behaviors = new ArrayList<>();
        for (int user = 1; user <= users.size(); user++) {
            for (int i = 0; user <= log.users().size() && i < DATA.split().visible(user); i++) {
                items.add(log.item(user, i));
                behaviors.add(log.behavior(user, i));
            }
            for (Event event : later) {
                if (event.user().equals(users.get(user - 1))) {
                    items.add(log.items().number(event.item()));
                    behaviors.add(log.behaviors().number(event.behavior()));
                }
            }
            offset[user + 1] = items.size();
        }
        Histories all = Histories.of(
                Vocabulary.of(users),
                log.items(),
                log.behaviors(),
                offset,
                items.stream().mapToInt(i -> i).toArray(),
                behaviors.stream().mapToInt(i -> i).toArray());
        int[] visible = new int[users.size() + 1];
        for (int user = 1; user < visible.length; user++) {
            visible[user] = all.length(user);
        }
        return new RunData(all, Split.of(all, 1, false, List.of(), List.of(), List.of(), visible));
    }

    private static List<Event> draw(Random random, int events) {
        List<Event> drawn = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            drawn.add(new Event(
                    "u" + (1 + random.nextInt(70)),
                    "i" + (1 + random.nextInt(70)),
                    List.of("click", "buy", "fav").get(random.nextInt(3)),
                    i));
        }
        return drawn;
    }

    private static TrainedModel trained(Recommender recommender) {
        return (TrainedModel) recommender.knowledge().model();
    }

    private static float[] row(Recommender recommender, String item) {
        Knowledge knowledge = recommender.knowledge();
        int number = knowledge.histories().items().number(item);
        float[] table = trained(recommender).encoder().itemEmbedding().value().data();
        return Arrays.copyOfRange(table, 12 * number, 12 * number + 12);
    }

    // values

    @Test
    void historiesHaveTheEventsInOrderOfTime() {
        Recommender before = recommender();
        List<HistoryEvent> expected = new ArrayList<>(before.historyOf("u7"));
        Recommender after = before.withEvents(List.of(
                new Event("u7", "i3", "buy", 30),
                new Event("new", "i5", "click", 10),
                new Event("u7", "i9", "return", 20),
                new Event("u7", "i4", "fav", 20)));
        expected.add(new HistoryEvent("i9", "return"));
        expected.add(new HistoryEvent("i4", "fav"));
        expected.add(new HistoryEvent("i3", "buy"));
        assertThat(after.historyOf("u7")).isEqualTo(expected);
        assertThat(after.historyOf("new")).containsExactly(new HistoryEvent("i5", "click"));
        assertThat(after.knows("new")).isTrue();
        assertThat(after.users()).hasSize(61).contains("new");
        assertThat(after.behaviors()).doesNotContain("return");
        assertThat(before.knows("new")).isFalse();
        assertThat(before.historyOf("u7")).isEqualTo(expected.subList(0, expected.size() - 3));
        Recommender later = after.withEvents(List.of(new Event("new", "i6", "stare", 0)));
        assertThat(later.historyOf("new"))
                .containsExactly(new HistoryEvent("i5", "click"), new HistoryEvent("i6", "stare"));
        assertThat(later.historyOf("u7")).isEqualTo(expected);
    }

    @Test
    void anUnknownBehaviorCountsAsSeenOnly() {
        Recommender before = recommender();
        Recommender after = before.withEvents(List.of(
                new Event("u7", "i1", "return", 1), new Event("a", "i1", "return", 1), new Event("a", "i2", "buy", 1)));
        Recommendations answer = after.answer(after.historyOf("a"), 70, true);
        assertThat(answer.unknownBehaviors()).containsExactly("return");
        assertThat(answer.used()).isEqualTo(1);
        assertThat(answer.items()).hasSize(68).extracting(Recommendation::item).doesNotContain("i1", "i2");
        assertThat(popularity(after).get("i1")).isEqualTo(popularity(before).get("i1"));
        assertThat(popularity(after).get("i2")).isEqualTo(popularity(before).getOrDefault("i2", 0.0) + 1);
    }

    private static Map<String, Double> popularity(Recommender recommender) {
        Map<String, Double> counts = new HashMap<>();
        recommender.recommend(List.of(), 1000).forEach(each -> counts.put(each.item(), each.score()));
        return counts;
    }

    @Test
    void aNewItemStartsAtTheMeanOfItsCompany() {
        Recommender before = recommender();
        Recommender after = before.withEvents(List.of(
                new Event("a", "i1", "click", 1),
                new Event("a", "i2", "click", 1),
                new Event("a", "cold", "buy", 1),
                new Event("b", "cold", "buy", 1),
                new Event("b", "i2", "buy", 1),
                new Event("b", "colder", "buy", 1)));
        float[] found = row(after, "cold");
        for (int j = 0; j < 12; j++) {
            double mean = (row(before, "i1")[j] + 2.0 * row(before, "i2")[j]) / 3;
            assertThat((double) found[j]).isCloseTo(mean, within(1e-7));
        }
        assertThat(row(after, "colder")).isEqualTo(row(before, "i2"));
        assertThat(row(after, "i2")).isEqualTo(row(before, "i2"));
        // two users are not twice as many as two; four are
        Recommender three = after.withEvents(List.of(new Event("c", "cold", "buy", 1), new Event("c", "i9", "buy", 1)));
        assertThat(row(three, "cold")).isEqualTo(found);
        Recommender four = three.withEvents(List.of(new Event("d", "cold", "buy", 1)));
        for (int j = 0; j < 12; j++) {
            double mean = (row(before, "i1")[j] + 2.0 * row(before, "i2")[j] + row(before, "i9")[j]) / 4;
            assertThat((double) row(four, "cold")[j]).isCloseTo(mean, within(1e-7));
        }
        assertThat(row(three, "cold")).isEqualTo(found);
    }

    @Test
    void withoutCompanyTheMeanOfAllUntilThereIsSome() {
        Recommender before = recommender();
        Recommender after = before.withEvents(List.of(new Event("a", "lone", "buy", 1)));
        double[] mean = new double[12];
        for (int item = 1; item <= 70; item++) {
            for (int j = 0; j < 12; j++) {
                mean[j] += row(before, "i" + item)[j] / 70.0;
            }
        }
        for (int j = 0; j < 12; j++) {
            assertThat((double) row(after, "lone")[j]).isCloseTo(mean[j], within(1e-7));
        }
        Recommender still = after.withEvents(List.of(new Event("b", "lone", "buy", 1)));
        assertThat(row(still, "lone")).isEqualTo(row(after, "lone"));
        Recommender found = still.withEvents(List.of(new Event("c", "i4", "buy", 1), new Event("c", "lone", "buy", 2)));
        assertThat(row(found, "lone")).isEqualTo(row(before, "i4"));
    }

    @Test
    void givenVectorsStay() {
        float[] given = new float[12];
        given[3] = 2f;
        Recommender before = recommender();
        Recommender after = before.withItemVectors(Map.of("film", given, "book", row(before, "i5")));
        assertThat(row(after, "film")).isEqualTo(given);
        assertThat(row(after, "book")).isEqualTo(row(before, "i5"));
        List<Event> events = List.of(new Event("u1", "film", "buy", 1), new Event("u2", "film", "buy", 1));
        Recommender later = after.withEvents(events);
        assertThat(row(later, "film")).isEqualTo(given);
        assertThat(popularity(later)).containsEntry("film", 2.0).containsEntry("book", 0.0);
        given[3] = 9f;
        assertThat(row(later, "film")[3]).isEqualTo(2f);
        Recommender cold = before.withEvents(events).withItemVectors(Map.of("film", given));
        assertThat(row(cold, "film")).isEqualTo(given);
        assertThat(popularity(cold)).containsEntry("film", 2.0);
    }

    @Test
    void aNewItemIsRecommendedByVotes() {
        Recommender before = recommender();
        List<Event> events = new ArrayList<>();
        for (int user = 0; user < 40; user++) {
            events.add(new Event("new" + user, "i1", "buy", 1));
            events.add(new Event("new" + user, "cold", "buy", 2));
        }
        Recommender after = before.withEvents(events);
        List<HistoryEvent> history = List.of(new HistoryEvent("i1", "buy"));
        assertThat(after.answer(history, 3, true).items())
                .extracting(Recommendation::item)
                .contains("cold");
        Recommendations answer = after.answer(List.of(new HistoryEvent("cold", "click")), 5, false);
        assertThat(answer.used()).isEqualTo(1);
        assertThat(answer.unknownItems()).isEmpty();
        assertThat(after.explain(List.of(new HistoryEvent("cold", "click")))).hasSize(1);
    }

    // oracle

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 13, 300})
    void answersAreThoseOfACountOfAllEvents(int events) {
        Recommender before = recommender();
        List<Event> later = draw(new Random(events), events);
        Recommender after = before.withEvents(later);
        Recommender one = before;
        for (Event event : later) {
            one = one.withEvents(List.of(event));
        }
        Recommender expected = recommender(CONFIG, merged(later), true);
        Recommender untouched = recommender();
        Set<String> users = new HashSet<>(after.users());
        users.add("nobody");
        int changed = 0;
        for (String user : users) {
            List<HistoryEvent> history = after.historyOf(user);
            List<Recommendation> best = expected.recommend(history, 70);
            assertThat(after.recommend(history, 70)).isEqualTo(best);
            assertThat(one.recommend(history, 70)).isEqualTo(best);
            List<Recommendation> old = untouched.recommend(history, 70);
            assertThat(before.recommend(history, 70)).isEqualTo(old);
            changed += old.equals(best) ? 0 : 1;
            assertThat(one.historyOf(user)).isEqualTo(history);
        }
        assertThat(changed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"end4rec", "sasrec", "fmlprec", "mbstr", "gru4rec", "bert4rec"})
    void scoresOfTrainedItemsKeepTheirBits(String model) {
        TrainingConfig config = TinyRuns.with("guided=false", "dim=12", "chunks=2", "heads=2", "model=" + model);
        Recommender before = recommender(config, DATA, false);
        List<Event> events = new ArrayList<>(draw(new Random(1), 50));
        for (int i = 0; i < 200; i++) {
            events.add(new Event("u" + (1 + i % 9), "cold" + i, "buy", 100));
        }
        Recommender after = before.withEvents(events);
        for (String user : List.of("u20", "u21", "u31")) {
            List<HistoryEvent> history = before.historyOf(user);
            List<Recommendation> found = after.recommend(history, 1000);
            assertThat(found).hasSize(270);
            assertThat(found.stream().filter(each -> before.items().contains(each.item())))
                    .isEqualTo(before.recommend(history, 1000));
            assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        }
        assertThat(after.recommend(after.historyOf("u1"), 9)).hasSize(9);
        assertThat(after.answer(after.historyOf("u1"), 270, true).items())
                .extracting(Recommendation::item)
                .doesNotContain("cold0", "cold9");
    }

    @Test
    void votesOfNewItemsAreThoseOfACountOfAllEvents() {
        List<Event> events = new ArrayList<>();
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            events.add(new Event("u" + (1 + random.nextInt(80)), "i" + (1 + random.nextInt(90)), "buy", i));
        }
        Recommender all = recommender().withEvents(events);
        Recommender one = recommender();
        for (Event event : events) {
            one = one.withEvents(List.of(event));
        }
        int forNew = 0;
        for (int number = 1; number <= 90; number++) {
            float[][] votes = new float[2][];
            for (int i = 0; i < 2; i++) {
                Knowledge knowledge = (i == 0 ? all : one).knowledge();
                NeighborVotes counted = Objects.requireNonNull(
                        trained(i == 0 ? all : one).votes().neighbors());
                int item = knowledge.histories().items().number("i" + number);
                votes[i] = new float[counted.items() + 1];
                counted.count(
                        new Batch(1, 1, new int[] {item}, new int[] {1}, new int[1]),
                        0,
                        null,
                        1f,
                        votes[i],
                        new int[counted.items()]);
            }
            assertThat(votes[1]).isEqualTo(votes[0]);
            for (int other = 71; other < votes[0].length; other++) {
                forNew += votes[0][other] > 0 ? 1 : 0;
            }
        }
        assertThat(forNew).isGreaterThan(30);
    }

    // edges

    @Test
    void noEventsChangeNothing() {
        Recommender before = recommender();
        Recommender after = before.withEvents(List.of());
        assertThat(after.users()).isEqualTo(before.users());
        assertThat(after.recommend(after.historyOf("u1"), 70)).isEqualTo(before.recommend(before.historyOf("u1"), 70));
    }

    // errors

    @Test
    void refusesWhatIsNoIdAndNoVector() {
        Recommender recommender = recommender();
        assertThatThrownBy(() -> recommender.withEvents(List.of(new Event("u1", "", "buy", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Vocabulary: a new id is empty; an id is one line of at least one character");
        assertThatThrownBy(() -> recommender.withItemVectors(Map.of("i5", new float[12])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Recommender.withItemVectors: the vector of i5 belongs to an item of the training log,"
                        + " which keeps the row it learned");
        assertThatThrownBy(() -> recommender.withItemVectors(Map.of("x", new float[11])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Recommender.withItemVectors: the vector of x has 11 numbers; the model has 12");
        float[] infinite = new float[12];
        infinite[7] = Float.NaN;
        assertThatThrownBy(() -> recommender.withItemVectors(Map.of("x", infinite)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Recommender.withItemVectors: the vector of x has the number NaN; every number must be"
                        + " finite");
    }

    @Test
    void refusesWhatCannotBeCounted() {
        TrainingConfig config = TinyRuns.with("dim=12", "chunks=2");
        TrainedModel model = trained(recommender(config, DATA, true));
        List<Event> events = List.of(new Event("u1", "i1", "buy", 1));
        Recommender exported = new Recommender(model, config.length(), DATA.histories(), DATA.itemCounts(), false);
        assertThatThrownBy(() -> exported.withEvents(events))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Recommender.withEvents: this model was exported without the events of its run, so later"
                        + " events cannot be counted; load the folder of the run");
        CountedModel counted = new CountedModel("popularity", new Popularity(DATA.itemCounts()), null);
        assertThatThrownBy(() ->
                        Recommender.of(new TrainedRun(config, DATA, counted)).withItemVectors(Map.of()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Recommender.withItemVectors: the model popularity counts the events of its run only; only"
                        + " a trained model takes later events");
    }
}
