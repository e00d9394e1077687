package org.end4rec.autograd.optim;

/** The learning rate of each step of a run. */
@FunctionalInterface
public interface LearningRate {
    /** The rate of a step; the first step is 0. */
    double at(long step);

    /**
     * The same rate always.
     *
     * @throws IllegalArgumentException unless the rate is finite and at least 0
     */
    static LearningRate constant(double rate) {
        return warmUp(rate, 0);
    }

    /**
     * Rises in a straight line, {@code rate·(step + 1)/steps} during the first {@code steps} steps, then stays at
     * {@code rate}.
     *
     * @throws IllegalArgumentException unless the rate is finite and at least 0, and steps at least 0
     */
    static LearningRate warmUp(double rate, long steps) {
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("LearningRate: rate is " + rate + "; it must be finite and at least 0");
        }
        if (steps < 0) {
            throw new IllegalArgumentException("LearningRate: steps is " + steps + "; it must be at least 0");
        }
        return step -> step < steps ? rate * (step + 1) / steps : rate;
    }
}
