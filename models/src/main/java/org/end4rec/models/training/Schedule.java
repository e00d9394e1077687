package org.end4rec.models.training;

/** The stages of a training, and the length of each. */
public record Schedule(
        @Key(
                value = "guided training in stages (true) or the joint stage alone (false); an encoder with only one"
                        + " stage trains for the epochs of all these stages together, at learningRate",
                standard = "true")
        boolean guided,

        @Key(
                value = "most epochs of the stage mining; 0 skips the stage, also in the next four keys",
                standard = "20",
                least = 0,
                most = 1_000_000)
        int miningEpochs,

        @Key(value = "most epochs of the stage hard", standard = "3", least = 0, most = 1_000_000)
        int hardEpochs,

        @Key(
                value = "most epochs of the stage remining, which repeats mining with the kept events if"
                        + " level=sequence",
                standard = "10",
                least = 0,
                most = 1_000_000)
        int reminingEpochs,

        @Key(value = "most epochs of the stage soft", standard = "3", least = 0, most = 1_000_000)
        int softEpochs,

        @Key(value = "most epochs of the stage joint", standard = "20", least = 0, most = 1_000_000)
        int jointEpochs,

        @Key(
                value = "after so many epochs without a better validation NDCG@10 a stage lowers its learning rate, or"
                        + " ends if rateDecays allows no more; epochs before the model beats popularity do not count",
                standard = "3",
                least = 1,
                most = 1_000_000)
        int patience,

        @Key(
                value = "how often a stage returns to its best epoch and continues with 0.3 times its learning rate"
                        + " before it ends",
                standard = "0",
                least = 0,
                most = 100)
        int rateDecays) {
    /** @throws ConfigException for a value out of range */
    public Schedule {
        ConfigKey.checkAll(
                Schedule.class,
                guided,
                miningEpochs,
                hardEpochs,
                reminingEpochs,
                softEpochs,
                jointEpochs,
                patience,
                rateDecays);
    }
}
