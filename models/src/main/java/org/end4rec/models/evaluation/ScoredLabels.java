package org.end4rec.models.evaluation;

import java.util.Arrays;

/** Scores and labels of two classes, collected one by one. */
public final class ScoredLabels {
    private float[] scores = new float[1024];
    private boolean[] positive = new boolean[1024];
    private int size;
    private int positives;

    /** No scores yet. */
    public ScoredLabels() {}

    /** Adds a score and its label. */
    public void add(float score, boolean isPositive) {
        if (size == scores.length) {
            scores = Arrays.copyOf(scores, 2 * size);
            positive = Arrays.copyOf(positive, 2 * size);
        }
        scores[size] = score;
        positive[size++] = isPositive;
        positives += isPositive ? 1 : 0;
    }

    /** The number of scores. */
    public int size() {
        return size;
    }

    /** The number of positive labels. */
    public int positives() {
        return positives;
    }

    /**
     * {@link RocAuc#of} all scores.
     *
     * @throws IllegalArgumentException if a class is missing or a score is NaN
     */
    public double auc() {
        return RocAuc.of(Arrays.copyOf(scores, size), Arrays.copyOf(positive, size));
    }
}
