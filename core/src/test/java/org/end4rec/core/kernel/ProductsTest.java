package org.end4rec.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProductsTest {
    // values

    @Test
    void threeProductsOfTwoByTwo() {
        float[] a = {1f, 2f, 3f, 4f};
        float[] b = {5f, 6f, 7f, 8f};
        for (Kernels kernels : KernelsUnderTest.all()) {
            float[] c = new float[4];
            kernels.productNN(2, 2, 2, a, 0, 2, b, 0, 2, c, 0, 2, false);
            assertThat(c).containsExactly(19f, 22f, 43f, 50f);
            kernels.productNT(2, 2, 2, a, 0, 2, b, 0, 2, c, 0, 2, false);
            assertThat(c).containsExactly(17f, 23f, 39f, 53f);
            kernels.productTN(2, 2, 2, a, 0, 2, b, 0, 2, c, 0, 2, true);
            assertThat(c).containsExactly(17f + 26f, 23f + 30f, 39f + 38f, 53f + 44f);
        }
    }

    // oracle: the defining chain of every element, bit for bit

    @ParameterizedTest
    @CsvSource({
        "1,1,1", "2,3,7", "3,2,1", "4,16,8", "5,17,13", "7,15,31", "8,32,128", "13,31,129", "17,64,127", "31,33,300",
        "127,1,17", "1,127,64", "4,16,0", "5,3,0", "0,5,3", "5,0,3", "259,18,5", "257,16,130", "64,48,257", "2,1023,3"
    })
    void everyElementIsOneChainInOrderOfK(int m, int n, int k) {
        for (boolean accumulate : new boolean[] {false, true}) {
            for (Kernels kernels : KernelsUnderTest.all()) {
                KernelInputs inputs = new KernelInputs(31L * m + n + k, false);
                int lda = Math.max(m, k) + 3;
                int ldb = Math.max(n, k) + 2;
                int ldc = n + 5;
                float[] a = inputs.array(Math.max(m, k) * lda + 1);
                float[] b = inputs.array(Math.max(n, k) * ldb + 4);
                float[] c = inputs.array(m * ldc + 2);
                float[] found = c.clone();
                kernels.productNN(m, n, k, a, 1, lda, b, 4, ldb, found, 2, ldc, accumulate);
                assertThat(found).isEqualTo(naive(m, n, k, a, lda, 1, b, ldb, 1, c, ldc, accumulate));
                found = c.clone();
                kernels.productNT(m, n, k, a, 1, lda, b, 4, ldb, found, 2, ldc, accumulate);
                assertThat(found).isEqualTo(naive(m, n, k, a, lda, 1, b, 1, ldb, c, ldc, accumulate));
                found = c.clone();
                kernels.productTN(m, n, k, a, 1, lda, b, 4, ldb, found, 2, ldc, accumulate);
                assertThat(found).isEqualTo(naive(m, n, k, a, 1, lda, b, ldb, 1, c, ldc, accumulate));
                found = c.clone();
                for (int i = 0; i < m; i++) {
                    float max = kernels.rowProduct(n, k, a, 1 + i * lda, b, 4, ldb, found, 2 + i * ldc);
                    assertThat(max).isEqualTo(Kernels.scalar().max(found, 2 + i * ldc, n));
                }
                assertThat(found).isEqualTo(naive(m, n, k, a, lda, 1, b, ldb, 1, c, ldc, false));
            }
        }
    }

    private static float[] naive(
            int m,
            int n,
            int k,
            float[] a,
            int ai,
            int al,
            float[] b,
            int bl,
            int bj,
            float[] c,
            int ldc,
            boolean accumulate) {
        float[] result = c.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = accumulate ? c[2 + i * ldc + j] : 0f;
                for (int l = 0; l < k; l++) {
                    sum = Math.fma(a[1 + i * ai + l * al], b[4 + l * bl + j * bj], sum);
                }
                result[2 + i * ldc + j] = sum;
            }
        }
        return result;
    }

    // edges

    @Test
    void arraysEndWithTheLastElement() {
        for (Kernels kernels : KernelsUnderTest.all()) {
            int m = 6;
            int n = 21;
            int k = 5;
            float[] a = new KernelInputs(1, false).array(m * k);
            float[] b = new KernelInputs(2, false).array(k * n);
            float[] c = new float[m * n];
            kernels.productNN(m, n, k, a, 0, k, b, 0, n, c, 0, n, false);
            kernels.productNT(m, n, k, a, 0, k, b, 0, k, c, 0, n, true);
            kernels.productTN(m, n, k, a, 0, m, b, 0, n, c, 0, n, true);
            assertThat(c[m * n - 1]).isNotZero();
        }
    }

    @Test
    void notANumberReachesOnlyItsRow() {
        for (Kernels kernels : KernelsUnderTest.all()) {
            float[] a = new KernelInputs(3, false).array(6 * 5);
            a[7] = Float.NaN;
            float[] b = new KernelInputs(4, false).array(5 * 3);
            float[] c = new float[6 * 3];
            kernels.productNN(6, 3, 5, a, 0, 5, b, 0, 3, c, 0, 3, false);
            for (int i = 0; i < c.length; i++) {
                assertThat(Float.isNaN(c[i])).isEqualTo(i / 3 == 1);
            }
        }
    }
}
