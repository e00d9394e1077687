package org.end4rec.models.evaluation;

import java.util.List;
import java.util.function.IntFunction;
import org.end4rec.models.data.Example;

/**
 * Against which items a target is ranked. Its {@link #name} belongs beside every figure: ranks among a sample and ranks
 * among the whole catalogue are not comparable (Krichene and Rendle 2020). Ties count against the model, so that
 * a constant scorer is worth nothing.
 */
public sealed interface RankingProtocol permits FullRanking, SampledRanking {
    /** All items 1 … V, seen before or not. */
    RankingProtocol FULL = new FullRanking(false);

    /** All items 1 … V but those that the user has had before; the target always stays. */
    RankingProtocol UNSEEN = new FullRanking(true);

    /** The target against {@code negatives} items that the user never has, drawn afresh for each seed. */
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

    /**
     * What validation decides by: where only novel items are targets, those that the user has had are no candidates.
     */
    static RankingProtocol validation(boolean novel) {
        return novel ? UNSEEN : FULL;
    }

    /** As {@link #parse} reads it. */
    String name();

    /**
     * The examples that the protocol can rank. Only a sample can lack candidates: those of users who have had nearly
     * all items are left out then, for every model the same.
     *
     * @param items V
     * @param histories items of a user's whole history, by user number
     * @throws IllegalArgumentException if it can rank none of them
     */
    List<Example> rankable(int items, List<Example> examples, IntFunction<int[]> histories);

    /**
     * The protocol as it ranks the examples of one evaluation: no target of a user is a negative of the same user.
     *
     * @param items V
     * @param histories items of a user's whole history, by user number
     * @throws IllegalArgumentException if it cannot rank one of them
     */
    RankingProtocol forExamples(int items, List<Example> examples, IntFunction<int[]> histories);

    /**
     * Rank of the example's target: 1 + the number of other candidates whose score is at least the target's.
     *
     * @param scores the row of the example starts at {@code offset} and holds V+1 floats, none of them NaN but the
     *     first
     * @param items V
     * @param history items of the user's whole history, oldest first, including events after the example's end
     */
    int rank(float[] scores, int offset, int items, Example example, int[] history);
}
