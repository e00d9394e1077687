package org.end4rec.models.counting;

import java.util.Arrays;
import java.util.List;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.evaluation.Scorer;

/**
 * An item-to-item Markov chain: {@code score(j) = Σ_{a=1…w} 1/a · (c(i_a,j) + α·q(j)) / (c(i_a) + α)}, where i_a is the
 * a-th newest event of the history, {@code c(i,j)} the number of training examples with target j and i among the w
 * newest events, each counted 1/a, and q the share of j among the targets. It counts the events that a model is shown.
 * With a novel split these exclude events on the target, and items of the history are ranked last, since none of them
 * can be the target. O(V) per history. Immutable and thread-safe.
 */
public final class MarkovChain implements Scorer {
    /** The widest window: a larger one would not fit the keys that transitions are sorted by. */
    static final int WIDEST = 64;

    private static final int BLOCK = 1024;

    private final int window;
    private final float smoothing;
    private final boolean novel;
    private final float[] shares;
    private final SparseRows transitions;
    private final float[] totals;

    private MarkovChain(
            int window, float smoothing, boolean novel, float[] shares, SparseRows transitions, float[] totals) {
        this.window = window;
        this.smoothing = smoothing;
        this.novel = novel;
        this.shares = shares;
        this.transitions = transitions;
        this.totals = totals;
    }

    /**
     * Counts the training examples: O(w·examples·log).
     *
     * @param window how many of the newest events count, w, 1 to 64
     * @param smoothing the number of observations that popularity counts as, α from 1e-6 to 1e6
     */
    public static MarkovChain of(Histories histories, Split split, int window, double smoothing) {
        check("MarkovChain", window, smoothing);
        int items = histories.items().size();
        long[] keys = transitions(histories, split, window, items);
        SparseRows rows = new SparseRows(items + 1);
        float[] totals = new float[items + 1];
        for (int at = 0; at < keys.length; ) {
            long pair = keys[at] / WIDEST;
            float count = 0;
            for (; at < keys.length && keys[at] / WIDEST == pair; at++) {
                count += 1f / (keys[at] % WIDEST + 1);
            }
            int from = (int) (pair / (items + 1));
            while (rows.rows() < from) {
                rows.endRow();
            }
            rows.add((int) (pair % (items + 1)), count);
            totals[from] += count;
        }
        while (rows.rows() <= items) {
            rows.endRow();
        }
        return new MarkovChain(window, (float) smoothing, split.novel(), shares(split, items), rows, totals);
    }

    /** Refuses settings that are out of range. */
    static void check(String where, int window, double smoothing) {
        if (window < 1 || window > WIDEST) {
            throw new IllegalArgumentException(where + ": window is " + window + "; it must be from 1 to " + WIDEST);
        }
        // beyond, a quotient of floats would be 0 or NaN
        if (!(smoothing >= 1e-6 && smoothing <= 1e6)) {
            throw new IllegalArgumentException(
                    where + ": smoothing is " + smoothing + "; it must be a number from 1e-6 to 1,000,000");
        }
    }

    /** Sorted keys (from, to, age − 1) of all transitions, so that each sum has an order. */
    private static long[] transitions(Histories histories, Split split, int window, int items) {
        BatchAssembler assembler = new BatchAssembler(histories, window, split.novel());
        List<Example> examples = split.train();
        long[] keys = new long[1024];
        int size = 0;
        for (int from = 0; from < examples.size(); from += BLOCK) {
            Batch batch = assembler.batch(examples.subList(from, Math.min(from + BLOCK, examples.size())));
            for (int i = 0; i < batch.items().length; i++) {
                if (batch.items()[i] > 0) {
                    if (size == keys.length) {
                        keys = Arrays.copyOf(keys, SparseRows.more(size));
                    }
                    long pair = (long) batch.items()[i] * (items + 1) + batch.targets()[i / window];
                    keys[size++] = pair * WIDEST + (window - 1 - i % window);
                }
            }
        }
        long[] sorted = Arrays.copyOf(keys, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** [V+1] the share of each item among the training targets. */
    static float[] shares(Split split, int items) {
        float[] shares = new float[items + 1];
        int most = split.train().size();
        for (Example example : split.train()) {
            shares[example.target()]++;
        }
        for (int item = 0; item < shares.length; item++) {
            shares[item] /= most;
        }
        return shares;
    }

    @Override
    public void score(Batch batch, float[] scores) {
        int columns = shares.length;
        for (int row = 0; row < batch.size(); row++) {
            int newest = (row + 1) * batch.length() - 1;
            int events = Math.min(window, batch.length());
            float popular = 0;
            for (int age = 0; age < events && batch.items()[newest - age] > 0; age++) {
                popular += smoothing / ((age + 1) * (totals[batch.items()[newest - age]] + smoothing));
            }
            fill(scores, row * columns, popular == 0 ? 1 : popular);
            for (int age = 0; age < events && batch.items()[newest - age] > 0; age++) {
                int item = batch.items()[newest - age];
                float factor = 1 / ((age + 1) * (totals[item] + smoothing));
                transitions.addTo(scores, row * columns, item, factor);
            }
            if (novel) {
                rankSeenLast(batch, row, scores, columns);
            }
        }
    }

    private void fill(float[] scores, int start, float factor) {
        for (int item = 0; item < shares.length; item++) {
            scores[start + item] = factor * shares[item];
        }
    }

    /** Gives the items of a history a score below all others, which are not negative. */
    static void rankSeenLast(Batch batch, int row, float[] scores, int columns) {
        for (int i = row * batch.length(); i < (row + 1) * batch.length(); i++) {
            if (batch.items()[i] > 0) {
                scores[row * columns + batch.items()[i]] = -1;
            }
        }
    }
}
