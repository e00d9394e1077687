package org.end4rec.lessons.lesson02;

/** What the exercise of lesson 2 fills in: the backward of {@code y = x·w + b}. */
public interface Gap02 {
    /**
     * Adds the share of x to its gradient.
     *
     * @param dy gradient of y, [rows,n]
     * @param w [k,n]
     * @param dx gradient of x, [rows,k]
     */
    void backwardOfX(double[][] dy, double[][] w, double[][] dx);

    /**
     * Adds the share of w to its gradient.
     *
     * @param x [rows,k]
     * @param dy gradient of y, [rows,n]
     * @param dw gradient of w, [k,n]
     */
    void backwardOfW(double[][] x, double[][] dy, double[][] dw);

    /**
     * Adds the share of b to its gradient.
     *
     * @param dy gradient of y, [rows,n]
     * @param db gradient of b, [n]
     */
    void backwardOfB(double[][] dy, double[] db);
}
