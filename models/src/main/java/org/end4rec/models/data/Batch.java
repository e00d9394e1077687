package org.end4rec.models.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * Left-padded sequences with their targets, all row-major; the arrays are shared, not copied.
 *
 * @param size number of sequences, B
 * @param length events per sequence, N; index N−1 is the newest
 * @param items [B,N] item numbers, 0 for padding
 * @param behaviors [B,N] behavior numbers, 0 for padding
 * @param targets [B] items to predict after the newest event; 0 where there is none
 * @param next [B,N] items to predict at each position, 0 where there is none; empty if only {@code targets} are. A
 *     position whose item is 0 but whose {@code next} is not 0 is a masked event
 * @param nextBehaviors [B,N] behaviors of the items to predict; empty if they are all of the target behavior
 */
@SuppressWarnings("ArrayRecordComponent") // two batches are never compared
public record Batch(
        int size, int length, int[] items, int[] behaviors, int[] targets, int[] next, int[] nextBehaviors) {
    private static final int[] NONE = {};

    /** @throws IllegalArgumentException if an array has the wrong length */
    public Batch {
        long events = (long) size * length;
        if (items.length != events || behaviors.length != events || targets.length != size) {
            throw new IllegalArgumentException("Batch: " + size + " sequences of " + length + " events need "
                    + events + " items and behaviors and " + size + " targets; found " + items.length + ", "
                    + behaviors.length + " and " + targets.length);
        }
        if (next.length > 0 && next.length != items.length) {
            throw new IllegalArgumentException(
                    "Batch: next has " + next.length + " items; it must have none or " + items.length);
        }
        if (nextBehaviors.length > 0 && nextBehaviors.length != next.length) {
            throw new IllegalArgumentException("Batch: nextBehaviors has " + nextBehaviors.length
                    + " behaviors; it must have none or " + next.length);
        }
    }

    /** Sequences whose items to predict are all of the target behavior, or stand in for it. */
    public Batch(int size, int length, int[] items, int[] behaviors, int[] targets, int[] next) {
        this(size, length, items, behaviors, targets, next, NONE);
    }

    /** Sequences with one target each. */
    public Batch(int size, int length, int[] items, int[] behaviors, int[] targets) {
        this(size, length, items, behaviors, targets, NONE, NONE);
    }

    /** Whether there are items to predict at every position. */
    public boolean hasTargetsAtEveryPosition() {
        return next.length > 0;
    }

    /** Sequences from … to−1, copied. */
    public Batch slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return new Batch(
                to - from,
                length,
                Arrays.copyOfRange(items, from * length, to * length),
                Arrays.copyOfRange(behaviors, from * length, to * length),
                Arrays.copyOfRange(targets, from, to),
                next.length == 0 ? NONE : Arrays.copyOfRange(next, from * length, to * length),
                nextBehaviors.length == 0 ? NONE : Arrays.copyOfRange(nextBehaviors, from * length, to * length));
    }

    /**
     * The same sequences without the events whose {@code kept} [B,N] is 0. The kept events close the gaps towards the
     * newest position. At each position the item to predict is that of the next kept event.
     */
    public Batch keeping(float[] kept) {
        checkKept(kept);
        Batch left = new Batch(
                size,
                length,
                new int[items.length],
                new int[items.length],
                targets.clone(),
                new int[next.length],
                new int[nextBehaviors.length]);
        for (int row = 0; row < size; row++) {
            keep(row, kept, left);
        }
        return left;
    }

    private void keep(int row, float[] kept, Batch left) {
        int first = row * length;
        int newest = first + length - 1;
        int to = newest;
        // the item of an event stands in next of the position before the event
        int nextAt = newest;
        for (int from = newest; from >= first; from--) {
            if (items[from] > 0 && kept[from] > 0) {
                left.items[to] = items[from];
                left.behaviors[to] = behaviors[from];
                if (next.length > 0) {
                    left.next[to] = next[nextAt];
                }
                if (nextBehaviors.length > 0) {
                    left.nextBehaviors[to] = nextBehaviors[nextAt];
                }
                nextAt = from - 1;
                to--;
            }
        }
    }

    /**
     * A mask for {@link #keeping}: {@code kept} [B,N], but with all events of a sequence that would lose all of them.
     */
    public float[] sparing(float[] kept) {
        checkKept(kept);
        float[] spared = kept.clone();
        for (int first = 0; first < items.length; first += length) {
            boolean none = true;
            for (int i = first; i < first + length; i++) {
                none &= items[i] == 0 || kept[i] == 0;
            }
            for (int i = first; none && i < first + length; i++) {
                spared[i] = items[i] > 0 ? 1f : 0f;
            }
        }
        return spared;
    }

    private void checkKept(float[] kept) {
        if (kept.length != items.length) {
            throw new IllegalArgumentException(
                    "Batch: kept has " + kept.length + " events; expected " + size + " × " + length);
        }
    }

    /** Overwrites {@code part} with the sequences from {@code from} on, as many as it has. */
    public void copyTo(int from, Batch part) {
        Objects.checkFromIndexSize(from, part.size, size);
        System.arraycopy(items, from * length, part.items, 0, part.items.length);
        System.arraycopy(behaviors, from * length, part.behaviors, 0, part.behaviors.length);
        System.arraycopy(targets, from, part.targets, 0, part.targets.length);
        System.arraycopy(next, next.length == 0 ? 0 : from * length, part.next, 0, part.next.length);
        int start = nextBehaviors.length == 0 ? 0 : from * length;
        System.arraycopy(nextBehaviors, start, part.nextBehaviors, 0, part.nextBehaviors.length);
    }

    /** Writes 1 for an event and 0 for padding: mask [B,N]. */
    public void mask(float[] mask) {
        for (int i = 0; i < items.length; i++) {
            mask[i] = items[i] > 0 ? 1f : 0f;
        }
    }
}
