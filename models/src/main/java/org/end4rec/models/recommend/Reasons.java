package org.end4rec.models.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.votes.VoteWeights;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the scores of some items after a history. One batch has the history and, for each event that the model
 * reads, the history without that event.
 */
final class Reasons {
    private final TrainedModel model;
    private final KnownHistory known;
    private final int length;
    private final GrowingHistories ids;
    private final float[] noShares;

    private Reasons(TrainedModel model, KnownHistory known, int length, GrowingHistories ids) {
        this.model = model;
        this.known = known;
        this.length = length;
        this.ids = ids;
        noShares = new float[length];
    }

    /** @param items numbers of the items */
    static List<Reason> of(TrainedModel model, KnownHistory known, int length, GrowingHistories ids, int[] items) {
        return known.size() == 0 ? List.of() : new Reasons(model, known, length, ids).of(items);
    }

    private List<Reason> of(int[] items) {
        Batch batch = batch();
        Tape tape = Tape.inference();
        EncodedHistories reading = EncodedHistories.of(model.encoder(), model.stage(), tape, batch);
        float[][] encoded = encoded(reading.z(), batch.size(), items);
        float[][] worths = worths(batch, reading.kept(), items);
        List<Reason> reasons = new ArrayList<>();
        for (int i = 0; i < items.length; i++) {
            String item = ids.items().id(items[i]);
            float score = score(encoded[0][i], worths[0][i]);
            Knowledge.checkFinite("score", score, item);
            List<Cause> causes = causes(batch, reading.kept(), items[i], worths[0][i]);
            for (int cause = 0; cause < causes.size(); cause++) {
                double without = causes.size() == 1 ? 0 : score(encoded[cause + 1][i], worths[cause + 1][i]);
                Cause each = causes.get(cause);
                causes.set(cause, new Cause(each.event(), each.kept(), each.votes(), score - without));
            }
            reasons.add(new Reason(item, score, encoded[0][i], worths[0][i], causes));
        }
        return List.copyOf(reasons);
    }

    /** As a request adds them. */
    private static float score(float encoder, float votes) {
        return votes == 0f ? encoder : encoder + votes;
    }

    /** The number of events that the model reads. */
    private int events() {
        return Math.min(length, known.size());
    }

    /** The history, then the history without the first event that the model reads, without the second … */
    private Batch batch() {
        int rows = events() == 1 ? 1 : events() + 1;
        Batch batch = new Batch(rows, length, new int[rows * length], new int[rows * length], new int[rows]);
        for (int row = 0; row < rows; row++) {
            int left = row == 0 ? -1 : known.size() - events() + row - 1;
            Batch one =
                    BatchAssembler.ofHistory(without(known.items(), left), without(known.behaviors(), left), length);
            System.arraycopy(one.items(), 0, batch.items(), row * length, length);
            System.arraycopy(one.behaviors(), 0, batch.behaviors(), row * length, length);
        }
        return batch;
    }

    private static int[] without(int[] numbers, int position) {
        if (position < 0) {
            return numbers;
        }
        int[] left = Arrays.copyOf(numbers, numbers.length - 1);
        System.arraycopy(numbers, position + 1, left, position, left.length - position);
        return left;
    }

    /** [rows][items] z·item_embedding[item]. */
    private float[][] encoded(float[] z, int rows, int[] items) {
        Parameter table = model.encoder().itemEmbedding();
        int d = table.shape().dim(1);
        float[][] scores = new float[rows][items.length];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < items.length; i++) {
                scores[row][i] =
                        QuantizedCatalogue.score(z, row * d, table.value().data(), items[i] * d, d);
            }
        }
        return scores;
    }

    /** [rows][items] the value of the votes. */
    private float[][] worths(Batch batch, float @Nullable [] kept, int[] items) {
        float[][] worths = new float[batch.size()][items.length];
        NeighborVotes votes = model.votes().neighbors();
        VoteWeights weights = model.votes().weights();
        if (votes == null || weights == null || weights.weight() == 0) {
            return worths;
        }
        float[] counted = new float[votes.items() + 1];
        int[] touched = new int[votes.items()];
        for (int row = 0; row < batch.size(); row++) {
            int found = votes.count(batch, row, kept, (float) weights.recency(), counted, touched);
            for (int i = 0; i < items.length; i++) {
                worths[row][i] = counted[items[i]] > 0f ? weights.worth(counted[items[i]]) : 0f;
            }
            for (int i = 0; i < found; i++) {
                counted[touched[i]] = 0f;
            }
        }
        return worths;
    }

    /** The events that the model reads, with their parts of the votes, and without changes. */
    private List<Cause> causes(Batch batch, float @Nullable [] kept, int item, float worth) {
        NeighborVotes votes = model.votes().neighbors();
        VoteWeights weights = model.votes().weights();
        float[] shares = votes == null || weights == null || worth == 0f
                ? noShares
                : votes.votesFor(item, batch, 0, kept, (float) weights.recency());
        double all = 0;
        for (float share : shares) {
            all += share;
        }
        List<Cause> causes = new ArrayList<>();
        for (int position = length - events(); position < length; position++) {
            HistoryEvent event = new HistoryEvent(
                    ids.items().id(batch.items()[position]), ids.behaviors().id(batch.behaviors()[position]));
            boolean isKept = kept == null || kept[position] > 0;
            causes.add(new Cause(event, isKept, all == 0 ? 0 : worth * (shares[position] / all), 0));
        }
        return causes;
    }
}
