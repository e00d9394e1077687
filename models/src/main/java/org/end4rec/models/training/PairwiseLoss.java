package org.end4rec.models.training;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.Gather.gather;
import static org.end4rec.autograd.ops.LogSigmoid.logSigmoid;
import static org.end4rec.autograd.ops.MatmulTransposed.matmulTransposed;
import static org.end4rec.autograd.ops.Reshape.reshape;
import static org.end4rec.autograd.ops.RowDot.rowDot;
import static org.end4rec.autograd.ops.Scale.scale;
import static org.end4rec.autograd.ops.Subtract.subtract;
import static org.end4rec.autograd.ops.Sum.sum;

import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.training.TrainingConfig.Loss;

/**
 * A loss that compares each target with sampled items of its own, by BCE or BPR. The gradient of the item table stays
 * row-sparse: a step costs the rows it reads, not V.
 */
final class PairwiseLoss extends RecommendationLoss {
    private final Loss kind;
    private final Parameter table;
    private final NegativeSampler sampler;
    private final int negatives;

    /** @param negatives sampled items per example */
    PairwiseLoss(Loss kind, Parameter table, NegativeSampler sampler, int negatives) {
        this.kind = kind;
        this.table = table;
        this.sampler = sampler;
        this.negatives = negatives;
    }

    @Override
    boolean readsFewRows() {
        return true;
    }

    /** [B,negatives]. */
    @Override
    int[] draw(int[] targets, RandomStream stream) {
        long count = (long) targets.length * negatives;
        if (count > Shape.LARGEST) {
            throw new TrainingException("a batch has " + targets.length + " targets with " + negatives
                    + " sampled items each, more than an array of Java holds; choose a smaller batchSize or negatives");
        }
        int[] sampled = new int[(int) count];
        for (int i = 0; i < sampled.length; i++) {
            sampled[i] = drawOther(stream, i, targets[i / negatives]);
        }
        return sampled;
    }

    /** In terms of at most so many rows, so that the tape's buffers have few lengths. */
    @Override
    void ofShard(TargetRows rows, int shard, Batch batch, Variable z, int[] drawn, int most, List<LossTerm> terms) {
        if (!batch.hasTargetsAtEveryPosition()) {
            terms.add(term(z, batch.targets(), drawn, rows.first(shard)));
            return;
        }
        int d = table.shape().dim(1);
        int to = rows.first(shard + 1);
        Variable each = reshape(z, Shape.of(z.shape().size() / d, d));
        for (int from = rows.first(shard); from < to; from += most) {
            int size = Math.min(most, to - from);
            Variable some = gather(each, rows.rowInShard(from, from + size), Shape.of(size));
            terms.add(term(some, rows.targets(from, from + size), drawn, from));
        }
    }

    /**
     * The term of some rows; its mean over the batch is the loss.
     *
     * @param z representations [B,d]
     * @param targets [B] numbers of the next items
     * @param drawn the sampled items of the whole batch, by {@link #draw}
     * @param first number of the first row within the batch
     */
    LossTerm term(Variable z, int[] targets, int[] drawn, int first) {
        int[] own = Arrays.copyOfRange(drawn, first * negatives, (first + targets.length) * negatives);
        return new LossTerm(NAME, pairwise(z, targets, own), targets.length, new LossTerm.Mean(1));
    }

    /** BCE: −log σ(s⁺) − mean log σ(−s⁻). BPR (Rendle et al. 2009): −mean log σ(s⁺ − s⁻). */
    private Variable pairwise(Variable z, int[] targets, int[] sampled) {
        int b = targets.length;
        int d = z.shape().dim(1);
        Variable items = z.tape().leaf(table);
        Variable positive = rowDot(z, gather(items, targets, Shape.of(b)));
        Variable rows = gather(items, sampled, Shape.of(b, negatives));
        Variable negative = reshape(matmulTransposed(reshape(z, Shape.of(b, 1, d)), rows), Shape.of(b, negatives));
        float share = -1f / negatives;
        if (kind == Loss.BPR) {
            Variable gain = subtract(reshape(positive, Shape.of(b, 1)), negative);
            return scale(sum(logSigmoid(gain)), share);
        }
        return add(scale(sum(logSigmoid(positive)), -1f), scale(sum(logSigmoid(scale(negative, -1f))), share));
    }

    /** A draw that is not the target, if a few tries give one. */
    private int drawOther(RandomStream stream, long index, int target) {
        int item = target;
        for (int attempt = 0; attempt < 8 && item == target; attempt++) {
            item = sampler.sample(stream, index + ((long) attempt << 40));
        }
        return item;
    }
}
