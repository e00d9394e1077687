package org.end4rec.models.training;

/** The learning rates, and what else decides how far a step moves the parameters. */
public record Optimizer(
        @Key(
                value = "learning rate of the stages mining and remining, and of encoders with only one stage",
                standard = "1e-3",
                least = 1e-12,
                most = 1e30)
        double learningRate,

        @Key(value = "learning rate of the stages hard and soft", standard = "5e-4", least = 1e-12, most = 1e30)
        double denoisingLearningRate,

        @Key(value = "learning rate of the stage joint", standard = "3e-4", least = 1e-12, most = 1e30)
        double jointLearningRate,

        @Key(
                value = "steps over which each stage's learning rate rises from 0",
                standard = "100",
                least = 0,
                most = 1_000_000)
        int warmupSteps,

        @Key(value = "decoupled weight decay of AdamW; 0 is plain Adam", standard = "0.0", least = 0, most = 100)
        double weightDecay,

        @Key(
                value = "largest global norm of a step's gradient; 0 means no clipping",
                standard = "5.0",
                least = 1e-3,
                most = 1e6,
                orZero = true)
        double clipNorm) {
    /** @throws ConfigException for a value out of range */
    public Optimizer {
        ConfigKey.checkAll(
                Optimizer.class,
                learningRate,
                denoisingLearningRate,
                jointLearningRate,
                warmupSteps,
                weightDecay,
                clipNorm);
    }
}
