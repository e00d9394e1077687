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
    private static final String DROPOUT = "dropout.";
    private static final ForwardMode EVALUATION = new ForwardMode(false, 0, 0, null, DROPOUT);

    private final boolean training;
    private final long seed;
    private final long position;
    private final float @Nullable [] fixedGumbel;
    private final String draws;

    private ForwardMode(boolean training, long seed, long position, float @Nullable [] fixedGumbel, String draws) {
        this.training = training;
        this.seed = seed;
        this.position = position;
        this.fixedGumbel = fixedGumbel;
        this.draws = draws;
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
        return new ForwardMode(true, seed, step << 16 | shard, null, DROPOUT);
    }

    /** Training with the given Gumbel noise [B,N,2] and keyed dropout: for comparison with recorded numbers. */
    public static ForwardMode withGumbel(float[] noise) {
        return new ForwardMode(true, 0, 0, Objects.requireNonNull(noise, "noise"), DROPOUT);
    }

    /** The same mode for one of several passes over a batch: the dropout of the pass has draws of its own. */
    public ForwardMode within(String pass) {
        Objects.requireNonNull(pass, "pass");
        return training ? new ForwardMode(true, seed, position, fixedGumbel, draws + pass + ".") : this;
    }

    /** Whether this is training. */
    public boolean isTraining() {
        return training;
    }

    /** x with dropout in training, x itself otherwise; each purpose has draws of its own. */
    public Variable drop(Variable x, float rate, String purpose) {
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(purpose, "purpose");
        return training && rate > 0 ? dropout(x, rate, RandomStream.of(seed, draws + purpose, position)) : x;
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
