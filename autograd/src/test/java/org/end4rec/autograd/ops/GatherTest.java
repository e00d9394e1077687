package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.LinearOpContract;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class GatherTest implements LinearOpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("gather", draw -> {
            int rows = draw.size();
            int d = draw.size();
            Shape indexShape = draw.shape(draw.below(3));
            int[] index = draw.indices(indexShape.size(), rows);
            return Trial.of(
                    draw.normal(rows, d),
                    table -> Gather.gather(table, index, indexShape),
                    table -> oracle(table, index, indexShape));
        });
    }

    private static DoubleTensor oracle(DoubleTensor table, int[] index, Shape indexShape) {
        int d = table.shape().dim(1);
        int[] dims = Arrays.copyOf(indexShape.dims(), indexShape.rank() + 1);
        dims[indexShape.rank()] = d;
        double[] rows = new double[index.length * d];
        for (int i = 0; i < index.length; i++) {
            for (int c = 0; c < d; c++) {
                rows[i * d + c] = table.at(index[i], c);
            }
        }
        return DoubleTensor.of(Shape.of(dims), rows);
    }

    @Test
    void values() {
        Variable table = input(Shape.of(3, 2), 1f, 2f, 3f, 4f, 5f, 6f);
        Variable y = Gather.gather(table, new int[] {2, 0, 2}, Shape.of(1, 3));
        assertThat(y.shape()).isEqualTo(Shape.of(1, 3, 2));
        assertThat(y.value()).containsExactly(5f, 6f, 1f, 2f, 5f, 6f);
        System.arraycopy(new float[] {1, 2, 3, 4, 5, 6}, 0, y.gradient(), 0, 6);
        tape.backward();
        assertThat(table.gradient()).containsExactly(3f, 4f, 0f, 0f, 6f, 8f);
    }

    @Test
    void gradientOfAParameterStaysRowsUntilItIsAccumulated() {
        Parameter table = new Parameter("items", Tensor.of(Shape.of(3, 2), 1f, 2f, 3f, 4f, 5f, 6f));
        Variable leaf = tape.leaf(table);
        Variable y = Gather.gather(leaf, new int[] {2, 2}, Shape.of(2));
        long before = tape.arena().bytes();
        System.arraycopy(new float[] {1, 2, 10, 20}, 0, y.gradient(), 0, 4);
        tape.backward();
        assertThat(leaf.hasGradient()).isTrue();
        assertThat(tape.arena().bytes() - before).isEqualTo(4L * Float.BYTES);
        tape.accumulateGradients();
        assertThat(table.gradient()).containsExactly(0f, 0f, 0f, 0f, 11f, 22f);
    }

    /** The ops before it, which walk back after it, must not get the buffer of the gradient it keeps. */
    @Test
    void rowsOfAParameterAreNotOverwrittenByOpsThatWalkBackLater() {
        Parameter table = new Parameter("table", Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f));
        Tape training = Tape.training();
        Variable[] others = new Variable[20];
        for (int i = 0; i < others.length; i++) {
            others[i] = training.input(Tensor.zeros(Shape.of(3, 2)));
        }
        Variable before = Concat.concat(0, others);
        Variable y = Gather.gather(training.leaf(table), new int[] {1, 0, 1}, Shape.of(3));
        training.backward(Add.add(Sum.sum(Multiply.multiply(y, y)), Sum.sum(before)));
        training.accumulateGradients();
        assertThat(table.gradient()).containsExactly(2f, 4f, 12f, 16f);
    }

    @Test
    void edges() {
        Variable table = input(Shape.of(3, 2), 1f, 2f, 3f, 4f, 5f, 6f);
        Variable none = Gather.gather(table, new int[0], Shape.of(2, 0));
        assertThat(none.shape()).isEqualTo(Shape.of(2, 0, 2));
        none.gradient();
        Variable fromNothing = Gather.gather(input(Shape.of(0, 2)), new int[0], Shape.of(0));
        fromNothing.gradient();
        tape.backward();
        assertThat(table.hasGradient()).isFalse();
    }

    @Test
    void errors() {
        Variable table = input(Shape.of(3, 2), new float[6]);
        assertThatThrownBy(() -> Gather.gather(table, new int[] {0, 3}, Shape.of(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gather: index[1] is 3; expected a row of table [3,2], 0…2");
        assertThatThrownBy(() -> Gather.gather(table, new int[] {-1}, Shape.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gather: index[0] is -1; expected a row of table [3,2], 0…2");
        assertThatThrownBy(() -> Gather.gather(table, new int[] {0, 1}, Shape.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gather: index has shape [3]; expected 2 elements, the length of its array");
        assertThatThrownBy(() -> Gather.gather(input(Shape.of(3), new float[3]), new int[] {0}, Shape.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gather: table has shape [3]; expected [V,d]");
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
