package org.end4rec.models.training;

/** What the count-based baselines have; encoders do not read them. {@code itemknn} reads {@code neighbors} too. */
public record CountingSettings(
        @Key(value = "how many of the newest events markov looks at", standard = "3", least = 1, most = 64)
        int window,

        @Key(
                value = "the number of observations that popularity counts as in markov",
                standard = "1.0",
                least = 1e-6,
                most = 1e6)
        double smoothing,

        @Key(
                value = "the larger, the less similar are items with few users in itemknn",
                standard = "1.0",
                least = 0,
                most = 10_000)
        double shrinkage,

        @Key(
                value = "the weight of an event relative to the next newer event in itemknn",
                standard = "0.8",
                least = 1e-6,
                most = 1)
        double recency) {
    /** @throws ConfigException for a value out of range */
    public CountingSettings {
        ConfigKey.checkAll(CountingSettings.class, window, smoothing, shrinkage, recency);
    }
}
