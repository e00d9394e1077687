package org.end4rec.models.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.end4rec.models.counting.GrowingVotes;
import org.end4rec.models.data.Event;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.recommend.NumberedEvents.LaterEvents;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RankingModel;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.run.TrainedRun;
import org.end4rec.models.votes.VoteWeights;
import org.end4rec.models.votes.Votes;
import org.jspecify.annotations.Nullable;

/**
 * What a recommender knows: the model, the users' events, and what was counted from them. Later events change the
 * histories, the popularity and the votes, and share everything else. Immutable.
 *
 * @param length events per sequence, N
 * @param popularity [V+1] how often each item occurs; not to be modified
 * @param novel whether the model predicts only items that are new to the user
 * @param growth what later events need; null if they cannot be counted
 */
@SuppressWarnings("ArrayRecordComponent") // two are never compared
record Knowledge(
        RankingModel model,
        int length,
        GrowingHistories histories,
        float[] popularity,
        boolean novel,
        Ranker ranker,
        @Nullable Growth growth) {

    /**
     * What later events need of a trained model.
     *
     * @param split says which events of the log count
     */
    record Growth(TrainedModel model, NextItemRanker ranker, Split split, GrowingVotes votes, ColdItems cold) {}

    /** What a run knows. */
    static Knowledge of(TrainedRun run) {
        RunData data = run.data();
        int length = run.config().length();
        int items = data.histories().items().size();
        Growth growth = null;
        if (run.model() instanceof TrainedModel trained) {
            growth = new Growth(
                    trained,
                    new NextItemRanker(trained, length),
                    data.split(),
                    GrowingVotes.of(trained.votes().neighbors(), data.histories(), data.split()),
                    ColdItems.none(items, more -> Encoders.create(run.config(), data, more)));
        }
        return new Knowledge(
                run.model(),
                length,
                GrowingHistories.of(data.histories()),
                floats(data.itemCounts()),
                data.split().novel(),
                growth == null ? Ranker.of(run.model(), length, items) : growth.ranker()::rank,
                growth);
    }

    /** A model without the events of its run: later events are refused. */
    static Knowledge of(RankingModel model, int length, Histories histories, int[] itemCounts, boolean novel) {
        return new Knowledge(
                model,
                length,
                GrowingHistories.of(histories),
                floats(itemCounts),
                novel,
                Ranker.of(model, length, histories.items().size()),
                null);
    }

    private static float[] floats(int[] counts) {
        float[] floats = new float[counts.length];
        for (int item = 0; item < counts.length; item++) {
            floats[item] = counts[item];
        }
        return floats;
    }

    /** The most popular items that are not excluded. */
    RankedItems mostPopular(int top, Exclusion excluded) {
        int items = popularity.length - 1;
        TopItems best = new TopItems(excluded.room(Math.min(top, items)), excluded);
        for (int item = 1; item <= items; item++) {
            best.offer(item, popularity[item]);
        }
        return best.take();
    }

    /** An answer in ids. */
    Recommendations answer(KnownHistory known, RankedItems ranked, List<String> unknownCandidates) {
        List<Recommendation> best = new ArrayList<>();
        for (int i = 0; i < ranked.items().length; i++) {
            String item = histories.items().id(ranked.items()[i]);
            checkFinite("score", ranked.scores()[i], item);
            best.add(new Recommendation(item, ranked.scores()[i]));
        }
        return new Recommendations(
                List.copyOf(best),
                known.size(),
                known.unknownItems(),
                known.unknownBehaviors(),
                known.size() == 0,
                unknownCandidates);
    }

    /** Refuses a number of an answer that is not finite. */
    static void checkFinite(String what, double value, String item) {
        if (!Double.isFinite(value)) {
            throw new IllegalStateException("Recommender: the " + what + " of item " + item + " is " + value
                    + "; a model whose training diverged gives such numbers, so train it again, with a smaller"
                    + " learningRate");
        }
    }

    /** The same with events later than all events here. */
    Knowledge with(Iterable<Event> events) {
        Growth before = growing("withEvents");
        NumberedEvents numbered = histories.number(events);
        GrowingHistories after = histories.with(numbered);
        int items = after.items().size();
        float[] counts = Arrays.copyOf(popularity, items + 1);
        Map<Integer, int[]> counted = new HashMap<>();
        Set<Integer> touched = new TreeSet<>();
        numbered.byUser().forEach((user, more) -> {
            count(more, counts, touched);
            counted.put(user, after.counted(user, before.split()));
        });
        boolean isCounted = before.votes().votes() != null || !before.cold().isTrained(items);
        GrowingVotes voting = isCounted ? before.votes().with(items, counted) : before.votes();
        ColdItems.Rows rows =
                before.cold().with(items, touched, voting, before.model().encoder());
        return with(before, rows, after, counts, voting);
    }

    private void count(LaterEvents events, float[] counts, Set<Integer> touched) {
        for (int i = 0; i < events.size(); i++) {
            touched.add(events.item(i));
            if (histories.counts(events.behavior(i))) {
                counts[events.item(i)]++;
            }
        }
    }

    /**
     * The same with vectors of items that are not trained, [d] each.
     *
     * @throws IllegalArgumentException if an item is trained, or a vector has another length or is not finite
     */
    Knowledge withItemVectors(Map<String, float[]> vectors) {
        Growth before = growing("withItemVectors");
        int d = before.model().encoder().itemEmbedding().shape().dim(1);
        GrowingHistories after = histories.withItems(vectors.keySet());
        Map<Integer, float[]> rows = new HashMap<>();
        vectors.forEach((id, vector) -> {
            int item = after.items().number(id);
            check(
                    !before.cold().isTrained(item),
                    id,
                    "belongs to an item of the training log, which keeps the row it learned");
            check(vector.length == d, id, "has " + vector.length + " numbers; the model has " + d);
            for (float number : vector) {
                check(Float.isFinite(number), id, "has the number " + number + "; every number must be finite");
            }
            rows.put(item, vector);
        });
        int items = after.items().size();
        return with(
                before,
                before.cold().withGiven(items, rows, before.model().encoder()),
                after,
                Arrays.copyOf(popularity, items + 1),
                before.votes().with(items, Map.of()));
    }

    private static void check(boolean holds, String id, String fault) {
        if (!holds) {
            throw new IllegalArgumentException("Recommender.withItemVectors: the vector of " + id + " " + fault);
        }
    }

    private Growth growing(String call) {
        if (growth != null) {
            return growth;
        }
        throw new UnsupportedOperationException("Recommender." + call + ": "
                + (model instanceof TrainedModel
                        ? "this model was exported without the events of its run, so later events cannot be counted;"
                                + " load the folder of the run"
                        : "the model " + model.name() + " counts the events of its run only; only a trained model"
                                + " takes later events"));
    }

    /** The reasons of the scores of items, see {@link Recommender#because(List, Collection)}. */
    List<Reason> because(KnownHistory known, Collection<String> ids) {
        if (!(model instanceof TrainedModel trained)) {
            throw new UnsupportedOperationException(
                    "Recommender.because: the model " + model.name() + " counts, and its scores have no parts");
        }
        int[] items = new int[ids.size()];
        int size = 0;
        for (String id : ids) {
            items[size] = histories.items().number(id);
            if (items[size++] == 0) {
                throw new IllegalArgumentException("Recommender.because: the run does not know the item " + id);
            }
        }
        return Reasons.of(trained, known, length, histories, items);
    }

    private Knowledge with(
            Growth before, ColdItems.Rows rows, GrowingHistories after, float[] counts, GrowingVotes voting) {
        Votes votes = before.model().votes();
        VoteWeights weights = votes.weights();
        TrainedModel larger = new TrainedModel(
                rows.encoder(),
                before.model().stage(),
                voting.votes() == null || weights == null ? votes : Votes.of(voting.votes(), weights));
        NextItemRanker ranking = before.ranker().with(larger, rows.changed().keySet());
        return new Knowledge(
                larger,
                length,
                after,
                counts,
                novel,
                ranking::rank,
                new Growth(larger, ranking, before.split(), voting, rows.items()));
    }
}
