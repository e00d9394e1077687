package org.end4rec.models.data;

import java.util.Arrays;
import org.end4rec.core.random.RandomStream;

/**
 * Draws items from a fixed distribution over 1 … V: uniform, or popularity to a power. Draws are functions of
 * (stream, index), so they do not depend on their order. An alias table makes each O(1) (Walker 1977, built as by Vose
 * 1991). Immutable.
 */
public final class NegativeSampler {
    /** The largest power of popularity. */
    public static final int LARGEST_POWER = 10;

    private final double[] threshold;
    private final int[] alias;
    private final float[] logProbability;

    private NegativeSampler(double[] weights) {
        int items = weights.length;
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        logProbability = new float[items];
        threshold = new double[items];
        alias = new int[items];
        for (int i = 0; i < items; i++) {
            logProbability[i] = (float) StrictMath.log(weights[i] / sum);
            threshold[i] = weights[i] / sum * items;
            alias[i] = i;
        }
        pairUp();
    }

    /**
     * Every item with probability 1/V.
     *
     * @throws IllegalArgumentException if {@code items < 1}
     */
    public static NegativeSampler uniform(int items) {
        checkItems(items);
        double[] weights = new double[items];
        Arrays.fill(weights, 1);
        return new NegativeSampler(weights);
    }

    /**
     * Item v with probability ∝ max(count_v, 1)^α: an item that was never seen can still be drawn.
     *
     * @param counts how often each item occurs, at index = number of the item; index 0 is not read
     * @param alpha the power, from 0 (uniform) to 1 (popularity), or above
     * @throws IllegalArgumentException if there is no item, a count is negative, or alpha is negative or not finite
     */
    public static NegativeSampler byPopularity(int[] counts, double alpha) {
        checkItems(counts.length - 1);
        if (!(alpha >= 0 && alpha <= LARGEST_POWER)) {
            throw new IllegalArgumentException(
                    "NegativeSampler: the power alpha is " + alpha + "; it must be from 0 to " + LARGEST_POWER);
        }
        double[] weights = new double[counts.length - 1];
        for (int i = 0; i < weights.length; i++) {
            if (counts[i + 1] < 0) {
                throw new IllegalArgumentException("NegativeSampler: the count of item " + (i + 1) + " is "
                        + counts[i + 1] + "; counts must not be negative");
            }
            weights[i] = StrictMath.pow(Math.max(counts[i + 1], 1), alpha);
        }
        return new NegativeSampler(weights);
    }

    /** Number of items, V. */
    public int items() {
        return alias.length;
    }

    /** The item of draw {@code index}, from 1 to V. Takes the stream's values 2·index and 2·index + 1. */
    public int sample(RandomStream stream, long index) {
        int column = stream.below(2 * index, alias.length);
        double coin = (stream.bits(2 * index + 1) >>> 11) * 0x1p-53;
        return (coin < threshold[column] ? column : alias[column]) + 1;
    }

    /** Log-probability, in nats, of drawing an item: the logQ correction of a sampled softmax. */
    public float logProbability(int item) {
        return logProbability[item - 1];
    }

    /** Lets every column with less than its share point to a column with more. */
    private void pairUp() {
        int items = alias.length;
        int[] queue = new int[items];
        int small = 0;
        int large = items;
        for (int i = 0; i < items; i++) {
            if (threshold[i] < 1) {
                queue[small++] = i;
            } else {
                queue[--large] = i;
            }
        }
        while (small > 0 && large < items) {
            int poor = queue[--small];
            int rich = queue[large];
            alias[poor] = rich;
            threshold[rich] -= 1 - threshold[poor];
            if (threshold[rich] < 1) {
                large++;
                queue[small++] = rich;
            }
        }
        // the rest is within a rounding error of a full share
        while (small > 0) {
            threshold[queue[--small]] = 1;
        }
    }

    private static void checkItems(int items) {
        if (items < 1) {
            throw new IllegalArgumentException(
                    "NegativeSampler: the number of items is " + items + "; it must be at least 1");
        }
    }
}
