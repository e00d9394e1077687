package org.end4rec.models.training;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.Concat.concat;
import static org.end4rec.autograd.ops.CrossEntropy.crossEntropy;
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
import org.end4rec.models.encoder.Term;
import org.end4rec.models.training.TrainingConfig.Loss;

/**
 * The recommendation losses that look at a sample of the catalogue, each as one shard's term. The gradient of the item
 * table stays row-sparse: a step costs the rows it reads, not V.
 */
public final class SampledLoss {
    private static final float NEVER = -1e9f;

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
        int[] sampled = new int[shared ? negatives : targets.length * negatives];
        for (int i = 0; i < sampled.length; i++) {
            sampled[i] = shared ? sampler.sample(stream, i) : drawOther(stream, i, targets[i / negatives]);
        }
        return sampled;
    }

    /**
     * The term of a shard; its mean over the batch is the loss.
     *
     * @param z representations [B,d]
     * @param targets [B] numbers of the next items
     * @param drawn the sampled items of the whole batch, by {@link #draw}
     * @param first number of the shard's first example within the batch
     */
    Term term(Variable z, int[] targets, int[] drawn, int first) {
        Variable sum = kind == Loss.SAMPLED_SOFTMAX
                ? sampledSoftmax(z, targets, drawn)
                : pairwise(
                        z, targets, Arrays.copyOfRange(drawn, first * negatives, (first + targets.length) * negatives));
        return new Term("recommend", sum, targets.length, new Term.Mean(1));
    }

    /**
     * Softmax over the target and the batch's sampled items, each sampled score less log(n·q(v)), q the sampling
     * probability: it tends to the softmax over the catalogue (Bengio and Senécal 2008). A sampled item that is the
     * target does not count.
     */
    private Variable sampledSoftmax(Variable z, int[] targets, int[] sampled) {
        int b = targets.length;
        Variable items = z.tape().leaf(table);
        Variable positive = rowDot(z, gather(items, targets, Shape.of(b)));
        Variable negative = matmulTransposed(z, gather(items, sampled, Shape.of(negatives)));
        float[] correction = z.tape().arena().take(b * (negatives + 1));
        float logN = (float) StrictMath.log(negatives);
        for (int j = 0; j < negatives; j++) {
            float share = -logN - sampler.logProbability(sampled[j]);
            for (int i = 0; i < b; i++) {
                correction[i * (negatives + 1) + 1 + j] = sampled[j] == targets[i] ? NEVER : share;
            }
        }
        for (int i = 0; i < b; i++) {
            correction[i * (negatives + 1)] = 0;
        }
        Shape all = Shape.of(b, negatives + 1);
        Variable logits = add(
                concat(1, reshape(positive, Shape.of(b, 1)), negative), z.tape().constant(all, correction));
        return scale(crossEntropy(logits, new int[b]), b);
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
