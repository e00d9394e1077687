package org.end4rec.models.recommend;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.training.EncoderScorer;
import org.end4rec.models.votes.VoteWeights;
import org.jspecify.annotations.Nullable;

/**
 * Answers a block of users at once, in numbers: encodes their histories together, and multiplies them with blocks of
 * the item table. The scores are sums along d in order, so items and scores have the bits of {@link NextItemRanker}.
 * Keeps the buffers of as many blocks as are computed at once. Thread-safe, while the parameters do not change.
 */
final class BlockRanker {
    /** Rows of the item table in a product: the scores of a block of users stay in the second-level cache. */
    static final int ITEMS = 512;

    /** Rows whose largest score is compared with the worst of the best. */
    private static final int PART = 128;

    private final TrainedModel model;
    private final EncoderScorer encoder;
    private final int length;
    private final @Nullable NeighborVotes votes;
    private final VoteWeights weights;
    private final float[] bounds;
    private final ConcurrentLinkedQueue<Buffers> idle = new ConcurrentLinkedQueue<>();

    /** @param length events per sequence that the encoder was made for, N */
    BlockRanker(TrainedModel model, int length) {
        this.model = model;
        this.length = length;
        encoder = new EncoderScorer(model.encoder(), model.stage());
        VoteWeights found = model.votes().weights();
        weights = found == null ? new VoteWeights(0, 1, 1, 0) : found;
        votes = weights.weight() == 0 ? null : model.votes().neighbors();
        bounds = votes == null ? new float[0] : BlockVotes.bounds(weights);
    }

    /** The rows that these rules let a search multiply; made once for all blocks. */
    CandidateRows candidates(Exclusion excluded) {
        return CandidateRows.of(model.encoder().itemEmbedding(), excluded);
    }

    /**
     * The {@code top} best items of each history, or all if fewer are left.
     *
     * @param excluded the rules of each history; none allows an item that {@code candidates} lacks
     */
    RankedItems[] rank(List<KnownHistory> histories, int top, List<Exclusion> excluded, CandidateRows candidates) {
        Batch batch = batch(histories);
        Buffers taken = idle.poll();
        Buffers buffers =
                taken == null ? new Buffers(votes == null ? null : new BlockVotes(votes, weights, bounds)) : taken;
        EncodedHistories reading = encoder.read(batch);
        if (buffers.votes != null) {
            buffers.votes.count(batch, reading, candidates);
        }
        TopItems[] best = new TopItems[batch.size()];
        for (int i = 0; i < best.length; i++) {
            best[i] =
                    new TopItems(excluded.get(i).room(Math.min(top, Math.max(1, candidates.size()))), excluded.get(i));
        }
        search(reading.z(), best, candidates, buffers);
        RankedItems[] ranked = new RankedItems[best.length];
        for (int i = 0; i < best.length; i++) {
            ranked[i] = best[i].take();
        }
        idle.offer(buffers);
        return ranked;
    }

    private Batch batch(List<KnownHistory> histories) {
        int size = histories.size();
        int[] items = new int[size * length];
        int[] behaviors = new int[size * length];
        for (int i = 0; i < size; i++) {
            KnownHistory history = histories.get(i);
            Batch one = BatchAssembler.ofHistory(history.items(), history.behaviors(), length);
            System.arraycopy(one.items(), 0, items, i * length, length);
            System.arraycopy(one.behaviors(), 0, behaviors, i * length, length);
        }
        return new Batch(size, length, items, behaviors, new int[size]);
    }

    private static void search(float[] z, TopItems[] best, CandidateRows candidates, Buffers buffers) {
        int d = candidates.dim();
        float[] scores = buffers.scores(best.length * ITEMS);
        for (int from = 0; from < candidates.size(); from += ITEMS) {
            int n = Math.min(ITEMS, candidates.size() - from);
            Kernels.get()
                    .productNT(
                            best.length,
                            n,
                            d,
                            z,
                            0,
                            d,
                            candidates.rows(),
                            candidates.offset(from),
                            d,
                            scores,
                            0,
                            ITEMS,
                            false);
            for (int i = 0; i < best.length; i++) {
                if (buffers.votes != null) {
                    buffers.votes.addTo(scores, i * ITEMS, i, from / ITEMS, best[i]);
                }
                offer(scores, i * ITEMS, from, n, candidates, best[i]);
            }
        }
    }

    private static void offer(float[] scores, int at, int from, int n, CandidateRows candidates, TopItems best) {
        for (int part = 0; part < n; part += PART) {
            int end = Math.min(part + PART, n);
            if (best.admits(Kernels.get().max(scores, at + part, end - part))) {
                for (int i = part; i < end; i++) {
                    if (best.admits(scores[at + i])) {
                        best.offer(candidates.item(from + i), scores[at + i]);
                    }
                }
            }
        }
    }

    /** What one block needs at a time. */
    private static final class Buffers {
        private final @Nullable BlockVotes votes;
        private float[] scores = {};

        Buffers(@Nullable BlockVotes votes) {
            this.votes = votes;
        }

        float[] scores(int size) {
            if (scores.length < size) {
                scores = new float[size];
            }
            return scores;
        }
    }
}
