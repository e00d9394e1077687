package org.end4rec.autograd.optim;

import java.util.Arrays;
import org.end4rec.autograd.Parameter;
import org.end4rec.core.kernel.Kernels;

/**
 * Adam on a table whose rows may lag: a step moves the rows that have a gradient, and a row that lags goes through the
 * steps it missed, with a gradient of zero, when it is caught up. The factors of the steps some row may still miss are
 * kept, 12 bytes a step. Different rows may be moved on different threads at once.
 */
final class DeferredRows {
    /**
     * Without a gradient a step shrinks to 0.9/√0.999 of the one before, and w to 0.999 of itself at most, so a step
     * may be larger by this much and the next one still be smaller against w; rounding included.
     */
    private static final float SETTLED_GROWTH = 1 / 0.91f;

    private static final float SETTLED_DECAY = 0.999f;
    private static final float SETTLED_RATE = 1000f;
    private static final int INITIAL_STEPS = 128;

    private final Parameter table;
    private final float[] first;
    private final float[] second;
    private final boolean decays;
    private final int length;
    /** The step each row has been moved to; 0 if its moments are 0 and nothing but a gradient moves it. */
    private final int[] done;

    /** Step t has its factors at index t − base − 1. */
    private int base;

    private int steps;
    private int settledFrom;
    private float[] decay = new float[INITIAL_STEPS];
    private float[] rate = new float[INITIAL_STEPS];
    private float[] scale = new float[INITIAL_STEPS];

    /** @param steps made so far, by all rows */
    DeferredRows(Parameter table, float[] first, float[] second, long steps, boolean decays) {
        this.table = table;
        this.first = first;
        this.second = second;
        this.decays = decays;
        this.steps = Math.toIntExact(steps);
        this.base = this.steps;
        this.settledFrom = this.steps;
        this.done = new int[table.shape().dim(0)];
        this.length = first.length / done.length;
        if (steps > 0) {
            for (int row = 0; row < done.length; row++) {
                done[row] = decays || hasMoments(row) ? this.steps : 0;
            }
        }
    }

    private boolean hasMoments(int row) {
        for (int i = row * length; i < (row + 1) * length; i++) {
            if (first[i] != 0 || second[i] != 0) {
                return true;
            }
        }
        return false;
    }

    int rows() {
        return done.length;
    }

    int rowLength() {
        return length;
    }

    /** Whether the row has missed steps that would have moved it. */
    boolean lags(int row) {
        return done[row] < steps && (decays || done[row] > 0);
    }

    /** Starts the next step: rows that are moved by {@link #move} make it, the others lag. */
    void begin(float decay, float rate, float scale) {
        if (steps - base == this.decay.length) {
            makeRoom();
        }
        int at = steps - base;
        this.decay[at] = decay;
        this.rate[at] = rate;
        this.scale[at] = scale;
        steps++;
        boolean grows = at > 0 && !(rate / scale <= SETTLED_GROWTH * (this.rate[at - 1] / this.scale[at - 1]));
        if (grows || decay < SETTLED_DECAY || rate > SETTLED_RATE) {
            settledFrom = steps;
        }
    }

    /** Forgets the steps that no row misses any more, or finds room for as many again. */
    private void makeRoom() {
        int oldest = steps;
        for (int row = 0; row < done.length; row++) {
            if (lags(row)) {
                oldest = Math.min(oldest, done[row]);
            }
        }
        // the last one stays: the next is compared with it
        int forgotten = Math.max(0, Math.min(oldest - base, decay.length - 1));
        int room = forgotten < decay.length / 2 ? 2 * decay.length : decay.length;
        decay = shifted(decay, forgotten, room);
        rate = shifted(rate, forgotten, room);
        scale = shifted(scale, forgotten, room);
        base += forgotten;
    }

    private static float[] shifted(float[] values, int forgotten, int room) {
        return Arrays.copyOf(Arrays.copyOfRange(values, forgotten, values.length), room);
    }

    /** Brings a row up to the last step begun. */
    void catchUp(int row) {
        if (lags(row)) {
            Kernels.get()
                    .adamZeroGradientSteps(
                            table.value().data(),
                            first,
                            second,
                            row * length,
                            length,
                            AdamW.BETA1,
                            AdamW.BETA2,
                            AdamW.EPSILON,
                            decay,
                            rate,
                            scale,
                            done[row] - base,
                            steps - base,
                            settledFrom - base - 1);
            done[row] = steps;
        }
    }

    /** Makes the last step begun in a row that has made all before it. */
    void move(int row) {
        int at = steps - base - 1;
        Kernels.get()
                .adam(
                        table.value().data(),
                        table.gradientValues(),
                        first,
                        second,
                        row * length,
                        length,
                        AdamW.BETA1,
                        AdamW.BETA2,
                        AdamW.EPSILON,
                        decay[at],
                        rate[at],
                        scale[at]);
        done[row] = steps;
    }
}
