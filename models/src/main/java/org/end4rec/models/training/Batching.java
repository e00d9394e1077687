package org.end4rec.models.training;

/** How many examples a step and a tape have. */
public record Batching(
        @Key(value = "examples per step", standard = "256", least = 1, most = 1_000_000)
        int batchSize,

        @Key(
                value = "sequences per tape; another number changes the last bits of the result, other threads do not",
                standard = "32",
                least = 1,
                most = 1_000_000)
        int shardSize) {
    /** @throws ConfigException for a value out of range */
    public Batching {
        ConfigKey.checkAll(Batching.class, batchSize, shardSize);
    }
}
