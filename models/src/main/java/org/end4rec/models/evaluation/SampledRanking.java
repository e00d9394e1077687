package org.end4rec.models.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Example;

/**
 * Ranks against distinct negatives, uniform among the items that are neither a target of the user nor anywhere in the
 * user's history. The draw depends on the seed, the user, these items and the example's end alone, so neither the order
 * of the users nor the model changes it.
 *
 * @param targets the known targets of each user, by user number
 */
record SampledRanking(int negatives, long seed, Map<Integer, List<Integer>> targets) implements RankingProtocol {
    SampledRanking(int negatives, long seed) {
        this(negatives, seed, Map.of());
    }

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
    public List<Example> rankable(int items, List<Example> examples, IntFunction<int[]> histories) {
        SampledRanking made = withTargets(examples);
        List<Example> ranked = examples.stream()
                .filter(example -> items - made.excluded(example, histories.apply(example.user())).length >= negatives)
                .toList();
        if (ranked.isEmpty() && !examples.isEmpty()) {
            throw new IllegalArgumentException("RankingProtocol: " + name() + " needs " + negatives
                    + " items that a user never has; no user lacks so many of the " + items
                    + " items; sample fewer items, or use full");
        }
        return ranked;
    }

    private SampledRanking withTargets(List<Example> examples) {
        Map<Integer, List<Integer>> held = new HashMap<>();
        for (Example example : examples) {
            held.computeIfAbsent(example.user(), user -> new ArrayList<>(1)).add(example.target());
        }
        return new SampledRanking(negatives, seed, held);
    }

    @Override
    public RankingProtocol forExamples(int items, List<Example> examples, IntFunction<int[]> histories) {
        SampledRanking made = withTargets(examples);
        for (Example example : examples) {
            made.candidates(items, made.excluded(example, histories.apply(example.user())));
        }
        return made;
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
        int[] excluded = excluded(example, history);
        int candidates = candidates(items, excluded);
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

    private int[] excluded(Example example, int[] history) {
        IntStream held =
                targets.getOrDefault(example.user(), List.of()).stream().mapToInt(Integer::intValue);
        return IntStream.concat(IntStream.concat(IntStream.of(history), IntStream.of(example.target())), held)
                .sorted()
                .distinct()
                .toArray();
    }

    /** The number of items to draw from. */
    private int candidates(int items, int[] excluded) {
        int candidates = items - excluded.length;
        if (candidates < negatives) {
            throw new IllegalArgumentException("RankingProtocol: " + name() + " needs " + negatives
                    + " items that a user never has; one user lacks only "
                    + Math.max(0, candidates) + " of the " + items
                    + " items; sample fewer items, or use full");
        }
        return candidates;
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
