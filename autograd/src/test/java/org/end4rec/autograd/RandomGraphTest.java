package org.end4rec.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.ops.Add;
import org.end4rec.autograd.ops.Gather;
import org.end4rec.autograd.ops.Multiply;
import org.end4rec.autograd.ops.Scale;
import org.end4rec.autograd.ops.Select;
import org.end4rec.autograd.ops.Sigmoid;
import org.end4rec.autograd.ops.Subtract;
import org.end4rec.autograd.ops.Sum;
import org.end4rec.autograd.ops.SumAxis;
import org.end4rec.autograd.ops.Tanh;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.Draw;
import org.end4rec.autograd.testing.ScalarGraph;
import org.end4rec.autograd.testing.ScalarGraph.Grid;
import org.end4rec.autograd.testing.ScalarGraph.Node;
import org.end4rec.autograd.testing.Tolerances;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.testing.Figures;
import org.junit.jupiter.api.Test;

/** Random graphs of 2…30 ops, with reuse, dead ends, frozen and repeated inputs, against a naive double autodiff. */
class RandomGraphTest {
    private static final int GRAPHS = 10_000;
    private static final Shape[] SHAPES = {Shape.of(2, 3), Shape.of(3), Shape.of(2, 1), Shape.of()};
    private static final double LARGE = 4;

    private final Tape tape = Tape.recording();
    private int comparisons;
    private double worst;

    @Test
    void gradientsEqualTheNaiveOnes() {
        for (int number = 0; number < GRAPHS; number++) {
            tape.reset();
            new Graph(number).check();
        }
        // otherwise the graphs would compare little but zeros
        assertThat(comparisons).isGreaterThan(GRAPHS);
        Figures.print(
                "G4",
                "random graphs against a naive double autodiff",
                "%,d graphs, 0 mismatches, largest error %.2g of the largest element or 1",
                GRAPHS,
                worst);
    }

    private record Pair(Variable variable, Grid grid) {}

    private final class Graph {
        private final Draw draw;
        private final int number;
        private final ScalarGraph oracle = new ScalarGraph();
        private final List<Pair> pairs = new ArrayList<>();
        private final List<Parameter> parameters = new ArrayList<>();

        Graph(int number) {
            this.number = number;
            this.draw = new Draw("graph", number);
        }

        void check() {
            int leaves = 2 + draw.below(3);
            for (int i = 0; i < leaves; i++) {
                addLeaf(i);
            }
            int ops = 2 + draw.below(29);
            for (int i = 0; i < ops; i++) {
                addOp();
            }
            Pair last = pairs.get(pairs.size() - 1);
            Pair other = pick();
            tape.backward(Add.add(Sum.sum(last.variable), Sum.sum(other.variable)));
            tape.accumulateGradients();
            List<Node> terms = new ArrayList<>(last.grid.nodes());
            terms.addAll(other.grid.nodes());
            oracle.backward(oracle.sum(terms));
            for (int i = 0; i < leaves; i++) {
                compare(i);
            }
        }

        private void addLeaf(int i) {
            DoubleTensor value = draw.normal(i == 0 ? SHAPES[0] : SHAPES[draw.below(SHAPES.length)]);
            Parameter parameter = new Parameter("p" + i, value.toTensor());
            // the first moves, so that there is something to compare
            parameter.setTrainable(i == 0 || draw.below(4) > 0);
            parameters.add(parameter);
            pairs.add(new Pair(tape.leaf(parameter), oracle.leaves(value)));
        }

        private void addOp() {
            Pair a = pick();
            Pair b = pick();
            int kind = a.grid.largest() > LARGE || b.grid.largest() > LARGE ? 0 : draw.below(9);
            switch (kind) {
                case 1 -> add(Add.add(a.variable, b.variable), zip(a, b, 1));
                case 2 -> add(Subtract.subtract(a.variable, b.variable), zip(a, b, -1));
                case 3 ->
                    add(
                            Multiply.multiply(a.variable, b.variable),
                            ScalarGraph.zip(common(a, b), a.grid, b.grid, oracle::times));
                case 4 -> sigmoid(a);
                case 5 -> scale(a, (float) draw.normal().at());
                case 6 -> sumAxis(a);
                case 7 -> select(a);
                case 8 -> gather(a);
                default -> tanh(a);
            }
        }

        private void tanh(Pair x) {
            add(Tanh.tanh(x.variable), ScalarGraph.map(x.grid, node -> {
                double y = StrictMath.tanh(node.value());
                return oracle.apply(node, y, 1 - y * y);
            }));
        }

        private void sigmoid(Pair x) {
            add(Sigmoid.sigmoid(x.variable), ScalarGraph.map(x.grid, node -> {
                double y = 1 / (1 + StrictMath.exp(-node.value()));
                return oracle.apply(node, y, y * (1 - y));
            }));
        }

        private void scale(Pair x, float factor) {
            add(
                    Scale.scale(x.variable, factor),
                    ScalarGraph.map(x.grid, node -> oracle.apply(node, factor * node.value(), factor)));
        }

        private void sumAxis(Pair x) {
            if (x.grid.shape().rank() == 2) {
                int rows = x.grid.shape().dim(0);
                Shape shape = Shape.of(x.grid.shape().dim(1));
                add(SumAxis.sumAxis(x.variable, 0), ScalarGraph.fill(shape, index -> {
                    List<Node> column = new ArrayList<>();
                    for (int row = 0; row < rows; row++) {
                        column.add(x.grid.at(row, index[0]));
                    }
                    return oracle.sum(column);
                }));
            } else {
                tanh(x);
            }
        }

        private void select(Pair x) {
            if (x.grid.shape().rank() == 2) {
                int row = draw.below(x.grid.shape().dim(0));
                Shape shape = Shape.of(x.grid.shape().dim(1));
                add(Select.select(x.variable, 0, row), ScalarGraph.fill(shape, index -> x.grid.at(row, index[0])));
            } else {
                tanh(x);
            }
        }

        private void gather(Pair x) {
            if (x.grid.shape().rank() == 2) {
                int[] rows = draw.indices(2, x.grid.shape().dim(0));
                Shape shape = Shape.of(2, x.grid.shape().dim(1));
                add(
                        Gather.gather(x.variable, rows, Shape.of(2)),
                        ScalarGraph.fill(shape, index -> x.grid.at(rows[index[0]], index[1])));
            } else {
                tanh(x);
            }
        }

        private Grid zip(Pair a, Pair b, double factor) {
            return ScalarGraph.zip(common(a, b), a.grid, b.grid, (p, q) -> oracle.plus(p, factor, q));
        }

        private Shape common(Pair a, Pair b) {
            Shape left = a.grid.shape();
            Shape right = b.grid.shape();
            int[] dims = new int[Math.max(left.rank(), right.rank())];
            for (int fromEnd = 1; fromEnd <= dims.length; fromEnd++) {
                dims[dims.length - fromEnd] = Math.max(
                        fromEnd > left.rank() ? 1 : left.dim(-fromEnd),
                        fromEnd > right.rank() ? 1 : right.dim(-fromEnd));
            }
            return Shape.of(dims);
        }

        private Pair pick() {
            return pairs.get(draw.below(pairs.size()));
        }

        private void add(Variable variable, Grid grid) {
            assertThat(variable.shape()).isEqualTo(grid.shape());
            pairs.add(new Pair(variable, grid));
        }

        private void compare(int leaf) {
            Parameter parameter = parameters.get(leaf);
            Grid grid = pairs.get(leaf).grid;
            DoubleTensor found = DoubleTensor.of(Tensor.of(parameter.shape(), parameter.gradient()));
            if (parameter.isTrainable()) {
                DoubleTensor expected = DoubleTensor.of(
                        grid.shape(),
                        grid.nodes().stream().mapToDouble(Node::gradient).toArray());
                comparisons += expected.largest() > 1e-3 ? 1 : 0;
                double error = found.plus(-1, expected).largest();
                worst = Math.max(worst, error / Math.max(1, expected.largest()));
                assertThat(error)
                        .as("gradient of %s in graph %d:\n%s", parameter, number, tape)
                        .isLessThanOrEqualTo(Tolerances.GRAPH * Math.max(1, expected.largest()));
            } else {
                assertThat(found.largest()).isZero();
            }
        }
    }
}
