package org.end4rec.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void fourRoughNumbersOfAnInt() {
        int[] quantized = new int[Kernels.QUANTIZED_COLUMNS];
        float[] scale = new float[Kernels.QUANTIZED_COLUMNS];
        float[] error = new float[Kernels.QUANTIZED_COLUMNS];
        quantized[5] = 0x0302fe80;
        scale[5] = 0x1p-24f;
        error[5] = 0.5f;
        // each byte with the bytes below it as its fraction
        float[] numbers = {0x3.02fe8p0f, 0x2.fe8p0f, -1.5f, -128f};
        for (Kernels kernels : KernelsUnderTest.all()) {
            float[] y = new float[Kernels.QUANTIZED_COLUMNS];
            for (int row = 0; row < 4; row++) {
                float[] a = new float[4];
                a[row] = 3f * Math.signum(numbers[row]);
                assertThat(kernels.quantizedProduct(4, a, 0, quantized, 0, scale, error, 0, 4f, y, 0))
                        .isEqualTo(3f * Math.abs(numbers[row]) + 2f);
                assertThat(y[5]).isEqualTo(3f * Math.abs(numbers[row]) + 2f);
                assertThat(y[4]).isZero();
            }
        }
    }

    // oracle: the defining chain of every element, bit for bit

    @ParameterizedTest
    @CsvSource({
        "1,1,1", "2,3,7", "3,2,1", "4,16,8", "5,17,13", "7,15,31", "8,32,128", "13,31,129", "17,64,127", "31,33,300",
        "127,1,17", "1,127,64", "4,16,0", "5,3,0", "0,5,3", "5,0,3", "259,18,5", "257,16,130", "64,48,257", "2,1023,3"
    })
    void everyElementIsOneChainInOrderOfK(int m, int n, int k) {
        assertChains(m, n, k);
    }

    /** All heights and widths around a tile, whatever the width of the vectors. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 23, 31, 32, 33, 47, 48, 49, 65})
    void tilesAreCompletedAtTheirEdges(int n) {
        for (int m = 1; m <= 21; m++) {
            for (int k : new int[] {1, 8, 13, 16, 33, 66}) {
                assertChains(m, n, k);
            }
        }
    }

    /** Around the sizes at which k, the rows, the columns and the copied part of b are cut, and a and b are copied. */
    @ParameterizedTest
    @CsvSource({
        "5,33,511",
        "8,40,512",
        "9,35,513",
        "3,70,1025",
        "43,34,1030",
        "1,40,513",
        "2,17,600",
        "127,40,65",
        "128,33,64",
        "129,66,20",
        "137,127,70",
        "241,130,66",
        "17,511,65",
        "19,512,64",
        "131,513,66",
        "130,515,40",
        "16,128,300",
        "17,160,300",
        "50,129,64",
        "2,1030,513",
        "17,520,600",
        "3,4130,64",
        "18,4101,65",
        "1,4100,65",
        "130,16,520"
    })
    void blocksFollowEachOtherInOrder(int m, int n, int k) {
        assertChains(m, n, k);
    }

    private static void assertChains(int m, int n, int k) {
        for (boolean accumulate : new boolean[] {false, true}) {
            KernelInputs inputs = new KernelInputs(31L * m + n + k, false);
            int lda = Math.max(m, k) + 3;
            int ldb = Math.max(n, k) + 2;
            int ldc = n + 5;
            float[] a = inputs.array(Math.max(m, k) * lda + 1);
            float[] b = inputs.array(Math.max(n, k) * ldb + 4);
            float[] c = inputs.array(m * ldc + 2);
            float[] nn = naive(m, n, k, a, lda, 1, b, ldb, 1, c, ldc, accumulate);
            float[] nt = naive(m, n, k, a, lda, 1, b, 1, ldb, c, ldc, accumulate);
            float[] tn = naive(m, n, k, a, 1, lda, b, ldb, 1, c, ldc, accumulate);
            for (Kernels kernels : KernelsUnderTest.all()) {
                float[] found = c.clone();
                kernels.productNN(m, n, k, a, 1, lda, b, 4, ldb, found, 2, ldc, accumulate);
                assertSameBits(found, nn, kernels, "NN", m, n, k);
                found = c.clone();
                kernels.productNT(m, n, k, a, 1, lda, b, 4, ldb, found, 2, ldc, accumulate);
                assertSameBits(found, nt, kernels, "NT", m, n, k);
                found = c.clone();
                kernels.productTN(m, n, k, a, 1, lda, b, 4, ldb, found, 2, ldc, accumulate);
                assertSameBits(found, tn, kernels, "TN", m, n, k);
            }
        }
    }

    private static void assertSameBits(
            float[] found, float[] expected, Kernels kernels, String product, int m, int n, int k) {
        if (!Arrays.equals(found, expected)) {
            assertThat(found)
                    .as("%s, %s with m=%d, n=%d, k=%d", kernels.name(), product, m, n, k)
                    .isEqualTo(expected);
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

    @ParameterizedTest
    @CsvSource({"6,21,5", "1,9,5", "3,40,17", "8,32,16", "17,33,64", "40,64,129", "20,520,33"})
    void arraysEndWithTheLastElement(int m, int n, int k) {
        float[] a = new KernelInputs(1, false).array(m * k);
        float[] b = new KernelInputs(2, false).array(k * n);
        for (Kernels kernels : KernelsUnderTest.all()) {
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
