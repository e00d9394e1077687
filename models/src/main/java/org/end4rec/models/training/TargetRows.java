package org.end4rec.models.training;

import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.models.data.Batch;

/**
 * The representations of a step that have a target, shard after shard: of each sequence the newest position, or every
 * position with a target. Arrays are kept from step to step.
 */
final class TargetRows {
    private int[] targets = {};
    private int[] rowInShard = {};
    private int[] first = {};
    private int shards;
    private float[] z = {};
    private float[] dz = {};

    /** A loss of all rows at once. */
    @FunctionalInterface
    interface Loss {
        /**
         * @param z representations [rows,d]; arrays may be longer
         * @param targets [rows] numbers of the items
         * @param dz receives the gradient by z
         */
        double of(float[] z, int[] targets, int rows, float[] dz);
    }

    /** Finds the rows of a step's shards. */
    void number(List<Batch> parts) {
        int most = 0;
        for (Batch part : parts) {
            most += part.hasTargetsAtEveryPosition() ? part.next().length : part.size();
        }
        if (targets.length < most || first.length < parts.size() + 1) {
            targets = new int[most];
            rowInShard = new int[most];
            first = new int[parts.size() + 1];
        }
        shards = parts.size();
        int row = 0;
        for (int shard = 0; shard < shards; shard++) {
            first[shard] = row;
            Batch part = parts.get(shard);
            boolean every = part.hasTargetsAtEveryPosition();
            int[] items = every ? part.next() : part.targets();
            for (int i = 0; i < items.length; i++) {
                if (items[i] > 0 || !every) {
                    rowInShard[row] = i;
                    targets[row++] = items[i];
                }
            }
        }
        first[shards] = row;
    }

    /** Number of the first row of a shard; for shard {@code shards} the number of rows. */
    int first(int shard) {
        return first[shard];
    }

    /** The targets of all rows. */
    int[] targets() {
        return targets(0, first[shards]);
    }

    int[] targets(int from, int to) {
        return Arrays.copyOfRange(targets, from, to);
    }

    /** Where the rows are within their shards. */
    int[] rowInShard(int from, int to) {
        return Arrays.copyOfRange(rowInShard, from, to);
    }

    /**
     * Collects the rows from the representations of the shards, computes the loss, and sets the gradients of the
     * representations.
     *
     * @param representations of each shard [B,d] or [B,N,d], on tapes that have not run backward
     */
    double apply(Loss loss, List<Variable> representations, int d) {
        int rows = first[shards];
        if ((long) rows * d > Shape.LARGEST) {
            throw new TrainingException("a batch has " + rows + " targets of " + d
                    + " numbers, more than an array of Java holds; choose a smaller batchSize or dim");
        }
        if (z.length < rows * d) {
            z = new float[rows * d];
            dz = new float[rows * d];
        }
        for (int shard = 0; shard < shards; shard++) {
            float[] values = representations.get(shard).value();
            for (int row = first[shard]; row < first[shard + 1]; row++) {
                System.arraycopy(values, rowInShard[row] * d, z, row * d, d);
            }
        }
        double value = loss.of(z, targets, rows, dz);
        for (int shard = 0; shard < shards; shard++) {
            if (representations.get(shard).requiresGradient()) {
                float[] gradient = representations.get(shard).gradient();
                for (int row = first[shard]; row < first[shard + 1]; row++) {
                    System.arraycopy(dz, row * d, gradient, rowInShard[row] * d, d);
                }
            }
        }
        return value;
    }
}
