package org.end4rec.models.encoder.gru4rec;

import org.end4rec.models.data.Batch;

/**
 * Moves left-padded sequences to the first step and back, so that a state does not pass over padding.
 *
 * @param length N
 * @param padding [B] number of padded positions of each sequence
 */
@SuppressWarnings("ArrayRecordComponent") // two are never compared
record FirstStep(int length, int[] padding) {
    static FirstStep of(Batch batch) {
        int n = batch.length();
        int[] padding = new int[batch.size()];
        for (int row = 0; row < padding.length; row++) {
            while (padding[row] < n && batch.items()[row * n + padding[row]] == 0) {
                padding[row]++;
            }
        }
        return new FirstStep(n, padding);
    }

    /** The column [B,N] with each sequence's events first, and 0 after them. */
    int[] move(int[] column) {
        int[] moved = new int[column.length];
        for (int row = 0; row < padding.length; row++) {
            int events = length - padding[row];
            System.arraycopy(column, row * length + padding[row], moved, row * length, events);
        }
        return moved;
    }

    /** [B,N] the number of each position among the B·N steps; for padding the first step. */
    int[] all() {
        int[] steps = new int[padding.length * length];
        for (int i = 0; i < steps.length; i++) {
            int row = i / length;
            steps[i] = row * length + Math.max(0, i % length - padding[row]);
        }
        return steps;
    }

    /** [B] the step of the newest event; the first step for an empty sequence. */
    int[] newest() {
        int[] steps = new int[padding.length];
        for (int row = 0; row < steps.length; row++) {
            steps[row] = row * length + Math.max(0, length - 1 - padding[row]);
        }
        return steps;
    }
}
