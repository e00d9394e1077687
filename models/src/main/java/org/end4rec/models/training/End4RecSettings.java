package org.end4rec.models.training;

import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;

/** What END4Rec alone has: its parts and this project's additions. Baselines do not read them. */
public record End4RecSettings(
        @Key(
                value = "chunks k of END4Rec's chunked diagonal mechanism; must divide dim",
                standard = "8",
                least = 1,
                most = 16_384)
        int chunks,

        @Key(
                value = "how a layer of END4Rec mixes the positions: shared, with weights that all frequencies share;"
                        + " banded, first with weights for each frequency, then with shared weights; causal, each"
                        + " position with the past alone, so mining has every position as a target",
                standard = "causal")
        End4RecVariant.Mixing mixing,

        @Key(value = "whether the readout of END4Rec knows the behavior of the event to predict", standard = "false")
        boolean query,

        @Key(value = "whether an EBM layer has its feed-forward part", standard = "true")
        boolean feedForward,

        @Key(
                value = "whether END4Rec has its Hard Noise Eliminator; without it the stages hard and remining are"
                        + " skipped",
                standard = "true")
        boolean hard,

        @Key(
                value = "whether END4Rec has its Soft Noise Filter; without it the stage soft is skipped",
                standard = "true")
        boolean soft,

        @Key(
                value = "where elimination removes an event: sequence, from the sequence before it is encoded, and the"
                        + " gap closes; token, from the embedded events; representation, from the mined representation",
                standard = "sequence")
        End4RecVariant.Level level,

        @Key(value = "how an event's noise score is computed", standard = "squared_agreement")
        End4RecVariant.Score score,

        @Key(
                value = "where the rate of a behavior, which gives its preference, comes from: learned, it starts at"
                        + " the mean number of such events per user and is trained; fixed, it stays at this mean; one,"
                        + " it starts at 1 and is trained",
                standard = "learned")
        End4RecVariant.Preference preference,

        @Key(value = "Gumbel-Softmax temperature tau", standard = "1.0", least = 1e-6, most = 1e6)
        double temperature,

        @Key(value = "precision epsilon of the compactness term", standard = "0.5", least = 1e-6, most = 1e6)
        double codingPrecision,

        @Key(value = "weight of the compactness term", standard = "0.001", least = 0, most = 1e6)
        double weightCompactness,

        @Key(value = "weight of the noise-decoupling contrastive terms", standard = "0.1", least = 0, most = 1e6)
        double weightContrast,

        @Key(
                value = "weight of the elimination budget while gradients reach the eliminator; 0 means no budget",
                standard = "0.0",
                least = 0,
                most = 1e6)
        double weightElimination,

        @Key(
                value = "share of events that the elimination budget asks to eliminate",
                standard = "0.1",
                least = 0,
                most = 0.99)
        double eliminationRate) {
    /** @throws ConfigException for a value out of range */
    public End4RecSettings {
        ConfigKey.checkAll(
                End4RecSettings.class,
                chunks,
                mixing,
                query,
                feedForward,
                hard,
                soft,
                level,
                score,
                preference,
                temperature,
                codingPrecision,
                weightCompactness,
                weightContrast,
                weightElimination,
                eliminationRate);
    }
}
