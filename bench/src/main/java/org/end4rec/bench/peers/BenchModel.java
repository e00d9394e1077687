package org.end4rec.bench.peers;

import java.util.Arrays;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.end4rec.End4Rec;
import org.end4rec.models.encoder.end4rec.End4RecConfig;
import org.end4rec.models.encoder.sasrec.SasRec;
import org.end4rec.models.encoder.sasrec.SasRecConfig;

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
    static final int DIM = 64;
    /** k. */
    static final int CHUNKS = 8;
    /** L. */
    static final int LAYERS = 2;
    /** H of SASRec. */
    static final int HEADS = 2;
    /** V. */
    static final int ITEMS = 20_000;
    /** R. */
    static final int BEHAVIORS = 4;
    /** Sequences per tape. */
    static final int SHARD = 32;
    /** Step size of Adam. */
    static final double RATE = 1e-3;
    /** Batches, or requests, that the steps take in turn. */
    static final int BATCHES = 8;

    static final double COMPACTNESS = 0.001;
    static final double CONTRAST = 0.1;
    static final double CODING_PRECISION = 0.5;
    static final long SEED = 1;

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
            return new SasRec(new SasRecConfig(items, BEHAVIORS, length, DIM, LAYERS, HEADS, 0f, true), SEED);
        }
        End4RecConfig config = new End4RecConfig(
                items,
                BEHAVIORS,
                length,
                DIM,
                LAYERS,
                CHUNKS,
                feedForward(),
                0f,
                1f,
                CODING_PRECISION,
                tokenLevel() ? End4RecConfig.Level.TOKEN : End4RecConfig.Level.REPRESENTATION,
                End4RecConfig.Score.AGREEMENT,
                COMPACTNESS,
                CONTRAST,
                0,
                0);
        double[] counts = new double[BEHAVIORS];
        Arrays.fill(counts, 1);
        return new End4Rec(config, counts, SEED);
    }

    /** Full-length histories of random items. */
    static Batch batch(int number, int size) {
        return batch(number, size, ITEMS, LENGTH);
    }

    /** As {@link #batch(int, int)}, for another catalogue and other histories. */
    static Batch batch(int number, int size, int catalogue, int length) {
        RandomStream stream = RandomStream.of(SEED, "bench", number);
        int events = size * length;
        int[] items = new int[events];
        int[] behaviors = new int[events];
        int[] targets = new int[size];
        for (int i = 0; i < events; i++) {
            items[i] = 1 + stream.below(i, catalogue);
            behaviors[i] = 1 + stream.below((long) events + i, BEHAVIORS);
        }
        for (int i = 0; i < size; i++) {
            targets[i] = 1 + stream.below(2L * events + i, catalogue);
        }
        return new Batch(size, length, items, behaviors, targets);
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
