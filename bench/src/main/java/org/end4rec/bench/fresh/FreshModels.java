package org.end4rec.bench.fresh;

import java.util.Arrays;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.encoder.sasrec.SasRec;

/** Models with fresh parameters, without dropout, and histories for them. */
public final class FreshModels {
    /** d. */
    public static final int DIM = 64;
    /** k of END4Rec. */
    public static final int CHUNKS = 8;
    /** H of SASRec. */
    public static final int HEADS = 2;
    /** Sequences per tape. */
    public static final int SHARD = 32;
    /** Step size of Adam. */
    public static final double RATE = 1e-3;
    /** Of parameters, histories and steps. */
    public static final long SEED = 1;
    /** Weight of the compactness of END4Rec. */
    public static final double COMPACTNESS = 0.001;
    /** Weight of the contrast of END4Rec. */
    public static final double CONTRAST = 0.1;
    /** ε of the coding rate. */
    public static final double CODING_PRECISION = 0.5;

    private FreshModels() {}

    /** END4Rec, with or without its feed-forward parts. */
    public static DenoisingEncoder end4rec(
            int items, int behaviors, int length, int layers, boolean feedForward, End4RecVariant.Level level) {
        End4RecVariant config = End4RecVariant.builder(items, behaviors, length)
                .dim(DIM)
                .layers(layers)
                .chunks(CHUNKS)
                .feedForward(feedForward)
                .codingPrecision(CODING_PRECISION)
                .level(level)
                .score(End4RecVariant.Score.AGREEMENT)
                .weightCompactness(COMPACTNESS)
                .weightContrast(CONTRAST)
                .build();
        double[] counts = new double[behaviors];
        Arrays.fill(counts, 1);
        return config.create(counts, SEED);
    }

    /** SASRec with behavior embeddings. */
    public static SasRec sasrec(int items, int behaviors, int length, int layers) {
        return new SasRec(new EncoderConfig(items, behaviors, length, DIM, layers, HEADS, 0f, true), SEED);
    }

    /** {@code size} full-length histories of random items and behaviors; each number has others. */
    public static Batch batch(int number, int size, int items, int behaviors, int length) {
        RandomStream stream = RandomStream.of(SEED, "bench", number);
        int events = size * length;
        int[] history = new int[events];
        int[] acts = new int[events];
        int[] targets = new int[size];
        for (int i = 0; i < events; i++) {
            history[i] = 1 + stream.below(i, items);
            acts[i] = 1 + stream.below((long) events + i, behaviors);
        }
        for (int i = 0; i < size; i++) {
            targets[i] = 1 + stream.below(2L * events + i, items);
        }
        return new Batch(size, length, history, acts, targets);
    }
}
