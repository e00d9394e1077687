package org.end4rec.core.kernel;

/**
 * Matrix products: c [m,n] = (accumulate ? c : 0) + Σ_k, in order of k with fused multiply-add. lda, ldb and ldc are the
 * distances between rows; k = 0 leaves c, or makes it 0; c overlaps neither a nor b.
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

    /**
     * y [n] = a·b of one row a [k] and b [k,n], with the bits of {@link #productNN} and without its preparations; returns
     * the largest element, as {@link #max}.
     */
    float rowProduct(int n, int k, float[] a, int ao, float[] b, int bo, int ldb, float[] y, int yo);
}
