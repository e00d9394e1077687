package org.end4rec.models.encoder.end4rec;

import java.util.Objects;

/**
 * The numbers of the paper's model.
 *
 * @param items number of items, V
 * @param behaviors number of behaviors, R
 * @param length events per sequence, N
 * @param dim hidden size, d
 * @param layers EBM layers, L
 * @param chunks chunks of the diagonal mechanism, k; divides d
 * @param feedForward whether an EBM layer has its feed-forward part
 * @param dropout dropout rate, in [0, 1)
 * @param temperature Gumbel-Softmax temperature, τ > 0
 * @param codingPrecision ε > 0 of the compactness term
 * @param weightCompactness weight of the compactness term, w_c
 * @param weightContrast weight of the contrastive terms, w_n
 * @param elimination the signal to which the hard mask is applied
 * @param hard whether there is a Hard Noise Eliminator; without it every event is kept
 * @param soft whether there is a Soft Noise Filter; without it z is read from H_hp
 */
public record End4RecConfig(
        int items,
        int behaviors,
        int length,
        int dim,
        int layers,
        int chunks,
        boolean feedForward,
        float dropout,
        float temperature,
        double codingPrecision,
        double weightCompactness,
        double weightContrast,
        Elimination elimination,
        boolean hard,
        boolean soft) {
    /** The signal to which the hard mask is applied. */
    public enum Elimination {
        /** The embedded events, which are mined again: an eliminated event leaves no trace in its neighbours. */
        TOKEN,
        /** The mined representation, as in the authors' code. */
        REPRESENTATION
    }

    /** @throws IllegalArgumentException if the chunks do not divide the hidden size */
    public End4RecConfig {
        Objects.requireNonNull(elimination, "elimination");
        checkChunks(chunks, dim);
    }

    /** @throws IllegalArgumentException if the chunks do not divide the hidden size */
    public static void checkChunks(int chunks, int dim) {
        if (chunks < 1 || dim % chunks != 0) {
            throw new IllegalArgumentException("chunks is " + chunks + ", which does not divide dim " + dim
                    + "; choose a divisor of " + dim + ", or another dim");
        }
    }

    /** Frequency bins, F = ⌊N/2⌋ + 1. */
    public int bins() {
        return length / 2 + 1;
    }
}
