package org.end4rec.autograd.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class AdamWTest {
    private static final RandomStream STREAM = RandomStream.of(5, "adam", 0);

    private final Parameters parameters = new Parameters();
    private final Parameter w = parameters.add(new Parameter("w", Tensor.of(Shape.of(3), 1f, -2f, 0.5f)));

    @Test
    void constantsAreThePapers() {
        assertThat(AdamW.BETA1).isEqualTo(0.9f);
        assertThat(AdamW.BETA2).isEqualTo(0.999f);
        assertThat(AdamW.EPSILON).isEqualTo(1e-8f);
    }

    @Test
    void values() {
        // at the first step m̂/√v̂ is the sign of the gradient
        setGradient(w, 4f, -0.01f, 0f);
        new AdamW(0).step(parameters, 0.25);
        assertThat(w.value().data()).containsExactly(new float[] {0.75f, -1.75f, 0.5f}, within(1e-6f));
    }

    @Test
    void decayIsDecoupled() {
        setGradient(w, 4f, -0.01f, 0f);
        new AdamW(0.1).step(parameters, 0.25);
        // each shrinks by 0.025 of itself first
        assertThat(w.value().data()).containsExactly(new float[] {0.725f, -1.7f, 0.4875f}, within(1e-6f));
    }

    @Test
    void followsThePaperForAThousandSteps() {
        AdamW adam = new AdamW(0);
        double[] value = {1, -2, 0.5};
        double[] first = new double[3];
        double[] second = new double[3];
        for (int t = 1; t <= 1000; t++) {
            for (int i = 0; i < 3; i++) {
                float g = (float) (STREAM.normal(3L * t + i) + value[i]);
                w.gradient()[i] = g;
                first[i] = 0.9 * first[i] + 0.1 * g;
                second[i] = 0.999 * second[i] + 0.001 * g * g;
                double mean = first[i] / (1 - StrictMath.pow(0.9, t));
                double square = second[i] / (1 - StrictMath.pow(0.999, t));
                value[i] -= 0.003 * mean / (Math.sqrt(square) + 1e-8);
            }
            adam.step(parameters, 0.003);
        }
        for (int i = 0; i < 3; i++) {
            assertThat((double) w.value().data()[i]).isCloseTo(value[i], within(1e-5));
        }
    }

    @Test
    void frozenParametersStayAndCountTheirOwnSteps() {
        Parameter frozen = parameters.add(new Parameter("frozen", Tensor.of(Shape.of(1), 3f)));
        frozen.setTrainable(false);
        AdamW adam = new AdamW(0.1);
        for (int i = 0; i < 5; i++) {
            setGradient(w, 1f, 1f, 1f);
            setGradient(frozen, 7f);
            adam.step(parameters, 0.01);
        }
        assertThat(frozen.value().data()).containsExactly(3f);
        assertThat(adam.state(parameters).steps()).containsExactly(Map.entry("w", 5L));
        frozen.setTrainable(true);
        adam.step(parameters, 0.01);
        assertThat(adam.state(parameters).steps()).containsExactly(Map.entry("w", 6L), Map.entry("frozen", 1L));
        // a first step of its own: the rate against the sign of the gradient
        assertThat(frozen.value().data()).containsExactly(new float[] {2.987f}, within(1e-6f));
    }

    @Test
    void paddingRowsNeverMove() {
        Parameter table = parameters.add(Parameter.withPaddingRow("table", Tensor.of(Shape.of(2, 2), 0f, 0f, 1f, 2f)));
        setGradient(table, 5f, 6f, 7f, -8f);
        new AdamW(0.5).step(parameters, 0.1);
        assertThat(table.value().data())
                .containsExactly(new float[] {0f, 0f, 0.85f, 2f}, within(1e-6f))
                .startsWith(0f, 0f);
    }

    @Test
    void resumingIsAsIfNeverStopped() {
        AdamW adam = new AdamW(0.01);
        run(adam, parameters, 0, 3);
        AdamW.State saved = adam.state(parameters);
        Parameters copy = new Parameters();
        Parameter resumed = copy.add(new Parameter("w", w.value().copy()));
        AdamW other = new AdamW(0.01);
        other.restore(copy, saved);
        run(adam, parameters, 3, 7);
        run(other, copy, 3, 7);
        assertThat(resumed.value().data()).isEqualTo(w.value().data());
        assertThat(saved.tensors()).containsOnlyKeys("adam.m.w", "adam.v.w");
        assertThat(saved.steps()).containsExactly(Map.entry("w", 3L));
    }

    private static void run(AdamW adam, Parameters parameters, int from, int to) {
        for (int step = from; step < to; step++) {
            float[] gradient = parameters.get("w").gradient();
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = (float) STREAM.normal(100L + 3 * step + i);
            }
            adam.step(parameters, 0.01);
        }
    }

    @Test
    void slicesInAnyOrderGiveTheSameBits() {
        int size = 150_001;
        List<float[]> results = new ArrayList<>();
        for (boolean reversed : new boolean[] {false, true}) {
            Parameters both = new Parameters();
            Parameter large = both.add(new Parameter("large", Tensor.zeros(Shape.of(size))));
            Parameter small = both.add(new Parameter("small", Tensor.zeros(Shape.of(7))));
            AdamW adam = new AdamW(0.1);
            for (int t = 0; t < 3; t++) {
                for (Parameter each : both) {
                    for (int i = 0; i < each.gradient().length; i++) {
                        each.gradient()[i] = (float) STREAM.normal(t * 1000L + i);
                    }
                }
                AdamW.Step step = adam.begin(both, 0.01);
                for (int slice = 0; slice < step.slices(); slice++) {
                    step.run(reversed ? step.slices() - 1 - slice : slice);
                }
                assertThat(step.slices()).isGreaterThan(3);
            }
            assertThat(large.value().data()).doesNotContain(0f);
            results.add(large.value().data());
            results.add(small.value().data());
        }
        assertThat(results.get(2)).isEqualTo(results.get(0));
        assertThat(results.get(3)).isEqualTo(results.get(1)).doesNotContain(0f);
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> new AdamW(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AdamW: weight decay is -1.0; it must be finite and at least 0");
        assertThatThrownBy(() -> new AdamW(0).step(parameters, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AdamW.step: learning rate is NaN; it must be finite and at least 0");
    }

    @Test
    void restoreRefusesAStateOfOtherParameters() {
        setGradient(w, 1f, 2f, 3f);
        AdamW adam = new AdamW(0);
        adam.step(parameters, 0.1);
        AdamW.State good = adam.state(parameters);
        Map<String, Tensor> tensors = new LinkedHashMap<>(good.tensors());
        assertRefused(
                new AdamW.State(tensors, Map.of("other", 1L)), "Parameters: no parameter named 'other'; there are [w]");
        assertRefused(
                new AdamW.State(tensors, Map.of("w", 0L)), "AdamW.restore: 'w' has made 0 steps; expected at least 1");
        assertRefused(
                new AdamW.State(tensors, Map.of()),
                "AdamW.restore: 2 tensors for 0 parameters with a number of steps; expected two for each");
        tensors.put("adam.v.w", Tensor.zeros(Shape.of(1, 3)));
        assertRefused(
                new AdamW.State(tensors, good.steps()),
                "AdamW.restore: 'adam.v.w' has shape [1,3]; expected [3], as the parameter");
        tensors.remove("adam.v.w");
        assertRefused(new AdamW.State(tensors, good.steps()), "AdamW.restore: the state has no tensor 'adam.v.w'");
    }

    private void assertRefused(AdamW.State state, String message) {
        AdamW adam = new AdamW(0);
        assertThatThrownBy(() -> adam.restore(parameters, state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(adam.state(parameters).steps()).isEmpty();
    }

    private static void setGradient(Parameter parameter, float... gradient) {
        System.arraycopy(gradient, 0, parameter.gradient(), 0, gradient.length);
    }
}
