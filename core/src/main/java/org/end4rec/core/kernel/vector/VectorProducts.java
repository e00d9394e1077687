package org.end4rec.core.kernel.vector;

import org.end4rec.core.kernel.ProductKernels;
import org.end4rec.core.kernel.scalar.RowByRows;
import org.end4rec.core.kernel.scalar.ScalarBlockedProduct;

/** The matrix products of the vector kernels: each shape goes to the way that suits it. */
interface VectorProducts extends ProductKernels {
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
        product(m, n, k, a, ao, lda, false, b, bo, ldb, false, c, co, ldc, accumulate);
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
        product(m, n, k, a, ao, lda, false, b, bo, ldb, true, c, co, ldc, accumulate);
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
        product(m, n, k, a, ao, lda, true, b, bo, ldb, false, c, co, ldc, accumulate);
    }

    private static void product(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            boolean transposeA,
            float[] b,
            int bo,
            int ldb,
            boolean transposeB,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        if (k == 0) {
            ScalarBlockedProduct.clear(m, n, c, co, ldc, accumulate);
            return;
        }
        if (m == 1 && transposeB) {
            RowByRows.product(n, k, a, ao, b, bo, ldb, c, co, accumulate);
            return;
        }
        VectorBlockedProduct.ofThisThread()
                .run(m, n, k, a, ao, lda, transposeA, b, bo, ldb, transposeB, c, co, ldc, accumulate);
    }
}
