package org.end4rec.models.recommend;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.end4rec.models.counting.GrowingVotes;
import org.end4rec.models.data.Event;
import org.end4rec.models.recommend.NumberedEvents.LaterEvents;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.votes.VoteWeights;
import org.end4rec.models.votes.Votes;

/**
 * What a recommender knows: the model, the users' events, and what was counted from them. Later events change the
 * histories, the popularity and the votes, and share everything else. Immutable.
 */
final class Knowledge {
    private final TrainedModel model;
    private final UserHistories histories;
    /** [V+1] how often each item occurs. */
    private final float[] popularity;

    private final NextItemRanker ranker;
    private final GrowingVotes votes;
    private final ColdItems cold;

    private Knowledge(
            TrainedModel model,
            UserHistories histories,
            float[] popularity,
            NextItemRanker ranker,
            GrowingVotes votes,
            ColdItems cold) {
        this.model = model;
        this.histories = histories;
        this.popularity = popularity;
        this.ranker = ranker;
        this.votes = votes;
        this.cold = cold;
    }

    static Knowledge of(TrainedModel model, TrainingConfig config, RunData data) {
        int[] counts = data.itemCounts();
        float[] popularity = new float[counts.length];
        for (int item = 0; item < counts.length; item++) {
            popularity[item] = counts[item];
        }
        return new Knowledge(
                model,
                UserHistories.of(data.histories(), data.split()),
                popularity,
                new NextItemRanker(model, config.length()),
                GrowingVotes.of(model.votes().neighbors(), data.histories(), data.split()),
                ColdItems.none(data.histories().items().size(), items -> Encoders.create(config, data, items)));
    }

    /** The same with events later than all events here. */
    Knowledge with(Iterable<Event> events) {
        NumberedEvents numbered = histories.number(events);
        UserHistories after = histories.with(numbered);
        int items = after.items().size();
        float[] counts = Arrays.copyOf(popularity, items + 1);
        Map<Integer, int[]> counted = new HashMap<>();
        Set<Integer> touched = new TreeSet<>();
        numbered.byUser().forEach((user, more) -> {
            count(more, counts, touched);
            counted.put(user, after.counted(user));
        });
        boolean isCounted = votes.votes() != null || !cold.isTrained(items);
        GrowingVotes voting = isCounted ? votes.with(items, counted) : votes;
        ColdItems.Rows rows = cold.with(items, touched, voting, model.encoder());
        return with(rows, after, counts, voting);
    }

    /**
     * The same with vectors of items that are not trained, [d] each.
     *
     * @throws IllegalArgumentException if an item is trained, or a vector has another length or is not finite
     */
    Knowledge withItemVectors(Map<String, float[]> vectors) {
        int d = model.encoder().itemEmbedding().shape().dim(1);
        UserHistories after = histories.withItems(vectors.keySet());
        Map<Integer, float[]> rows = new HashMap<>();
        vectors.forEach((id, vector) -> {
            int item = after.items().number(id);
            check(!cold.isTrained(item), id, "belongs to an item of the training log, which keeps the row it learned");
            check(vector.length == d, id, "has " + vector.length + " numbers; the model has " + d);
            for (float number : vector) {
                check(Float.isFinite(number), id, "has the number " + number + "; every number must be finite");
            }
            rows.put(item, vector);
        });
        int items = after.items().size();
        GrowingVotes voting = votes.with(items, Map.of());
        float[] counts = Arrays.copyOf(popularity, items + 1);
        return with(cold.withGiven(items, rows, model.encoder()), after, counts, voting);
    }

    private static void check(boolean holds, String id, String fault) {
        if (!holds) {
            throw new IllegalArgumentException("Recommender.withItemVectors: the vector of " + id + " " + fault);
        }
    }

    private Knowledge with(ColdItems.Rows rows, UserHistories after, float[] counts, GrowingVotes voting) {
        VoteWeights weights = model.votes().weights();
        Votes later = voting.votes() == null || weights == null ? model.votes() : Votes.of(voting.votes(), weights);
        TrainedModel larger = new TrainedModel(rows.encoder(), model.stage(), later);
        NextItemRanker ranking = ranker.with(larger, rows.changed().keySet());
        return new Knowledge(larger, after, counts, ranking, voting, rows.items());
    }

    private void count(LaterEvents events, float[] counts, Set<Integer> touched) {
        for (int i = 0; i < events.size(); i++) {
            touched.add(events.item(i));
            if (histories.counts(events.behavior(i))) {
                counts[events.item(i)]++;
            }
        }
    }

    TrainedModel model() {
        return model;
    }

    UserHistories histories() {
        return histories;
    }

    /** [V+1] how often each item occurs; not to be modified. */
    float[] popularity() {
        return popularity;
    }

    NextItemRanker ranker() {
        return ranker;
    }
}
