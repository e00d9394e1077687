package org.end4rec.models.training;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Variable;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.training.TrainingConfig.Loss;

/**
 * The loss of predicting the next item, under the name {@code recommend}. A loss takes a batch as a whole, or is a term
 * of each shard. Not thread-safe.
 */
public abstract sealed class RecommendationLoss permits CatalogueSoftmax, SampledSoftmax, PairwiseLoss {
    /** Its name in the log. */
    static final String NAME = "recommend";

    RecommendationLoss() {}

    /** The softmax over the whole catalogue. */
    public static RecommendationLoss softmax(Parameter table, Workers workers) {
        return new CatalogueSoftmax(Objects.requireNonNull(table, "table"), Objects.requireNonNull(workers, "workers"));
    }

    /**
     * A loss of any kind.
     *
     * @param table items [V+1,d]; row 0 is padding
     * @param negatives sampled items: per batch for the sampled softmax, per example for BCE and BPR
     */
    public static RecommendationLoss of(
            Loss kind, Parameter table, NegativeSampler sampler, int negatives, Workers workers) {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(sampler, "sampler");
        Objects.requireNonNull(workers, "workers");
        return switch (kind) {
            case SOFTMAX -> softmax(table, workers);
            case SAMPLED_SOFTMAX -> new SampledSoftmax(table, sampler, negatives, workers);
            case BCE, BPR -> new PairwiseLoss(kind, table, sampler, negatives);
        };
    }

    /** Whether a step reads only a few rows of the item table, so an optimizer may defer the other rows. */
    abstract boolean readsFewRows();

    /** The sampled items of a step with these targets; none for a loss that reads the whole catalogue. */
    abstract int[] draw(int[] targets, RandomStream stream);

    /**
     * Computes the loss of a batch from the representations of its shards, and their gradients, if it takes batches.
     */
    void ofBatch(TargetRows rows, List<Variable> representations, int[] drawn, Map<String, Double> losses) {}

    /**
     * Adds the terms of a shard, if it takes shards.
     *
     * @param z representations of the shard, [B,d] or [B,N,d]
     * @param most rows of a term
     */
    void ofShard(TargetRows rows, int shard, Batch batch, Variable z, int[] drawn, int most, List<LossTerm> terms) {}
}
