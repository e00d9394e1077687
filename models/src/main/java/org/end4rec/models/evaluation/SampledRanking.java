package org.end4rec.models.evaluation;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Example;

/**
 * Ranks against distinct negatives, uniform among the items that are neither the target nor anywhere in the user's
 * history. The draw depends on the seed, the user and the example's end alone, so neither the order of the users nor
 * the model changes it.
 */
record SampledRanking(int negatives, long seed) implements RankingProtocol {
    SampledRanking {
        if (negatives < 1) {
            throw new IllegalArgumentException("RankingProtocol: sampled:" + negatives
                    + " has no negatives to rank against; the number must be at least 1");
        }
    }

    @Override
    public String name() {
        return "sampled:" + negatives;
    }

    @Override
    public int rank(float[] scores, int offset, int items, Example example, int[] history) {
        float target = scores[offset + example.target()];
        int rank = 1;
        for (int negative : draw(items, example, history)) {
            if (scores[offset + negative] >= target) {
                rank++;
            }
        }
        return rank;
    }

    /** The negatives of an example, without order: Floyd's sampling without replacement, one draw each. */
    int[] draw(int items, Example example, int[] history) {
        int[] excluded = IntStream.concat(IntStream.of(history), IntStream.of(example.target()))
                .sorted()
                .distinct()
                .toArray();
        int candidates = items - excluded.length;
        if (candidates < negatives) {
            throw new IllegalArgumentException("RankingProtocol: " + name() + " needs " + negatives
                    + " items that user " + example.user() + " never has; only " + Math.max(0, candidates) + " of "
                    + items + " are left; sample fewer, or use full");
        }
        RandomStream stream = RandomStream.of(seed, "evaluation negatives", example.user());
        long first = (long) example.end() << 32;
        Set<Integer> chosen = new HashSet<>();
        int[] drawn = new int[negatives];
        for (int i = 0; i < negatives; i++) {
            int last = candidates - negatives + i;
            int place = stream.below(first + i, last + 1);
            if (!chosen.add(place)) {
                place = last;
                chosen.add(place);
            }
            drawn[i] = candidate(excluded, place);
        }
        return drawn;
    }

    /** The item at {@code place} (from 0) among those not excluded. */
    private static int candidate(int[] excluded, int place) {
        int low = 0;
        int high = excluded.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            // excluded[middle] − 1 − middle candidates lie below excluded[middle]
            if (excluded[middle] - 1 - middle <= place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return place + 1 + low;
    }
}
