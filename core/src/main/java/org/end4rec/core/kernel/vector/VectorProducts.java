package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.VectorSpecies;
import org.end4rec.core.kernel.scalar.RowByRows;
import org.end4rec.core.kernel.scalar.ScalarProducts;
import org.end4rec.core.memory.PerThread;

/** The matrix products of the vector kernels: each shape goes to the way that suits it. */
final class VectorProducts {
    // one species in all classes: Java 17 compiles no vector code well once two of them have run
    static final VectorSpecies<Float> LANES = VectorLanes.SPECIES;

    static final int WIDTH = LANES.length();

    private static final PerThread<VectorBlockedProduct> BLOCKED = new PerThread<>(VectorBlockedProduct::new);

    private VectorProducts() {}

    static void productNN(
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

    static void productNT(
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

    static void productTN(
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
            ScalarProducts.clear(m, n, c, co, ldc, accumulate);
            return;
        }
        if (m == 1 && transposeB) {
            RowByRows.product(n, k, a, ao, b, bo, ldb, c, co, accumulate);
            return;
        }
        BLOCKED.get().run(m, n, k, a, ao, lda, transposeA, b, bo, ldb, transposeB, c, co, ldc, accumulate);
    }
}
