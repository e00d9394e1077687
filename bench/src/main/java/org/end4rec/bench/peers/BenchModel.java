package org.end4rec.bench.peers;

import org.end4rec.bench.fresh.FreshModels;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;

/** The models whose steps are measured, all of one size, with fresh parameters that every peer starts from. */
public enum BenchModel {
    /** END4Rec with the hard mask on events. */
    TOKEN("END4Rec token"),
    /** END4Rec with the hard mask on representations. */
    REPRESENTATION("END4Rec representation"),
    /** END4Rec with the hard mask on events and without feed-forward parts. */
    PLAIN("END4Rec token, no feed-forward"),
    /** SASRec with two heads. */
    SASREC("SASRec");

    /** B. */
    static final int BATCH = 256;
    /** N. */
    static final int LENGTH = 50;
    /** d. */
    static final int DIM = FreshModels.DIM;
    /** k. */
    static final int CHUNKS = FreshModels.CHUNKS;
    /** L. */
    static final int LAYERS = 2;
    /** H of SASRec. */
    static final int HEADS = FreshModels.HEADS;
    /** V. */
    static final int ITEMS = 20_000;
    /** R. */
    static final int BEHAVIORS = 4;
    /** Sequences per tape. */
    static final int SHARD = FreshModels.SHARD;
    /** Step size of Adam. */
    static final double RATE = FreshModels.RATE;
    /** Batches, or requests, that the steps take in turn. */
    static final int BATCHES = 8;

    static final double COMPACTNESS = FreshModels.COMPACTNESS;
    static final double CONTRAST = FreshModels.CONTRAST;
    static final double CODING_PRECISION = FreshModels.CODING_PRECISION;
    static final long SEED = FreshModels.SEED;

    private final String title;

    BenchModel(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean isEnd4Rec() {
        return this != SASREC;
    }

    boolean tokenLevel() {
        return this == TOKEN || this == PLAIN;
    }

    boolean feedForward() {
        return this != PLAIN;
    }

    /** Our encoder with fresh parameters. */
    SequenceEncoder encoder() {
        return encoder(ITEMS, LENGTH);
    }

    /** As {@link #encoder()}, for another catalogue and other histories. */
    SequenceEncoder encoder(int items, int length) {
        if (!isEnd4Rec()) {
            return FreshModels.sasrec(items, BEHAVIORS, length, LAYERS);
        }
        End4RecVariant.Level level = tokenLevel() ? End4RecVariant.Level.TOKEN : End4RecVariant.Level.REPRESENTATION;
        return FreshModels.end4rec(items, BEHAVIORS, length, LAYERS, feedForward(), level);
    }

    /** Full-length histories of random items. */
    static Batch batch(int number, int size) {
        return batch(number, size, ITEMS, LENGTH);
    }

    /** As {@link #batch(int, int)}, for another catalogue and other histories. */
    static Batch batch(int number, int size, int catalogue, int length) {
        return FreshModels.batch(number, size, catalogue, BEHAVIORS, length);
    }

    /** The Gumbel noise [B,N,2] that our step of that number draws, shard by shard, keyed as {@code Pass} does it. */
    static float[] gumbel(long step) {
        float[] noise = new float[BATCH * LENGTH * 2];
        int shard = SHARD * LENGTH * 2;
        for (int i = 0; i < noise.length; i++) {
            noise[i] = RandomStream.of(SEED, "gumbel", step << 16 | i / shard).gumbel(i % shard);
        }
        return noise;
    }
}
