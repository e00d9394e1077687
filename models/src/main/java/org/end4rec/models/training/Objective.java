package org.end4rec.models.training;

import org.end4rec.models.data.NegativeSampler;

/** What is predicted, and the loss of the predictions. */
public record Objective(
        @Key(value = "recommendation loss", standard = "softmax")
        TrainingConfig.Loss loss,

        @Key(
                value = "sampled items: per batch for sampled_softmax, per example for bce and bpr",
                standard = "512",
                least = 1,
                most = 1_000_000)
        int negatives,

        @Key(
                value = "negatives are drawn in proportion to popularity to this power; 0 is uniform",
                standard = "0.75",
                least = 0,
                most = NegativeSampler.LARGEST_POWER)
        double negativePower,

        @Key(
                value = "which events the baselines, and the mining of END4Rec, are trained to tell: all; each,"
                        + " the same one at a time; target, those of the target behavior; last, the same one at a"
                        + " time, as the model is asked",
                standard = "all")
        TrainingConfig.Positions positions) {
    /** @throws ConfigException for a value out of range */
    public Objective {
        ConfigKey.checkAll(Objective.class, loss, negatives, negativePower, positions);
    }
}
