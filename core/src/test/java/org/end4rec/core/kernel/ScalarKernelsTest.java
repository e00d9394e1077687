package org.end4rec.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Values and naive loops for the scalar kernels; {@link KernelsTest} carries them over to the vector kernels. */
final class ScalarKernelsTest {
    private static final Kernels KERNELS = Kernels.scalar();

    // values

    @Test
    void arithmeticOfTwoArrays() {
        float[] a = {9f, 1.5f, -2f};
        float[] b = {0.25f, 4f, 9f};
        float[] y = {7f, 7f, 7f, 7f};
        KERNELS.add(a, 1, b, 0, y, 1, 2);
        assertThat(y).containsExactly(7f, 1.75f, 2f, 7f);
        KERNELS.subtract(a, 1, b, 0, y, 1, 2);
        assertThat(y).containsExactly(7f, 1.25f, -6f, 7f);
        KERNELS.multiply(a, 1, b, 0, y, 1, 2);
        assertThat(y).containsExactly(7f, 0.375f, -8f, 7f);
        KERNELS.multiplyAccumulate(a, 1, b, 0, y, 1, 2);
        assertThat(y).containsExactly(7f, 0.75f, -16f, 7f);
    }

    @Test
    void arithmeticOfOneArray() {
        float[] x = {9f, 1.5f, -2f};
        float[] y = {7f, 1f, 2f, 7f};
        KERNELS.accumulate(x, 1, y, 1, 2);
        assertThat(y).containsExactly(7f, 2.5f, 0f, 7f);
        KERNELS.axpy(-2f, x, 1, y, 1, 2);
        assertThat(y).containsExactly(7f, -0.5f, 4f, 7f);
        KERNELS.scale(3f, x, 1, y, 1, 2);
        assertThat(y).containsExactly(7f, 4.5f, -6f, 7f);
        KERNELS.shift(x, 1, 0.5f, 4f, y, 1, 2);
        assertThat(y).containsExactly(7f, -3f, -6.5f, 7f);
    }

    @Test
    void axpyRoundsOnce() {
        float x = 1f + 0x1p-12f;
        float[] y = {-1f};
        KERNELS.axpy(x, new float[] {x}, 0, y, 0, 1);
        assertThat(y[0]).isEqualTo(0x1p-11f + 0x1p-24f);
    }

    @Test
    void maximumOfTwoArrays() {
        float[] y = {7f, 7f, 7f, 7f};
        KERNELS.maximum(new float[] {9f, 1f, -2f, Float.NaN}, 1, new float[] {-3f, -1f, 5f}, 0, y, 1, 3);
        assertThat(y).containsExactly(7f, 1f, -1f, Float.NaN);
    }

    @Test
    void exponentialsOfDifferences() {
        float[] x = {9f, 3f, Float.NEGATIVE_INFINITY};
        float[] shift = {3f, 2f};
        float[] y = {7f, 7f, 7f};
        KERNELS.expDifference(x, 1, shift, 0, y, 0, 2);
        assertThat(y).containsExactly(1f, 0f, 7f);
        KERNELS.accumulateExp(x, 0, x, 0, y, 1, 2);
        assertThat(y).containsExactly(1f, 1f, 8f);
    }

    @Test
    void reluAndItsGradient() {
        float[] x = {-1f, 0f, -0f, 2f, Float.NaN};
        float[] y = new float[5];
        KERNELS.relu(x, 0, y, 0, 5);
        assertThat(y).containsExactly(0f, 0f, 0f, 2f, Float.NaN);
        float[] gradient = {1f, 2f, 3f, 4f, 5f};
        KERNELS.reluGradient(x, 0, new float[] {7f, 7f, 7f, 7f, 7f}, 0, gradient, 0, 5);
        assertThat(gradient).containsExactly(1f, 2f, 3f, 11f, 5f);
    }

    @Test
    void geluAndGradientOverwritesBoth() {
        float[] y = {7f, 7f, 7f};
        float[] dx = {7f, 7f, 7f};
        KERNELS.geluAndGradient(new float[] {1f, -1f}, 0, new float[] {9f, 2f, 4f}, 1, y, 0, dx, 1, 2);
        assertThat(y[0]).isCloseTo(0.8413447f, within(1e-7f));
        assertThat(y[1]).isCloseTo(-0.15865526f, within(3e-8f));
        assertThat(y[2]).isEqualTo(7f);
        assertThat(dx[0]).isEqualTo(7f);
        assertThat(dx[1]).isCloseTo(2 * 1.0833155f, within(3e-7f));
        assertThat(dx[2]).isCloseTo(4 * -0.0833155f, within(1e-7f));
    }

    @Test
    void scaledExpShiftsAndScales() {
        float[] y = {7f, 7f, 7f};
        KERNELS.scaledExp(new float[] {9f, 3f, 2f}, 1, 2f, 0.5f, y, 0, 2);
        assertThat(y[0]).isCloseTo(1.3591409f, within(2e-7f));
        assertThat(y[1]).isEqualTo(0.5f);
        assertThat(y[2]).isEqualTo(7f);
    }

    @Test
    void expSumShiftsAndSums() {
        float[] y = new float[3];
        float sum = KERNELS.expSum(new float[] {0f, 1f, 2f}, 0, 2f, y, 0, 3);
        assertThat(y[0]).isCloseTo(0.13533528f, within(2e-8f));
        assertThat(y[1]).isCloseTo(0.36787945f, within(4e-8f));
        assertThat(y[2]).isEqualTo(1f);
        assertThat(sum).isEqualTo((y[0] + y[2]) + y[1]);
    }

    @Test
    void softmaxOfColumns() {
        float ln3 = (float) StrictMath.log(3);
        // [0 5; 2·ln 3 −∞] with margins, scaled by ½: weights ¼ and ¾ in one column, 1 and 0 in the other
        float[] x = {7f, 0f, 5f, 7f, 2 * ln3, Float.NEGATIVE_INFINITY, 7f};
        KERNELS.softmaxColumns(0.5f, x, 1, 3, 2, 2);
        float[] expected = {7f, 0.25f, 1f, 7f, 0.75f, 0f, 7f};
        assertThat(x).containsExactly(expected, within(1e-7f));
        assertThat(x[5]).isEqualTo(0f);
        // mean of dy is ¼·8 + ¾·4 = 5 in the first column
        float[] dy = {9f, 8f, 3f, 9f, 4f, 6f, 9f};
        KERNELS.softmaxColumnsGradient(2f, new float[] {0.25f, 1f, 0f, 0.75f, 0f, 0f}, 0, dy, 1, 3, 2, 2);
        assertThat(dy).containsExactly(9f, 1.5f, 0f, 9f, -1.5f, 0f, 9f);
    }

    @Test
    void oneAdamStep() {
        float[] w = {2f};
        float[] m = {0.5f};
        float[] v = {0.25f};
        KERNELS.adam(w, new float[] {-3f}, m, v, 0, 1, 0.9f, 0.99f, 0.125f, 0.75f, 0.5f, 2f);
        assertThat(m[0]).isCloseTo(0.15f, within(1e-7f));
        assertThat(v[0]).isCloseTo(0.3375f, within(1e-7f));
        assertThat(w[0]).isCloseTo(1.5f - 0.5f * 0.15f / (0.5809475f * 2f + 0.125f), within(2e-7f));
    }

    @Test
    void adamZeroGradientStepsAreStepsOfAdamWithAGradientOfZero() {
        float[] decay = {0f, 0.5f, 0.9f, 1f};
        float[] rate = {0f, 0.1f, 0.3f, 0.2f};
        float[] scale = {0f, 3f, 2f, 1f};
        float[] w = {2f, -1f, 0.25f};
        float[] m = {0.5f, -0f, -0.125f};
        float[] v = {0.25f, 0f, 3f};
        float[] expected = w.clone();
        float[] mean = m.clone();
        float[] square = v.clone();
        for (int j = 1; j < 4; j++) {
            KERNELS.adam(expected, new float[3], mean, square, 0, 3, 0.9f, 0.999f, 1e-8f, decay[j], rate[j], scale[j]);
        }
        KERNELS.adamZeroGradientSteps(w, m, v, 0, 3, 0.9f, 0.999f, 1e-8f, decay, rate, scale, 1, 4, 0);
        assertThat(w).isEqualTo(expected);
        assertThat(m).isEqualTo(mean);
        assertThat(v).isEqualTo(square);
        assertThat(w[1]).isEqualTo(-0.45f);
    }

    // oracle

    @Test
    void sumAndDotFollowSixteenLanesAndTheTree() {
        for (int n : KernelInputs.SIZES) {
            KernelInputs inputs = new KernelInputs(n, false);
            float[] a = inputs.array(n + 3);
            float[] b = inputs.array(n + 3);
            float[] sum = new float[16];
            float[] dot = new float[16];
            float max = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                int lane = i < n - n % 16 ? i % 16 : 16 - (n - i);
                sum[lane] += a[i + 3];
                dot[lane] = Math.fma(a[i + 3], b[i + 1], dot[lane]);
                max = a[i + 3] > max ? a[i + 3] : max;
            }
            assertThat(KERNELS.sum(a, 3, n)).isEqualTo(tree(sum));
            assertThat(KERNELS.dot(a, 3, b, 1, n)).isEqualTo(tree(dot));
            assertThat(KERNELS.max(a, 3, n)).isEqualTo(max);
        }
    }

    private static float tree(float[] lanes) {
        for (int half = 8; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
    }

    @Test
    void sumExpIsExpSumWithoutTheTerms() {
        for (int n : KernelInputs.SIZES) {
            float[] x = new KernelInputs(n, false).array(n + 3);
            float[] y = new float[n + 5];
            assertThat(KERNELS.sumExp(x, 3, 2f, n)).isEqualTo(KERNELS.expSum(x, 3, 2f, y, 5, n));
            assertThat(KERNELS.sum(y, 5, n)).isEqualTo(KERNELS.sumExp(x, 3, 2f, n));
        }
    }

    // edges

    @Test
    void reductionsOfNothing() {
        for (Kernels kernels : KernelsUnderTest.all()) {
            float[] empty = {};
            assertThat(kernels.sum(empty, 0, 0)).isEqualTo(0f);
            assertThat(kernels.dot(empty, 0, empty, 0, 0)).isEqualTo(0f);
            assertThat(kernels.max(empty, 0, 0)).isEqualTo(Float.NEGATIVE_INFINITY);
            assertThat(kernels.expSum(empty, 0, 1f, empty, 0, 0)).isEqualTo(0f);
        }
    }

    @Test
    void maxIsNaNWhereverTheNaNStands() {
        for (Kernels kernels : KernelsUnderTest.all()) {
            for (int position = 0; position < 19; position++) {
                float[] x = new KernelInputs(position, false).array(19);
                x[position] = Float.NaN;
                assertThat(kernels.max(x, 0, 19)).isNaN();
            }
        }
    }

    @Test
    void anOutputMayBeAnInput() {
        int n = 29;
        for (Kernels kernels : KernelsUnderTest.all()) {
            float[] a = new KernelInputs(1, false).array(n);
            float[] b = new KernelInputs(2, false).array(n);
            float[] apart = new float[n];
            kernels.subtract(a, 0, b, 0, apart, 0, n);
            float[] first = a.clone();
            kernels.subtract(first, 0, b, 0, first, 0, n);
            float[] second = b.clone();
            kernels.subtract(a, 0, second, 0, second, 0, n);
            assertThat(first).isEqualTo(apart);
            assertThat(second).isEqualTo(apart);
        }
    }

    @Test
    void functionsMayOverwriteTheirInputAtAnyLength() {
        for (Kernels kernels : KernelsUnderTest.all()) {
            for (int n : KernelInputs.SIZES) {
                float[] x = new KernelInputs(n, false).array(n);
                float[] dy = new KernelInputs(n + 1, false).array(n);
                float[] apart = new float[n];
                float[] place = x.clone();
                kernels.gelu(x, 0, apart, 0, n);
                kernels.gelu(place, 0, place, 0, n);
                assertThat(place).isEqualTo(apart);
                place = x.clone();
                float sum = kernels.expSum(x, 0, 1f, apart, 0, n);
                assertThat(kernels.expSum(place, 0, 1f, place, 0, n)).isEqualTo(sum);
                assertThat(place).isEqualTo(apart);
                float[] derivative = new float[n];
                kernels.geluAndGradient(x, 0, dy, 0, apart, 0, derivative, 0, n);
                place = x.clone();
                float[] gradient = dy.clone();
                kernels.geluAndGradient(place, 0, gradient, 0, place, 0, gradient, 0, n);
                assertThat(place).isEqualTo(apart);
                assertThat(gradient).isEqualTo(derivative);
                place = x.clone();
                gradient = dy.clone();
                kernels.geluAndGradient(place, 0, gradient, 0, gradient, 0, place, 0, n);
                assertThat(gradient).isEqualTo(apart);
                assertThat(place).isEqualTo(derivative);
            }
        }
    }
}
