package org.end4rec.models.training;

/** What all encoders share. */
public record EncoderSettings(
        @Key(value = "hidden size d", standard = "64", least = 1, most = 16_384)
        int dim,

        @Key(
                value = "events per sequence N; the newest N of a history are used",
                standard = "50",
                least = 1,
                most = 65_536)
        int length,

        @Key(value = "layers L", standard = "2", least = 1, most = 1000)
        int layers,

        @Key(
                value = "heads H of the encoders with attention; must divide dim",
                standard = "2",
                least = 1,
                most = 16_384,
                after = "neighbors")
        int heads,

        @Key(value = "dropout rate", standard = "0.2", least = 0, most = 0.99, after = "soft")
        double dropout) {
    /** @throws ConfigException for a value out of range */
    public EncoderSettings {
        ConfigKey.checkAll(EncoderSettings.class, dim, length, layers, heads, dropout);
    }
}
