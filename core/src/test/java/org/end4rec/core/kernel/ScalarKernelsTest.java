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
    }

    @Test
    void axpyRoundsOnce() {
        float x = 1f + 0x1p-12f;
        float[] y = {-1f};
        KERNELS.axpy(x, new float[] {x}, 0, y, 0, 1);
        assertThat(y[0]).isEqualTo(0x1p-11f + 0x1p-24f);
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
    void geluGradientIsAddedAndScaled() {
        float[] gradient = {10f};
        KERNELS.geluGradient(new float[] {1f}, 0, new float[] {2f}, 0, gradient, 0, 1);
        assertThat(gradient[0]).isCloseTo(10f + 2 * 1.0833155f, within(2e-6f));
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
    void idleAdamStepsAreThoseWithAGradientOfZero() {
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
        KERNELS.adamIdle(w, m, v, 0, 3, 0.9f, 0.999f, 1e-8f, decay, rate, scale, 1, 4, 0);
        assertThat(w).isEqualTo(expected);
        assertThat(m).isEqualTo(mean);
        assertThat(v).isEqualTo(square);
        assertThat(w[1]).isEqualTo(-0.45f);
    }

    // oracle

    @Test
    void sumAndDotFollowEightLanesAndTheTree() {
        for (int n : KernelInputs.SIZES) {
            KernelInputs inputs = new KernelInputs(n, false);
            float[] a = inputs.array(n + 3);
            float[] b = inputs.array(n + 3);
            float[] sum = new float[8];
            float[] dot = new float[8];
            float max = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                sum[i % 8] += a[i + 3];
                dot[i % 8] = Math.fma(a[i + 3], b[i + 1], dot[i % 8]);
                max = a[i + 3] > max ? a[i + 3] : max;
            }
            assertThat(KERNELS.sum(a, 3, n)).isEqualTo(tree(sum));
            assertThat(KERNELS.dot(a, 3, b, 1, n)).isEqualTo(tree(dot));
            assertThat(KERNELS.max(a, 3, n)).isEqualTo(max);
        }
    }

    private static float tree(float[] l) {
        return ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]));
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
            float[] gelu = a.clone();
            kernels.gelu(a, 0, apart, 0, n);
            kernels.gelu(gelu, 0, gelu, 0, n);
            assertThat(gelu).isEqualTo(apart);
        }
    }
}
