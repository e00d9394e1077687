package org.end4rec.core.kernel;

/**
 * Fourier transforms and what is done to spectra. Real and imaginary planes are apart; s, a multiple of 16, floats of a
 * run share their twiddle.
 */
public interface SpectralKernels {
    /**
     * One stage: y[p, j] = w[p, j] · Σ_l x[l, p]·e^(−2πi·jl/radix) for {@code p < m}, with w [m, radix − 1, 2] from j =
     * 1 on. Run x[l, p] starts at xr (or xi) + l·xl + p·xp, run y[p, j] at yr (or yi) + p·yp + j·yj + ⌊p/group⌋·gap.
     *
     * @throws IllegalArgumentException if the radix is not 2, 3, 4, 5 or 8
     */
    void butterflies(
            int radix,
            int m,
            int s,
            float[] w,
            float[] x,
            int xr,
            int xi,
            int xl,
            int xp,
            float[] y,
            int yr,
            int yi,
            int yp,
            int yj,
            int group,
            int gap);

    /**
     * Spectra of pairs of real channels, z [n,s] in two planes, to those of the channels: s channels of y [2,F,d] from
     * yo on are the real ones, the s from yo + d/2 on the imaginary ones. Bins that stand for two are scaled by {@code
     * interior}, added to their mirror image, the others by {@code weight}.
     */
    void unpairSpectra(int n, int s, float weight, float interior, float[] z, int zr, int zi, float[] y, int yo, int d);

    /**
     * The reverse of {@link #unpairSpectra}, from x [2,F,d] to z; imaginary parts of bins that are real are ignored.
     */
    void pairSpectra(int n, int s, float weight, float interior, float[] x, int xo, int d, float[] z, int zr, int zi);

    /** z[t] = z[t]·w[t] or ·w̄[t] for rows t of s floats; w [rows,2]. */
    void twiddleRows(int rows, int s, float[] w, boolean conjugate, float[] z, int zr, int zi);

    /** y += x ⊙ w, complex, element by element; with the conjugate of w if {@code conjugate}. */
    void complexProduct(
            boolean conjugate, float[] x, int xr, int xi, float[] w, int wr, int wi, float[] y, int yr, int yi, int n);

    /**
     * Causal filters without a transform: y[t] += Σ_{u≤t} h[t − u] ⊙ x[u] for n rows of d floats, in order of u. Rows
     * of h follow each other; those of x and y are {@code step} apart, which is −d where they run backwards. O(n²·d).
     */
    void causalProduct(int n, int d, float[] h, int ho, float[] x, int xo, float[] y, int yo, int step);

    /**
     * Y = X·w + b, complex, for each of k chunks of s channels, or max(·, 0) of both parts if {@code rectify}. x, y
     * [2,F,d] with d = k·s, w [2,k,s,s], b [2,k,s]; the sum over a chunk runs in order.
     */
    void chunkProduct(int f, int k, int s, float[] w, float[] b, float[] x, int xo, float[] y, int yo, boolean rectify);

    /** dw += Xᴴ·dY, summed over the bins in order from 0, db += dY bin by bin; shapes as in {@link #chunkProduct}. */
    void chunkGradient(int f, int k, int s, float[] x, int xo, float[] dy, int dyo, float[] dw, float[] db);
}
