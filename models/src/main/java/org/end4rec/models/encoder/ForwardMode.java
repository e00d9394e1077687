package org.end4rec.models.encoder;

import static org.end4rec.autograd.ops.Dropout.dropout;

import java.util.Objects;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.random.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * How a shard passes through an encoder: training with keyed randomness, or evaluation without randomness. Immutable.
 */
public final class ForwardMode {
    private static final ForwardMode EVALUATION = new ForwardMode(false, 0, 0, null);

    private final boolean training;
    private final long seed;
    private final long position;
    private final float @Nullable [] fixedGumbel;

    private ForwardMode(boolean training, long seed, long position, float @Nullable [] fixedGumbel) {
        this.training = training;
        this.seed = seed;
        this.position = position;
        this.fixedGumbel = fixedGumbel;
    }

    /** No dropout, no noise, no loss terms. */
    public static ForwardMode evaluation() {
        return EVALUATION;
    }

    /**
     * Training: every draw is keyed by the run's seed, the step and the shard.
     *
     * @param shard number of the shard within its batch, below 2¹⁶
     */
    public static ForwardMode training(long seed, long step, int shard) {
        return new ForwardMode(true, seed, step << 16 | shard, null);
    }

    /** Training with the given Gumbel noise [B,N,2] and keyed dropout: for comparison with recorded numbers. */
    public static ForwardMode withGumbel(float[] noise) {
        return new ForwardMode(true, 0, 0, Objects.requireNonNull(noise, "noise"));
    }

    /** Whether this is training. */
    public boolean isTraining() {
        return training;
    }

    /** x with dropout in training, x itself otherwise; each purpose has draws of its own. */
    public Variable drop(Variable x, float rate, String purpose) {
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(purpose, "purpose");
        return training && rate > 0 ? dropout(x, rate, RandomStream.of(seed, "dropout." + purpose, position)) : x;
    }

    /**
     * As {@link #drop(Variable, float, String)} for the purpose {@code encoding.place}, which is put together only if
     * needed.
     */
    public Variable drop(Variable x, float rate, String encoding, String place) {
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(place, "place");
        return training && rate > 0 ? drop(x, rate, encoding + "." + place) : x;
    }

    /** Gumbel noise for n draws in a buffer of the tape, or null in evaluation. */
    public float @Nullable [] gumbel(Tape tape, int n) {
        Objects.requireNonNull(tape, "tape");
        if (!training || fixedGumbel != null) {
            return fixedGumbel;
        }
        RandomStream stream = RandomStream.of(seed, "gumbel", position);
        float[] noise = tape.arena().take(n);
        for (int i = 0; i < n; i++) {
            noise[i] = stream.gumbel(i);
        }
        return noise;
    }
}
