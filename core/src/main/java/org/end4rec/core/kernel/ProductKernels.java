package org.end4rec.core.kernel;

/**
 * Matrix products: c [m,n] = (accumulate ? c : 0) + Σ_k, in order of k with fused multiply-add. lda, ldb and ldc are
 * the distances between rows; k = 0 leaves c, or makes it 0; c overlaps neither a nor b.
 */
public interface ProductKernels {
    /** c += a·b with a [m,k] and b [k,n]. */
    void productNN(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate);

    /** c += a·bᵀ with a [m,k] and b [n,k]. */
    void productNT(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate);

    /** c += aᵀ·b with a [k,m] and b [k,n]. */
    void productTN(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate);

    /** Columns of a {@link #quantizedProduct}. */
    int QUANTIZED_COLUMNS = 128;

    /**
     * y [{@value #QUANTIZED_COLUMNS}] = scale·(a·b) + norm·error by columns, of one row a [k] and quantized numbers b,
     * four rows to an int: row 4g + p of column j is {@code (float) (b[bo + g·}{@value #QUANTIZED_COLUMNS}{@code  + j]
     * << 8p)}. k is a multiple of 4; scale and error begin at {@code so}.
     *
     * @return the largest element, as {@link ReductionKernels#max}
     */
    float quantizedProduct(
            int k,
            float[] a,
            int ao,
            int[] b,
            int bo,
            float[] scale,
            float[] error,
            int so,
            float norm,
            float[] y,
            int yo);
}
