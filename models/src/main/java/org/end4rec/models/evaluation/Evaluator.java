package org.end4rec.models.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.parallel.Workers;

/**
 * Ranks the target of every example and averages the metrics. Examples are ranked in blocks whose size depends on V
 * only, so memory is bounded by one block of scores per thread ({@link #blockSize}·(V+1) floats) and results have the
 * same bits for any number of threads. The scorer never sees a target. Immutable and thread-safe.
 */
public final class Evaluator {
    /** The default cutoffs K. */
    public static final List<Integer> DEFAULT_CUTOFFS = List.of(5, 10, 20);

    private static final int LARGEST_BLOCK = 256;
    private static final int BLOCK_FLOATS = 1 << 24;

    private final int items;
    private final RankingProtocol protocol;
    private final Function<List<Example>, Batch> assembler;
    private final IntFunction<int[]> histories;
    private final List<Integer> cutoffs;
    private final int threads;

    private Evaluator(
            int items,
            RankingProtocol protocol,
            Function<List<Example>, Batch> assembler,
            IntFunction<int[]> histories,
            List<Integer> cutoffs,
            int threads) {
        if (items < 1) {
            throw new IllegalArgumentException("Evaluator: the catalogue has " + items + " items; it needs at least 1");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("Evaluator: threads is " + threads + "; it must be at least 1");
        }
        if (cutoffs.isEmpty() || cutoffs.stream().anyMatch(k -> k < 1)) {
            throw new IllegalArgumentException(
                    "Evaluator: cutoffs are " + cutoffs + "; give one or more numbers, each at least 1");
        }
        this.items = items;
        this.protocol = Objects.requireNonNull(protocol, "protocol");
        this.assembler = Objects.requireNonNull(assembler, "assembler");
        this.histories = Objects.requireNonNull(histories, "histories");
        this.cutoffs = cutoffs;
        this.threads = threads;
    }

    /**
     * One thread and the {@link #DEFAULT_CUTOFFS}.
     *
     * @param items V
     * @param assembler makes the batch of some examples, row by row; called from all threads
     * @param histories items of a user's whole history, oldest first, by user number; called from all threads
     */
    public Evaluator(
            int items,
            RankingProtocol protocol,
            Function<List<Example>, Batch> assembler,
            IntFunction<int[]> histories) {
        this(items, protocol, assembler, histories, DEFAULT_CUTOFFS, 1);
    }

    /** The same evaluation with other cutoffs K; a K above V is allowed. */
    public Evaluator withCutoffs(List<Integer> other) {
        return new Evaluator(items, protocol, assembler, histories, List.copyOf(other), threads);
    }

    /** The same evaluation on so many threads, which end with each {@link #evaluate}. */
    public Evaluator withThreads(int other) {
        return new Evaluator(items, protocol, assembler, histories, cutoffs, other);
    }

    /** Examples scored at a time: 256, fewer for a catalogue of more than 65,535 items, so that a block has ≤ 64 MB. */
    public int blockSize() {
        return Math.max(1, Math.min(LARGEST_BLOCK, BLOCK_FLOATS / (items + 1)));
    }

    /**
     * Ranks the target of each example that the protocol can rank.
     *
     * @throws IllegalArgumentException if there are no examples, a target is not an item, or the protocol can rank none
     * @throws IllegalStateException if the scorer leaves a NaN, or the assembler gives another number of rows
     */
    public EvaluationResult evaluate(Scorer scorer, List<Example> examples) {
        return evaluate(scorer, examples, ProgressListener.NONE);
    }

    /** As {@link #evaluate(Scorer, List)}; {@code progress} is called before and after each part. */
    public EvaluationResult evaluate(Scorer scorer, List<Example> examples, ProgressListener progress) {
        Objects.requireNonNull(scorer, "scorer");
        Objects.requireNonNull(progress, "progress");
        List<Example> fixed = List.copyOf(examples);
        if (fixed.isEmpty()) {
            throw new IllegalArgumentException("Evaluator: there are no examples; give at least one");
        }
        for (Example example : fixed) {
            if (example.target() < 1 || example.target() > items) {
                throw new IllegalArgumentException("Evaluator: target " + example.target() + " of user "
                        + example.user() + " is not an item; items are 1 to " + items);
            }
        }
        List<Example> rankable = protocol.rankable(items, fixed, histories);
        RankingProtocol ranking = protocol.forExamples(items, rankable, histories);
        int[] ranks = new int[rankable.size()];
        int size = blockSize();
        int blocks = (rankable.size() + size - 1) / size;
        float[][] scores = new float[Math.min(threads, blocks)][];
        try (Workers workers = new Workers(scores.length)) {
            workers.run(blocks, (block, worker) -> {
                if (scores[worker] == null) {
                    scores[worker] = new float[Math.min(size, rankable.size()) * (items + 1)];
                }
                if (worker == 0) {
                    progress.at(block, blocks);
                }
                int from = block * size;
                List<Example> ranked = rankable.subList(from, Math.min(from + size, rankable.size()));
                rankBlock(scorer, ranking, ranked, scores[worker], ranks, from);
            });
        }
        progress.at(blocks, blocks);
        return new EvaluationResult(protocol.name(), rankable, fixed.size() - rankable.size(), ranks, cutoffs);
    }

    private void rankBlock(
            Scorer scorer, RankingProtocol ranking, List<Example> block, float[] scores, int[] ranks, int first) {
        Batch batch = assembler.apply(block);
        if (batch.size() != block.size()) {
            throw new IllegalStateException("Evaluator: the assembler made " + batch.size() + " rows of " + block.size()
                    + " examples; it must make one row for each");
        }
        // NaN at first: so an element that the scorer forgets is found, and is not the score of an earlier user
        Arrays.fill(scores, Float.NaN);
        scorer.score(
                new Batch(batch.size(), batch.length(), batch.items(), batch.behaviors(), new int[batch.size()]),
                scores);
        for (int row = 0; row < block.size(); row++) {
            Example example = block.get(row);
            int offset = row * (items + 1);
            refuseNaN(scores, offset, example);
            ranks[first + row] = ranking.rank(scores, offset, items, example, histories.apply(example.user()));
        }
    }

    private void refuseNaN(float[] scores, int offset, Example example) {
        for (int item = 1; item <= items; item++) {
            if (Float.isNaN(scores[offset + item])) {
                throw new IllegalStateException("Evaluator: the score of item " + item + " for user " + example.user()
                        + " is NaN or was not written; a model whose training diverged gives NaN, so check"
                        + " its weights");
            }
        }
    }
}
