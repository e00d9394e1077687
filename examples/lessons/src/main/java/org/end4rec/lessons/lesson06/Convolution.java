package org.end4rec.lessons.lesson06;

/** A part of the exercise that is given. */
public final class Convolution {
    private Convolution() {}

    /**
     * {@code y_f = Σ_t a_t·b_(f−t)} for f and t from 0 to N − 1, where b_(−j) = b_j.
     *
     * @param a [N]
     * @param b [N]
     */
    public static Complex[] symmetric(Complex[] a, Complex[] b) {
        int n = a.length;
        Complex[] y = new Complex[n];
        for (int f = 0; f < n; f++) {
            y[f] = new Complex(0, 0);
            for (int t = 0; t < n; t++) {
                y[f] = y[f].plus(a[t].times(b[Math.abs(f - t)]));
            }
        }
        return y;
    }
}
