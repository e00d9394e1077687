package org.end4rec.models.training;

/** How much of the data an epoch looks at. */
public record Limits(
        @Key(
                value = "most users that validate after an epoch; 0 means all users",
                standard = "2000",
                least = 0,
                most = 1_000_000_000)
        int validationUsers,

        @Key(
                value = "most training examples in an epoch, drawn anew for each epoch; 0 means all examples",
                standard = "25600",
                least = 0,
                most = 1_000_000_000)
        int epochExamples) {
    /** @throws ConfigException for a value out of range */
    public Limits {
        ConfigKey.checkAll(Limits.class, validationUsers, epochExamples);
    }
}
