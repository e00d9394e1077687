package org.end4rec.models.training;

import org.end4rec.models.data.NegativeSampler;

/** What is predicted, and the loss of the predictions. */
public record Objective(
        @Key(value = "recommendation loss", standard = "softmax")
        TrainingConfig.Loss loss,

        @Key(
                value = "number of sampled items: per batch for sampled_softmax, per example for bce and bpr",
                standard = "512",
                least = 1,
                most = 1_000_000)
        int negatives,

        @Key(
                value = "items are sampled in proportion to their popularity to this power; 0 is uniform",
                standard = "0.75",
                least = 0,
                most = NegativeSampler.LARGEST_POWER)
        double negativePower,

        @Key(
                value = "which events the baselines and the mining of END4Rec learn to predict: all, the events of any"
                        + " behavior; each, the same events, each with its own sequence; target, the events of the"
                        + " target behavior; last, the same events as target, each with its own sequence",
                standard = "all")
        TrainingConfig.Positions positions) {
    /** @throws ConfigException for a value out of range */
    public Objective {
        ConfigKey.checkAll(Objective.class, loss, negatives, negativePower, positions);
    }
}
