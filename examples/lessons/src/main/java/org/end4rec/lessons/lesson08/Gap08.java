package org.end4rec.lessons.lesson08;

/** What the exercise of lesson 8 fills in. */
public interface Gap08 {
    /**
     * One step of Adam, with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8.
     *
     * @param at the coordinates, moved
     * @param m the mean of the gradients so far, updated
     * @param v the mean of the squared gradients so far, updated
     * @param step number of the step, from 1
     */
    void move(double[] at, double[] gradient, double[] m, double[] v, int step, double rate);
}
