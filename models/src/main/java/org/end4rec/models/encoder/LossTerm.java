package org.end4rec.models.encoder;

import java.util.Objects;
import org.end4rec.autograd.Variable;

/**
 * The part that one shard has in one term of the loss. The loss depends on sum and count of the whole batch, which are
 * known after the forward of every shard. The backward of each shard starts from the slope of the loss by the sum.
 *
 * @param name the term's name in the log
 * @param sum the shard's sum, a single element
 * @param count the shard's number of summands
 * @param reduction computes the term from sum and count of the batch
 */
public record LossTerm(String name, Variable sum, double count, Reduction reduction) {
    /** No reference is null. */
    public LossTerm {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sum, "sum");
        Objects.requireNonNull(reduction, "reduction");
    }

    /** From a batch's sum and count to its loss. */
    public interface Reduction {
        /** The term's value. */
        double value(double sum, double count);

        /** The value's derivative by the sum. */
        double slope(double sum, double count);
    }

    /** weight · sum / max(count, 1). */
    public record Mean(double weight) implements Reduction {
        @Override
        public double value(double sum, double count) {
            return sum * slope(sum, count);
        }

        @Override
        public double slope(double sum, double count) {
            return weight / Math.max(count, 1);
        }
    }

    /** weight · (sum / max(count, 1) − target)². */
    public record SquaredDeviation(double weight, double target) implements Reduction {
        @Override
        public double value(double sum, double count) {
            double deviation = sum / Math.max(count, 1) - target;
            return weight * deviation * deviation;
        }

        @Override
        public double slope(double sum, double count) {
            double n = Math.max(count, 1);
            return 2 * weight * (sum / n - target) / n;
        }
    }
}
