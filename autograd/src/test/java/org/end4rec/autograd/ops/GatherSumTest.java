package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.end4rec.autograd.ops.GatherSum.gatherSum;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class GatherSumTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("gatherSum", draw -> {
            int b = draw.size();
            int n = draw.size();
            int d = draw.size();
            List<DoubleTensor> inputs = new ArrayList<>();
            List<int[]> indices = new ArrayList<>();
            for (int k = 0; k < 1 + draw.below(3); k++) {
                int rows = draw.size();
                inputs.add(draw.normal(rows, d));
                indices.add(draw.indices(b * n, rows));
            }
            inputs.add(draw.normal(n, d));
            int tables = indices.size();
            return new Trial(
                    inputs,
                    v -> gatherSum(v.subList(0, tables), indices, v.get(tables)),
                    x -> oracle(x, indices, b, n, d));
        });
    }

    private static DoubleTensor oracle(List<DoubleTensor> inputs, List<int[]> indices, int b, int n, int d) {
        return DoubleTensor.fill(Shape.of(b, n, d), at -> {
            double sum = inputs.get(indices.size()).at(at[1], at[2]);
            for (int k = 0; k < indices.size(); k++) {
                sum += inputs.get(k).at(indices.get(k)[at[0] * n + at[1]], at[2]);
            }
            return sum;
        });
    }

    @Test
    void values() {
        Variable items = input(Shape.of(3, 1), 0f, 1f, 2f);
        Variable kinds = input(Shape.of(2, 1), 0f, 10f);
        Variable positions = input(Shape.of(2, 1), 100f, 200f);
        Variable y =
                gatherSum(List.of(items, kinds), List.of(new int[] {2, 1, 0, 2}, new int[] {1, 0, 0, 1}), positions);
        assertThat(y.shape()).isEqualTo(Shape.of(2, 2, 1));
        assertThat(y.value()).containsExactly(112f, 201f, 100f, 212f);
        System.arraycopy(new float[] {1f, 2f, 4f, 8f}, 0, y.gradient(), 0, 4);
        tape.backward();
        assertThat(items.gradient()).containsExactly(4f, 2f, 9f);
        assertThat(kinds.gradient()).containsExactly(6f, 9f);
        assertThat(positions.gradient()).containsExactly(5f, 10f);
    }

    @Test
    void rowsOfAParameterOutliveATapeForTraining() {
        Parameter table = new Parameter("table", Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f));
        Tape training = Tape.training();
        Variable y = gatherSum(
                List.of(training.leaf(table)),
                List.of(new int[] {1, 0, 1}),
                training.constant(Tensor.of(Shape.of(1, 2), 5f, 6f)));
        training.backward(Sum.sum(Multiply.multiply(y, y)));
        training.accumulateGradients();
        assertThat(table.gradient()).containsExactly(12f, 16f, 32f, 40f);
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
        Variable y = gatherSum(
                List.of(training.leaf(table)),
                List.of(new int[] {1, 0, 1}),
                training.constant(Tensor.of(Shape.of(1, 2), 5f, 6f)));
        training.backward(Add.add(Sum.sum(Multiply.multiply(y, y)), Sum.sum(before)));
        training.accumulateGradients();
        assertThat(table.gradient()).containsExactly(12f, 16f, 32f, 40f);
    }

    @Test
    void edges() {
        Variable y = gatherSum(
                List.of(input(Shape.of(3, 2), new float[6])), List.of(new int[0]), input(Shape.of(4, 2), new float[8]));
        assertThat(y.shape()).isEqualTo(Shape.of(0, 4, 2));
        tape.backward();
    }

    @Test
    void errors() {
        Variable table = input(Shape.of(3, 2), new float[6]);
        Variable c = input(Shape.of(2, 2), new float[4]);
        assertRefused(
                List.of(), List.of(), c, "0 tables and 0 indices; expected at least one table and an index for each");
        assertRefused(
                List.of(table),
                List.of(),
                c,
                "1 tables and 0 indices; expected at least one table and an index for each");
        assertRefused(
                List.of(table),
                List.of(new int[2]),
                input(Shape.of(0, 2)),
                "c has shape [0,2]; expected [N,d] with N at least 1");
        assertRefused(
                List.of(table, input(Shape.of(2, 3), new float[6])),
                List.of(new int[2], new int[2]),
                c,
                "table 1 has shape [2,3]; expected [V,2], to match c [2,2]");
        assertRefused(
                List.of(table, table),
                List.of(new int[2], new int[4]),
                c,
                "index 1 has 4 elements; expected as many as the others and a multiple of 2, the rows of c");
        assertRefused(
                List.of(table),
                List.of(new int[3]),
                c,
                "index 0 has 3 elements; expected as many as the others and a multiple of 2, the rows of c");
        assertRefused(
                List.of(table), List.of(new int[] {0, 3}), c, "index 0 at 1 is 3; expected a row of table [3,2], 0…2");
        Variable row = input(Shape.of(1, 70_000), new float[70_000]);
        assertRefused(
                List.of(row),
                List.of(new int[70_000]),
                row,
                "c has shape [1,70000]; y would have 70000·70000 elements, and an array holds at most 2147483639. Take"
                        + " fewer or shorter sequences at once");
    }

    private static void assertRefused(List<Variable> tables, List<int[]> indices, Variable c, String message) {
        assertThatThrownBy(() -> gatherSum(tables, indices, c))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gatherSum: " + message);
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
