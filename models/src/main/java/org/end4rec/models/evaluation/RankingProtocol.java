package org.end4rec.models.evaluation;

import java.util.List;
import java.util.function.IntFunction;
import org.end4rec.models.data.Example;

/**
 * The items against which a target is ranked. Its {@link #name} belongs beside every metric: ranks among a sample and
 * ranks among the whole catalogue are not comparable (Krichene and Rendle 2020). Ties count against the model, so that
 * a constant scorer is worth nothing.
 */
public sealed interface RankingProtocol permits FullRanking, SampledRanking {
    /** All items 1 … V, seen before or not. */
    RankingProtocol FULL = new FullRanking(false);

    /** All items 1 … V except those that the user has had before; the target always stays. */
    RankingProtocol UNSEEN = new FullRanking(true);

    /** The target against {@code negatives} items that the user never has, with another sample for each seed. */
    static RankingProtocol sampled(int negatives, long seed) {
        return new SampledRanking(negatives, seed);
    }

    /**
     * The protocol of a name: {@code full}, {@code unseen} or {@code sampled:99}.
     *
     * @param seed chooses the sample; the other protocols ignore it
     */
    static RankingProtocol parse(String name, long seed) {
        if (name.equals("full")) {
            return FULL;
        }
        if (name.equals("unseen")) {
            return UNSEEN;
        }
        if (name.matches("sampled:[0-9]{1,9}")) {
            return sampled(Integer.parseInt(name.substring("sampled:".length())), seed);
        }
        throw new IllegalArgumentException("RankingProtocol: \"" + name + "\" is not a protocol; use full, unseen or"
                + " sampled:n, where n is the number of negatives, such as sampled:99");
    }

    /** The protocol of the validation: in a novel split the items that the user has had are no candidates. */
    static RankingProtocol validation(boolean novel) {
        return novel ? UNSEEN : FULL;
    }

    /** The name that {@link #parse} reads. */
    String name();

    /**
     * The examples that the protocol can rank. Only a sample can lack candidates: then the examples of users who have
     * had nearly all items are left out, the same examples for every model.
     *
     * @param items V
     * @param histories items of a user's whole history, by user number
     * @throws IllegalArgumentException if it can rank none of them
     */
    List<Example> rankable(int items, List<Example> examples, IntFunction<int[]> histories);

    /**
     * The protocol for the examples of one evaluation: no target of a user is a negative of the same user.
     *
     * @param items V
     * @param histories items of a user's whole history, by user number
     * @throws IllegalArgumentException if it cannot rank one of them
     */
    RankingProtocol forExamples(int items, List<Example> examples, IntFunction<int[]> histories);

    /**
     * Rank of the example's target: 1 + the number of other candidates whose score is at least the target's.
     *
     * @param scores the row of the example starts at {@code offset} and holds V+1 floats, none of them NaN except the
     *     first
     * @param items V
     * @param history items of the user's whole history, oldest first, including events after the example's end
     */
    int rank(float[] scores, int offset, int items, Example example, int[] history);
}
