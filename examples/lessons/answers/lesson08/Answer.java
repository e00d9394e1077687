package lesson08;

import org.end4rec.lessons.lesson08.Gap08;

/** One answer to the exercise of lesson 8. */
public final class Answer implements Gap08 {
    @Override
    public void move(double[] at, double[] gradient, double[] m, double[] v, int step, double rate) {
        for (int i = 0; i < at.length; i++) {
            m[i] = 0.9 * m[i] + 0.1 * gradient[i];
            v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
            // after t steps the weights of all gradients so far sum to 1 − 0.9^t: that much of the mean is there
            double mean = m[i] / (1 - StrictMath.pow(0.9, step));
            double square = v[i] / (1 - StrictMath.pow(0.999, step));
            // ε outside the root: it matters only where the gradient vanishes
            at[i] -= rate * mean / (Math.sqrt(square) + 1e-8);
        }
    }
}
