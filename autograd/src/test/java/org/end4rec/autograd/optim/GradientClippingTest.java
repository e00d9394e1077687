package org.end4rec.autograd.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class GradientClippingTest {
    private final Parameters parameters = new Parameters();
    private final Parameter a = parameter("a", 3f, 0f, 0f, 0f, 4f);
    private final Parameter b = parameter("b", 12f);

    private Parameter parameter(String name, float... gradient) {
        Parameter parameter = parameters.add(new Parameter(name, Tensor.zeros(Shape.of(gradient.length))));
        System.arraycopy(gradient, 0, parameter.gradient(), 0, gradient.length);
        return parameter;
    }

    @Test
    void values() {
        assertThat(GradientClipping.clip(parameters, 6.5)).isEqualTo(13);
        assertThat(a.gradient()).containsExactly(1.5f, 0f, 0f, 0f, 2f);
        assertThat(b.gradient()).containsExactly(6f);
    }

    @Test
    void leavesShortGradientsAlone() {
        assertThat(GradientClipping.clip(parameters, 13)).isEqualTo(13);
        assertThat(a.gradient()).containsExactly(3f, 0f, 0f, 0f, 4f);
    }

    @Test
    void frozenParametersDoNotCount() {
        b.setTrainable(false);
        assertThat(GradientClipping.clip(parameters, 1)).isEqualTo(5);
        assertThat(a.gradient()).containsExactly(new float[] {0.6f, 0f, 0f, 0f, 0.8f}, within(1e-7f));
        assertThat(b.gradient()).containsExactly(12f);
    }

    @Test
    void paddingRowsDoNotCount() {
        Parameter table = parameters.add(Parameter.withPaddingRow("table", Tensor.zeros(Shape.of(2, 1))));
        table.gradient()[0] = 1e6f;
        table.gradient()[1] = 84f;
        assertThat(GradientClipping.globalNorm(parameters)).isEqualTo(85);
    }

    @Test
    void matchesADoubleLoopAtAwkwardLengths() {
        for (int n : new int[] {1, 2, 3, 7, 8, 13, 17, 31, 127}) {
            Parameters each = new Parameters();
            Parameter x = each.add(new Parameter("x", Tensor.zeros(Shape.of(n))));
            double sum = 0;
            for (int i = 0; i < n; i++) {
                x.gradient()[i] = (float) StrictMath.sin(i + n);
                sum += (double) x.gradient()[i] * x.gradient()[i];
            }
            assertThat(GradientClipping.globalNorm(each)).isCloseTo(Math.sqrt(sum), within(1e-13));
        }
    }

    @Test
    void rowsGiveTheBitsOfTheWholeTable() {
        for (int d : new int[] {1, 2, 3, 7, 8, 13, 17, 31, 127}) {
            Parameters sparse = new Parameters();
            Parameters dense = new Parameters();
            Parameter rows = sparse.add(Parameter.withPaddingRow("x", Tensor.zeros(Shape.of(23, d))));
            Parameter whole = dense.add(Parameter.withPaddingRow("x", Tensor.zeros(Shape.of(23, d))));
            float[] values = new float[5 * d];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) StrictMath.sin(1.7 * i + d);
            }
            int[] index = {22, 3, 0, 3, 17};
            rows.addRows(index, values);
            whole.gradient();
            whole.addRows(index, values);
            assertThat(rows.hasSparseGradient()).isTrue();
            assertThat(whole.hasSparseGradient()).isFalse();
            assertThat(GradientClipping.globalNorm(sparse))
                    .as("d = %d", d)
                    .isEqualTo(GradientClipping.globalNorm(dense))
                    .isPositive();
            assertThat(GradientClipping.clip(sparse, 0.01)).isEqualTo(GradientClipping.clip(dense, 0.01));
            assertThat(rows.gradientValues()).isEqualTo(whole.gradientValues());
            assertThat(rows.hasSparseGradient()).isTrue();
        }
    }

    @Test
    void edges() {
        b.gradient()[0] = Float.NaN;
        assertThat(GradientClipping.clip(parameters, 1)).isNaN();
        assertThat(a.gradient()).containsExactly(3f, 0f, 0f, 0f, 4f);
        b.gradient()[0] = Float.NEGATIVE_INFINITY;
        assertThat(GradientClipping.clip(parameters, 1)).isInfinite();
        assertThat(a.gradient()).containsExactly(3f, 0f, 0f, 0f, 4f);
        b.gradient()[0] = 3e38f;
        assertThat(GradientClipping.clip(parameters, 1)).isCloseTo(3e38, within(1e31));
        assertThat(b.gradient()).containsExactly(new float[] {1f}, within(1e-6f));
        assertThat(GradientClipping.globalNorm(new Parameters())).isZero();
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> GradientClipping.clip(parameters, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GradientClipping: largest is 0.0; it must be greater than 0");
        assertThatThrownBy(() -> GradientClipping.clip(parameters, Double.NaN))
                .hasMessage("GradientClipping: largest is NaN; it must be greater than 0");
    }
}
