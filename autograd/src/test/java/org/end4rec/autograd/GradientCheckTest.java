package org.end4rec.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.end4rec.autograd.GradientCheck.Report;
import org.end4rec.autograd.ops.Gather;
import org.end4rec.autograd.ops.Log;
import org.end4rec.autograd.ops.Matmul;
import org.end4rec.autograd.ops.Mean;
import org.end4rec.autograd.ops.Multiply;
import org.end4rec.autograd.ops.Tanh;
import org.end4rec.autograd.testing.Draw;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    private final Draw draw = new Draw("gradient check", 0);

    @Test
    void passesARightFunction() {
        Report report = new GradientCheck()
                .check(x -> Tanh.tanh(Matmul.matmul(x.get(0), x.get(1))), values(3, 5), values(5, 2));
        assertThat(report.passed()).as(report.toString()).isTrue();
        assertThat(report.checked()).isEqualTo(25);
        assertThat(report.error()).isLessThan(2e-3);
    }

    @Test
    void failsAnOpThatIsOnePercentOff() {
        Report report = new GradientCheck().check(x -> Cube.cube(x.get(0), 3.03f), values(2, 3));
        assertThat(report.passed()).isFalse();
        assertThat(report.error()).isBetween(9e-3, 1.1e-2);
    }

    @Test
    void passesTheSameOpWithTheRightFactor() {
        assertThat(new GradientCheck()
                        .check(x -> Cube.cube(x.get(0), 3f), values(2, 3))
                        .passed())
                .isTrue();
    }

    @Test
    void failsOneWrongElementAndNamesIt() {
        Tensor x = Tensor.of(Shape.of(2, 2), 1f, 2f, -1f, 3f);
        Report report = new GradientCheck()
                .check(v -> Mean.mean(Multiply.multiply(v.get(0), forgetful(v.get(1)))), values(2, 2), x);
        assertThat(report.passed()).isFalse();
        assertThat(report.input()).isEqualTo("input 1[2,2]");
        assertThat(report.index()).isEqualTo(3);
        assertThat(report.analytic()).isZero();
        assertThat(report.numeric()).isNotZero();
        assertThat(report.toString())
                .startsWith("Gradient check FAILED: 8 derivatives, largest relative error ")
                .contains(" (tolerance 0.002) at element 3 of input 1[2,2]: backward gives 0.0, differences give ");
    }

    @Test
    void failsNaN() {
        Report report = new GradientCheck().check(x -> Cube.cube(x.get(0), Float.NaN), Tensor.of(Shape.of(2), 1f, 2f));
        assertThat(report.passed()).isFalse();
        assertThat(report.error()).isInfinite();
    }

    @Test
    void failsInfinityInBackward() {
        // 1e38·10² overflows, 1e38·1² does not
        Report report =
                new GradientCheck().check(x -> Cube.cube(x.get(0), 1e38f), Tensor.of(Shape.of(3), 1f, 10f, -1f));
        assertThat(report.passed()).isFalse();
        assertThat(report.error()).isInfinite();
        assertThat(report.index()).isEqualTo(1);
        assertThat(report.analytic()).isInfinite();
    }

    @Test
    void failsInfinityInTheDifferencesAndNamesIt() {
        // one step below 0.01 the logarithm is −∞
        Tensor x = Tensor.of(Shape.of(3), 2f, 0.01f, 3f);
        Report report = new GradientCheck().check(v -> Log.log(forgetful(v.get(0))), x);
        assertThat(report.passed()).isFalse();
        assertThat(report.error()).isInfinite();
        assertThat(report.index()).isEqualTo(1);
        assertThat(report.numeric()).isInfinite();
    }

    @Test
    void failsAResultWithoutAPast() {
        assertThat(new GradientCheck()
                        .check(x -> Tanh.tanh(x.get(0).detach()), values(3))
                        .passed())
                .isFalse();
    }

    @Test
    void checksParametersAndLeavesThemAsTheyWere() {
        Parameters parameters = new Parameters();
        Parameter table = parameters.add(new Parameter("table", values(4, 3)));
        Parameter frozen = parameters.add(new Parameter("frozen", values(3)));
        frozen.setTrainable(false);
        table.gradient()[5] = 7f;
        float[] before = table.value().data().clone();
        int[] index = {1, 3, 1};
        Report report = new GradientCheck()
                .check(
                        parameters,
                        tape -> Multiply.multiply(
                                Gather.gather(tape.leaf(table), index, Shape.of(3)), tape.leaf(frozen)));
        assertThat(report.passed()).as(report.toString()).isTrue();
        assertThat(report.checked()).isEqualTo(12);
        assertThat(table.value().data()).isEqualTo(before);
        assertThat(table.gradient()[5]).isEqualTo(7f);
        assertThat(table.gradient()[3]).isZero();
    }

    @Test
    void aSparseGradientStaysSparse() {
        Parameters parameters = new Parameters();
        Parameter table = parameters.add(new Parameter("table", values(4, 3)));
        table.addRows(new int[] {2}, new float[] {1f, 2f, 3f});
        new GradientCheck().check(parameters, tape -> Gather.gather(tape.leaf(table), new int[] {1, 3}, Shape.of(2)));
        assertThat(table.hasSparseGradient()).isTrue();
        assertThat(table.gradientRows().size()).isEqualTo(1);
        assertThat(table.gradientRows().rows()[0]).isEqualTo(2);
        assertThat(table.gradientValues()).containsExactly(0f, 0f, 0f, 0f, 0f, 0f, 1f, 2f, 3f, 0f, 0f, 0f);
    }

    @Test
    void aFunctionThatThrowsLeavesValuesAndGradientsAsTheyWere() {
        Parameters parameters = new Parameters();
        Parameter x = parameters.add(new Parameter("x", values(3)));
        x.gradient()[1] = 7f;
        float[] before = x.value().data().clone();
        for (int failing = 1; failing <= 4; failing++) {
            int last = failing;
            AtomicInteger runs = new AtomicInteger();
            assertThatThrownBy(() -> new GradientCheck().check(parameters, tape -> {
                        if (runs.incrementAndGet() == last) {
                            throw new IllegalStateException("run " + last);
                        }
                        return Tanh.tanh(tape.leaf(x));
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("run " + last);
            assertThat(x.value().data()).isEqualTo(before);
            assertThat(x.gradient()).containsExactly(0f, 7f, 0f);
        }
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> new GradientCheck(0f, 1e-3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GradientCheck: step is 0.0; it must be positive and finite");
        assertThatThrownBy(() -> new GradientCheck(1f, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GradientCheck: tolerance is NaN; it must be positive and finite");
        assertThatThrownBy(() -> new GradientCheck().check(new Parameters(), tape -> tape.constant(values(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GradientCheck: none of the parameters is trainable; nothing to check");
    }

    private Tensor values(int... dims) {
        return draw.normal(dims).toTensor();
    }

    private static Variable forgetful(Variable x) {
        return new Forgetful(x).apply();
    }

    /** y = x³ with dx = factor·x²·dy. */
    private static final class Cube extends Op {
        private final float factor;

        private Cube(Variable x, float factor) {
            super(x);
            this.factor = factor;
        }

        static Variable cube(Variable x, float factor) {
            float[] y = new float[x.shape().size()];
            for (int i = 0; i < y.length; i++) {
                y[i] = x.value()[i] * x.value()[i] * x.value()[i];
            }
            return new Cube(x, factor).record(x.shape(), y);
        }

        @Override
        public String name() {
            return "cube";
        }

        @Override
        protected void backward(float[] dy) {
            for (int i = 0; i < dy.length; i++) {
                float x = input(0).value()[i];
                input(0).gradient()[i] += factor * x * x * dy[i];
            }
        }
    }

    /** y = x, and backward forgets the last element. */
    private static final class Forgetful extends Op {
        Forgetful(Variable x) {
            super(x);
        }

        Variable apply() {
            return record(input(0).shape(), input(0).value());
        }

        @Override
        public String name() {
            return "forgetful";
        }

        @Override
        protected void backward(float[] dy) {
            for (int i = 0; i < dy.length - 1; i++) {
                input(0).gradient()[i] += dy[i];
            }
        }
    }
}
