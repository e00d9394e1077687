package org.end4rec.models.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.Tape;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.encoder.InferenceTapes;
import org.end4rec.models.run.TrainedModel;

/** The vectors of a model's items and users, and the items near an item. Thread-safe. */
final class VectorSpace {
    private final TrainedModel model;
    private final Vocabulary items;
    private final int length;

    /** [V+1,d], with the padding row. */
    private final float[] table;

    private final int d;
    private final InferenceTapes tapes = new InferenceTapes();

    /** @param length events per sequence that the encoder was made for, N */
    VectorSpace(TrainedModel model, Vocabulary items, int length) {
        this.model = model;
        this.items = items;
        this.length = length;
        table = model.encoder().itemEmbedding().value().data();
        d = model.encoder().itemEmbedding().shape().dim(1);
    }

    /** The row of an item; a copy. */
    float[] ofItem(String item) {
        int row = number(item) * d;
        float[] vector = Arrays.copyOfRange(table, row, row + d);
        checkFinite(vector, "item " + item);
        return vector;
    }

    /** The query z of the known events of a history; a copy. */
    float[] ofUser(KnownHistory history) {
        if (history.size() == 0) {
            throw new IllegalArgumentException("Recommender: the run knows no event of the history, so there is no"
                    + " vector; unknown items: " + history.unknownItems() + ", unknown behaviors: "
                    + history.unknownBehaviors());
        }
        Batch batch = BatchAssembler.ofHistory(history.items(), history.behaviors(), length);
        Tape tape = tapes.take();
        float[] z = EncodedHistories.of(model.encoder(), model.stage(), tape, batch)
                .z()
                .clone();
        tapes.giveBack(tape);
        checkFinite(z, "the history");
        return z;
    }

    private static void checkFinite(float[] vector, String whose) {
        for (float each : vector) {
            checkFinite(each, "the vector of " + whose);
        }
    }

    private static void checkFinite(float value, String what) {
        if (!Float.isFinite(value)) {
            throw new IllegalStateException("Recommender: " + what + " has " + value
                    + "; a model whose training diverged gives such numbers, so train it again, with a smaller"
                    + " learningRate");
        }
    }

    /** The items nearest to an item, the nearest first, without the item itself. */
    List<Recommendation> similar(String item, int top, Similarity by) {
        Objects.requireNonNull(by, "by");
        if (top < 1) {
            throw new IllegalArgumentException("Recommender: top is " + top + "; it must be at least 1");
        }
        int number = number(item);
        RankedItems ranked = switch (by) {
            case EMBEDDING -> byEmbedding(number, Math.min(top, items.size()));
            case VOTES -> byVotes(number, Math.min(top, items.size()));
        };
        List<Recommendation> similar = new ArrayList<>();
        for (int i = 0; i < ranked.items().length; i++) {
            String id = items.id(ranked.items()[i]);
            checkFinite(ranked.scores()[i], "the similarity of item " + id);
            similar.add(new Recommendation(id, ranked.scores()[i]));
        }
        return List.copyOf(similar);
    }

    private RankedItems byEmbedding(int item, int top) {
        TopItems best = new TopItems(top, Exclusion.of(new int[] {item}));
        double squares = product(item, item);
        for (int other = 1; other <= items.size(); other++) {
            double lengths = Math.sqrt(squares * product(other, other));
            // a vector of zeros has no direction
            best.offer(other, lengths == 0 ? 0f : (float) (product(item, other) / lengths));
        }
        return best.take();
    }

    /** The inner product of two rows in double, a sum along d in order. */
    private double product(int a, int b) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            sum += (double) table[a * d + j] * table[b * d + j];
        }
        return sum;
    }

    private RankedItems byVotes(int item, int top) {
        NeighborVotes neighbors = model.votes().neighbors();
        if (neighbors == null) {
            throw new UnsupportedOperationException("Recommender.similarItems: the run has no votes, since it was"
                    + " trained without votes, or its training found them worthless or has not ended;"
                    + " the similarity by embedding needs none");
        }
        float[] counted = new float[neighbors.items() + 1];
        int[] touched = new int[neighbors.items()];
        // the votes of a history of this item alone are its similarities
        int size = neighbors.count(
                BatchAssembler.ofHistory(new int[] {item}, new int[] {1}, 1), 0, null, 1, counted, touched);
        Arrays.sort(touched, 0, size);
        TopItems best = new TopItems(top, Exclusion.of(new int[] {item}));
        for (int i = 0; i < size; i++) {
            best.offer(touched[i], counted[touched[i]]);
        }
        return best.take();
    }

    private int number(String item) {
        int number = items.number(item);
        if (number == 0) {
            throw new IllegalArgumentException("Recommender: the run does not know item '" + item + "'");
        }
        return number;
    }
}
