package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.ProductKernels;

/** Matrix products in plain Java: each reads a and b in its own order. */
public interface ScalarProducts extends ProductKernels {
    @Override
    default void productNN(
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
            boolean accumulate) {
        ScalarBlockedProduct.run(m, n, k, a, ao, lda, 1, b, bo, ldb, false, c, co, ldc, accumulate);
    }

    @Override
    default void productNT(
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
            boolean accumulate) {
        if (m == 1) {
            RowByRows.product(n, k, a, ao, b, bo, ldb, c, co, accumulate);
            return;
        }
        ScalarBlockedProduct.run(m, n, k, a, ao, lda, 1, b, bo, ldb, true, c, co, ldc, accumulate);
    }

    @Override
    default void productTN(
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
            boolean accumulate) {
        ScalarBlockedProduct.run(m, n, k, a, ao, 1, lda, b, bo, ldb, false, c, co, ldc, accumulate);
    }
}
