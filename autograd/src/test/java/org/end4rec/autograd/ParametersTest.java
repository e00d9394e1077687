package org.end4rec.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private final Parameters parameters = new Parameters();
    private final Parameter weight = parameters.add(parameter("weight", 2, 3));
    private final Parameter bias = parameters.add(parameter("bias", 3));

    @Test
    void keepsTheOrderOfAdding() {
        assertThat(parameters.all()).containsExactly(weight, bias);
        assertThat(parameters).containsExactly(weight, bias);
        assertThat(parameters.size()).isEqualTo(9);
        assertThat(parameters.get("bias")).isSameAs(bias);
        assertThat(parameters.contains("weight")).isTrue();
        assertThat(parameters.contains("other")).isFalse();
        assertThatThrownBy(() -> parameters.all().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void sharesAValue() {
        Tensor value = Tensor.zeros(Shape.of(2, 3));
        weight.share(value);
        assertThat(weight.value()).isSameAs(value);
        assertThatThrownBy(() -> bias.share(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Parameter.share: bias[3] cannot have a value of [2,3]");
    }

    @Test
    void trainFreezesTheOthers() {
        parameters.train(name -> name.startsWith("b"));
        assertThat(weight.isTrainable()).isFalse();
        assertThat(bias.isTrainable()).isTrue();
        parameters.train(name -> true);
        assertThat(weight.isTrainable()).isTrue();
    }

    @Test
    void clearsGradients() {
        weight.gradient()[5] = 1f;
        bias.gradient()[0] = 2f;
        parameters.clearGradients();
        assertThat(weight.gradient()).containsOnly(0f);
        assertThat(bias.gradient()).containsOnly(0f);
    }

    /** A gradient that was freed is made anew, zero and without touched rows. */
    @Test
    void releasesGradients() {
        float[] dense = weight.gradient();
        dense[5] = 1f;
        weight.addRows(new int[] {1}, new float[] {1, 2, 3});
        parameters.releaseGradients();
        assertThat(weight.gradientValues()).isNotSameAs(dense).containsOnly(0f);
        assertThat(weight.hasSparseGradient()).isTrue();
        assertThat(weight.gradientRows().size()).isZero();
        bias.releaseGradient();
        assertThat(bias.gradient()).containsOnly(0f).hasSize(3);
    }

    @Test
    void clearsOnlyThePaddingRowsGradient() {
        Parameter table = Parameter.withPaddingRow("table", Tensor.zeros(Shape.of(2, 2)));
        for (Parameter each : new Parameter[] {table, weight}) {
            Arrays.fill(each.gradient(), 5f);
            each.clearPaddingGradient();
        }
        assertThat(table.gradient()).containsExactly(0f, 0f, 5f, 5f);
        assertThat(weight.gradient()).containsOnly(5f);
    }

    /** The value of a table may be made when it is first read, once, and never if a saved one is there before. */
    @Test
    void makesALateValueOnceOrNever() {
        AtomicInteger made = new AtomicInteger();
        Shape shape = Shape.of(2, 2);
        Supplier<Tensor> first = () -> {
            made.incrementAndGet();
            return Tensor.of(shape, 0f, 0f, 1f, 2f);
        };
        Parameter read = Parameter.withPaddingRow("read", shape, first);
        assertThat(read.shape()).isEqualTo(shape);
        assertThat(made).hasValue(0);
        assertThat(read.value().data()).containsExactly(0f, 0f, 1f, 2f);
        assertThat(read.value()).isSameAs(read.value());
        assertThat(made).hasValue(1);

        float[] saved = {0f, 0f, 3f, 4f};
        Parameter set = Parameter.withPaddingRow("set", shape, first);
        set.set(saved);
        saved[2] = 9f;
        assertThat(set.value().data()).containsExactly(0f, 0f, 3f, 4f);
        assertThat(made).hasValue(1);
        float[] values = set.value().data();
        set.set(new float[] {0f, 0f, 5f, 6f});
        assertThat(values).containsExactly(0f, 0f, 5f, 6f);

        assertThatThrownBy(() -> set.set(new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Parameter.set: set[2,2] has 4 numbers; 3 were given");
        Parameter other = Parameter.withPaddingRow("other", Shape.of(3, 2), first);
        assertThatThrownBy(other::value)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Parameter: the first value of other[3,2] has the shape [2,2]");
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> parameters.add(parameter("bias", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Parameters: a parameter named 'bias' exists already");
        assertThatThrownBy(() -> parameters.get("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Parameters: no parameter named 'other'; there are [weight, bias]");
        assertThat(parameters.get("bias")).isSameAs(bias);
    }

    private static Parameter parameter(String name, int... dims) {
        return new Parameter(name, Tensor.zeros(Shape.of(dims)));
    }

    @Test
    void aGradientIsSparseWhileOnlyRowsAreAdded() {
        Parameters parameters = new Parameters();
        Parameter table = parameters.add(new Parameter("table", Tensor.zeros(Shape.of(100, 2))));
        assertThat(table.hasSparseGradient()).isTrue();
        assertThat(table.gradientRows().size()).isZero();
        table.addRows(new int[] {70, 4, 70}, new float[] {1, 2, 3, 4, 5, 6});
        assertThat(table.hasSparseGradient()).isTrue();
        assertThat(Arrays.copyOf(table.gradientRows().rows(), 2)).containsExactly(4, 70);
        assertThat(table.gradientRows().size()).isEqualTo(2);
        float[] gradient = table.gradientValues();
        assertThat(gradient).hasSize(200).containsSubsequence(3, 4).containsSubsequence(6, 8);
        assertThat(gradient[8]).isEqualTo(3);
        assertThat(gradient[140]).isEqualTo(6);
        parameters.clearGradients();
        assertThat(gradient).containsOnly(0f);
        assertThat(table.gradientRows().size()).isZero();
        table.gradient()[9] = 5;
        table.addRows(new int[] {1}, new float[] {1, 2});
        assertThat(table.hasSparseGradient()).isFalse();
        assertThat(table.gradient()[9]).isEqualTo(5);
        assertThat(table.gradient()[3]).isEqualTo(2);
        parameters.clearGradients();
        assertThat(gradient).containsOnly(0f);
        assertThat(table.hasSparseGradient()).isTrue();
    }
}
