package org.end4rec.core.kernel.counting;

import org.end4rec.core.kernel.FactorizationKernels;
import org.end4rec.core.kernel.ProductKernels;

/** {@link ProductKernels} and {@link FactorizationKernels} with their cost. */
interface CountingProducts extends Counting, ProductKernels, FactorizationKernels {
    /** The cost of c [m,n] from k products each; operands are counted once, however a provider walks over them. */
    private void product(long m, long n, long k, boolean accumulate) {
        long products = m * n * k;
        long touched = m * k + k * n + (accumulate ? 2 : 1) * m * n;
        counter().add(products, products, 0, 0, accumulate && k == 0 ? 0 : FLOAT * touched);
    }

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
        product(m, n, k, accumulate);
        delegate().productNN(m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc, accumulate);
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
        product(m, n, k, accumulate);
        delegate().productNT(m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc, accumulate);
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
        product(m, n, k, accumulate);
        delegate().productTN(m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc, accumulate);
    }

    @Override
    default float quantizedProduct(
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
            int yo) {
        long columns = QUANTIZED_COLUMNS;
        // four quantized numbers are as large as a float
        long touched = k + columns * k / 4 + 3 * columns;
        counter().add(columns * (k + 1), columns * (k + 2), 0, 0, FLOAT * touched);
        return delegate().quantizedProduct(k, a, ao, b, bo, scale, error, so, norm, y, yo);
    }

    @Override
    default void gram(int n, int k, double scale, double[] v, int ldv, double[] w, int ldw) {
        long half = (long) n * (n + 1) / 2;
        counter().add(half * k + n, half * (k + 1), 0, 0, DOUBLE * ((long) n * k + half));
        delegate().gram(n, k, scale, v, ldv, w, ldw);
    }

    @Override
    default void eliminate(int n, int columns, double[] w, int ldw) {
        long sums = 0;
        long row = 0;
        for (int i = 0; i < n; i++) {
            sums += (long) i * (columns - i);
            row += columns - i;
        }
        counter().add(sums, sums + row, 2L * n, 0, DOUBLE * 2 * row);
        delegate().eliminate(n, columns, w, ldw);
    }

    @Override
    default void substituteBack(int n, int from, int columns, double[] w, int ldw) {
        long sums = (long) n * (n - 1) / 2 * columns;
        long elements = (long) n * columns;
        counter().add(sums, sums + elements, n, 0, DOUBLE * (2 * elements + (long) n * (n + 1) / 2));
        delegate().substituteBack(n, from, columns, w, ldw);
    }
}
