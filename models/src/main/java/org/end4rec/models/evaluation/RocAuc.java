package org.end4rec.models.evaluation;

import java.util.Arrays;

/** Area under the receiver operating characteristic curve: how well scores separate two classes. */
public final class RocAuc {
    private RocAuc() {}

    /**
     * The chance that a random positive scores above a random negative, a tie counting one half: the Mann-Whitney
     * statistic with mid-ranks, counted in integers and so exact up to the last division. O(n log n).
     *
     * @throws IllegalArgumentException if the lengths differ, a score is NaN, or a class has no element
     */
    public static double of(float[] scores, boolean[] positive) {
        if (scores.length != positive.length) {
            throw new IllegalArgumentException("RocAuc: " + scores.length + " scores but " + positive.length
                    + " labels; there must be one label for each score");
        }
        float[] positives = new float[scores.length];
        float[] negatives = new float[scores.length];
        int p = 0;
        int q = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Float.isNaN(scores[i])) {
                throw new IllegalArgumentException("RocAuc: score " + i
                        + " is NaN, which has no place in an order; check the model that computed it");
            }
            if (positive[i]) {
                positives[p++] = scores[i];
            } else {
                negatives[q++] = scores[i];
            }
        }
        if (p == 0 || q == 0) {
            throw new IllegalArgumentException(
                    "RocAuc: found " + p + " positive and " + q + " negative labels; both classes need at least one");
        }
        return area(Arrays.copyOf(positives, p), Arrays.copyOf(negatives, q));
    }

    private static double area(float[] positives, float[] negatives) {
        Arrays.sort(positives);
        Arrays.sort(negatives);
        long halves = 0;
        int below = 0;
        int notAbove = 0;
        for (float score : positives) {
            while (below < negatives.length && negatives[below] < score) {
                below++;
            }
            while (notAbove < negatives.length && negatives[notAbove] <= score) {
                notAbove++;
            }
            halves += (long) below + notAbove;
        }
        return halves / (2.0 * positives.length * negatives.length);
    }
}
