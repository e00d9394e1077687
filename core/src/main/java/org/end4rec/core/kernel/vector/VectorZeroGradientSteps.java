package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adam steps without a gradient on the Vector API. A vector goes through its steps in registers; once no lane's step
 * reaches 2⁻²⁷ of its w, the division is left out: subtracting less than 2⁻²⁶ of a number leaves the number.
 *
 * <p>That a small step stays small is the caller's promise for the steps from {@code settledFrom} on. Where |w| ≥
 * 2⁻⁴⁰, m is so small that rounding below the smallest normal number, which may keep it from decaying, cannot
 * matter; where m is 0 it stays 0. As w may decay as well, the test is made anew every {@link #LONGEST} steps. Each
 * loop is a method of its own and passes vectors on in memory: in one method Java 17 made objects of them.
 */
final class VectorZeroGradientSteps {
    /** That of all vector kernels: Java 17 makes objects of vectors where species meet. */
    private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;

    private static final float FELT = 0x1p-27f;
    private static final float SMALLEST = 0x1p-40f;
    private static final int LONGEST = 8192;
    /** Steps between two tests. */
    private static final int BLOCK = 12;

    private VectorZeroGradientSteps() {}

    /** Moves all full vectors and returns the offset after them. */
    static int run(
            float[] w,
            float[] m,
            float[] v,
            int offset,
            int n,
            float beta1,
            float beta2,
            float epsilon,
            float[] decay,
            float[] rate,
            float[] scale,
            int from,
            int to,
            int settledFrom) {
        int full = offset + SPECIES.loopBound(n);
        for (int i = offset; i < full; i += SPECIES.length()) {
            int j = from;
            while (j < to) {
                int until = Math.min(to, j + BLOCK);
                whole(w, m, v, i, beta1, beta2, epsilon, decay, rate, scale, j, until);
                j = until;
                if (j < to && j > settledFrom && cannotBeFelt(w, m, v, i, epsilon, rate[j - 1], scale[j - 1])) {
                    until = Math.min(to, j + LONGEST);
                    withoutDivision(w, m, v, i, beta1, beta2, decay, j, until);
                    j = until;
                }
            }
        }
        return full;
    }

    private static void whole(
            float[] w,
            float[] m,
            float[] v,
            int i,
            float beta1,
            float beta2,
            float epsilon,
            float[] decay,
            float[] rate,
            float[] scale,
            int from,
            int to) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector keepMean = FloatVector.broadcast(SPECIES, beta1);
        FloatVector keepSquare = FloatVector.broadcast(SPECIES, beta2);
        FloatVector smallest = FloatVector.broadcast(SPECIES, epsilon);
        FloatVector value = FloatVector.fromArray(SPECIES, w, i);
        FloatVector mean = FloatVector.fromArray(SPECIES, m, i);
        FloatVector square = FloatVector.fromArray(SPECIES, v, i);
        for (int j = from; j < to; j++) {
            // + 0 as in the full step, which turns −0 into 0
            mean = mean.fma(keepMean, zero);
            square = square.fma(keepSquare, zero);
            FloatVector correction = FloatVector.broadcast(SPECIES, scale[j]);
            FloatVector step = mean.mul(rate[j]).div(square.sqrt().fma(correction, smallest));
            value = value.mul(decay[j]).sub(step);
        }
        value.intoArray(w, i);
        mean.intoArray(m, i);
        square.intoArray(v, i);
    }

    /** Whether the last step, of which m and v are, was too small, and the next ones will be. */
    private static boolean cannotBeFelt(
            float[] w, float[] m, float[] v, int i, float epsilon, float rate, float scale) {
        FloatVector mean = FloatVector.fromArray(SPECIES, m, i);
        FloatVector root = FloatVector.fromArray(SPECIES, v, i).sqrt();
        FloatVector correction = FloatVector.broadcast(SPECIES, scale);
        FloatVector step = mean.mul(rate).div(root.fma(correction, FloatVector.broadcast(SPECIES, epsilon)));
        FloatVector size = FloatVector.fromArray(SPECIES, w, i).abs();
        return step.abs().compare(VectorOperators.LE, size.mul(FELT)).allTrue()
                && size.compare(VectorOperators.GE, SMALLEST)
                        .or(mean.compare(VectorOperators.EQ, 0f))
                        .allTrue();
    }

    private static void withoutDivision(
            float[] w, float[] m, float[] v, int i, float beta1, float beta2, float[] decay, int from, int to) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector keepMean = FloatVector.broadcast(SPECIES, beta1);
        FloatVector keepSquare = FloatVector.broadcast(SPECIES, beta2);
        FloatVector value = FloatVector.fromArray(SPECIES, w, i);
        FloatVector mean = FloatVector.fromArray(SPECIES, m, i);
        FloatVector square = FloatVector.fromArray(SPECIES, v, i);
        for (int j = from; j < to; j++) {
            mean = mean.fma(keepMean, zero);
            square = square.fma(keepSquare, zero);
            value = value.mul(decay[j]);
        }
        value.intoArray(w, i);
        mean.intoArray(m, i);
        square.intoArray(v, i);
    }
}
