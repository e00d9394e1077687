package org.end4rec.core.kernel;

/**
 * Cholesky factorization in double. w [n, ·] holds the matrix A in its first columns and right-hand sides B after them,
 * both padded with columns to a multiple of {@link #FACTOR_COLUMNS}; n is a multiple of {@link #FACTOR_ROWS}. Below the
 * diagonal of A and in its padding columns w is not specified; ldv and ldw are the distances between rows.
 */
public interface FactorizationKernels {
    /** The order of a matrix to factorize is padded to a multiple of this. */
    int FACTOR_ROWS = 4;

    /** The columns of a matrix to factorize are padded to a multiple of this: two vectors of 512 bits. */
    int FACTOR_COLUMNS = 16;

    /** w = I + scale·vᵀv, the upper triangle, of v [k, n]; v is 0 in its padding columns. */
    void gram(int n, int k, double scale, double[] v, int ldv, double[] w, int ldw);

    /**
     * w = [A | B], of {@code columns} columns with all padding, becomes [U | U⁻ᵀB] with A = UᵀU. Where A is not
     * positive definite, the diagonal of U is not finite from there on.
     */
    void eliminate(int n, int columns, double[] w, int ldw);

    /** B = U⁻¹B for U as {@link #eliminate} left it and the {@code columns} columns of B from {@code from}. */
    void substituteBack(int n, int from, int columns, double[] w, int ldw);
}
