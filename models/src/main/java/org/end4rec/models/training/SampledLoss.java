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
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.training.TrainingConfig.Loss;
import org.jspecify.annotations.Nullable;

/**
 * The recommendation losses that look at a sample of the catalogue. The gradient of the item table stays row-sparse: a
 * step costs the rows it reads, not V.
 */
public final class SampledLoss {
    private final Loss kind;
    private final Parameter table;
    private final NegativeSampler sampler;
    private final int negatives;

    /** @param negatives sampled items: per batch for the sampled softmax, per example for BCE and BPR */
    public SampledLoss(Loss kind, Parameter table, NegativeSampler sampler, int negatives) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.table = Objects.requireNonNull(table, "table");
        this.sampler = Objects.requireNonNull(sampler, "sampler");
        this.negatives = negatives;
    }

    /**
     * The sampled items of a step: [negatives] for the sampled softmax, [B,negatives] for BCE and BPR.
     *
     * @param targets [B] numbers of the next items
     * @param stream draws of this step
     */
    int[] draw(int[] targets, RandomStream stream) {
        boolean shared = kind == Loss.SAMPLED_SOFTMAX;
        long count = shared ? negatives : (long) targets.length * negatives;
        if (count > Shape.LARGEST) {
            throw new TrainingException("a batch has " + targets.length + " targets with " + negatives
                    + " sampled items each, more than an array of Java holds; choose a smaller batchSize or negatives");
        }
        int[] sampled = new int[(int) count];
        for (int i = 0; i < sampled.length; i++) {
            sampled[i] = shared ? sampler.sample(stream, i) : drawOther(stream, i, targets[i / negatives]);
        }
        return sampled;
    }

    /**
     * The sampled softmax, which is computed for a batch as a whole; null for BCE and BPR, which are terms of shards.
     */
    @Nullable
    SampledSoftmax softmax(Workers workers) {
        return kind == Loss.SAMPLED_SOFTMAX ? new SampledSoftmax(table, sampler, negatives, workers) : null;
    }

    /**
     * The term of a shard by BCE or BPR; its mean over the batch is the loss.
     *
     * @param z representations [B,d]
     * @param targets [B] numbers of the next items
     * @param drawn the sampled items of the whole batch, by {@link #draw}
     * @param first number of the shard's first example within the batch
     */
    LossTerm term(Variable z, int[] targets, int[] drawn, int first) {
        int[] own = Arrays.copyOfRange(drawn, first * negatives, (first + targets.length) * negatives);
        return new LossTerm("recommend", pairwise(z, targets, own), targets.length, new LossTerm.Mean(1));
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

    /** A draw that is not the target, if one comes up in a few tries. */
    private int drawOther(RandomStream stream, long index, int target) {
        int item = target;
        for (int attempt = 0; attempt < 8 && item == target; attempt++) {
            item = sampler.sample(stream, index + ((long) attempt << 40));
        }
        return item;
    }
}
