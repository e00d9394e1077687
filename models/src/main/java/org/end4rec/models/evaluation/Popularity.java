package org.end4rec.models.evaluation;

import java.util.List;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Example;

/**
 * The baseline that ignores the history: the score of an item is how often it is a training target. Exact up to 2²⁴
 * occurrences. Immutable and thread-safe.
 */
public final class Popularity implements Scorer {
    private final float[] scores;

    /** @param counts [V+1] occurrences by item number; element 0 is not used. Copied */
    public Popularity(int[] counts) {
        scores = new float[counts.length];
        for (int item = 1; item < counts.length; item++) {
            scores[item] = counts[item];
        }
    }

    /** Counts the targets of the training examples, items 1 … {@code items}. */
    public static Popularity of(List<Example> training, int items) {
        if (items < 1 || items == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Popularity: items is " + items + "; it must be from 1 to 2147483646");
        }
        int[] counts = new int[items + 1];
        for (Example example : training) {
            if (example.target() < 1 || example.target() > items) {
                throw new IllegalArgumentException("Popularity: target " + example.target() + " of user "
                        + example.user() + " is not an item; items are 1 to " + items);
            }
            counts[example.target()]++;
        }
        return new Popularity(counts);
    }

    @Override
    public void score(Batch batch, float[] output) {
        for (int row = 0; row < batch.size(); row++) {
            System.arraycopy(scores, 0, output, row * scores.length, scores.length);
        }
    }
}
