package org.end4rec.autograd.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.end4rec.core.Shape;

/** Reverse-mode differentiation in double with one node per number: the naive oracle of a whole graph of ops. */
public final class ScalarGraph {
    private final List<Node> nodes = new ArrayList<>();

    /** A number and its derivative. */
    public static final class Node {
        private final double value;
        private final Node[] parents;
        private final double[] slopes;
        private double gradient;

        private Node(double value, Node[] parents, double[] slopes) {
            this.value = value;
            this.parents = parents;
            this.slopes = slopes;
        }

        /** The number. */
        public double value() {
            return value;
        }

        /** The derivative of the loss by it. */
        public double gradient() {
            return gradient;
        }
    }

    /** A tensor of nodes. */
    public record Grid(Shape shape, List<Node> nodes) {
        /** The largest absolute value. */
        public double largest() {
            return nodes.stream()
                    .mapToDouble(node -> Math.abs(node.value))
                    .max()
                    .orElse(0);
        }

        /** The node at an index, with the leniency of {@link DoubleTensor#at}. */
        public Node at(int... index) {
            double[] positions = new double[nodes.size()];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = i;
            }
            return nodes.get((int) DoubleTensor.of(shape, positions).at(index));
        }
    }

    /** Numbers without parents. */
    public Grid leaves(DoubleTensor values) {
        return fill(values.shape(), index -> node(values.at(index)));
    }

    /** The tensor whose node at an index is what the function returns. */
    public static Grid fill(Shape shape, Function<int[], Node> node) {
        List<Node> grid = new ArrayList<>();
        DoubleTensor.fill(shape, index -> {
            grid.add(node.apply(index));
            return 0;
        });
        return new Grid(shape, grid);
    }

    /** A function of every node. */
    public static Grid map(Grid x, UnaryOperator<Node> function) {
        return new Grid(x.shape(), x.nodes().stream().map(function).toList());
    }

    /** A function of every pair, broadcast to a shape. */
    public static Grid zip(Shape shape, Grid a, Grid b, BiFunction<Node, Node, Node> function) {
        return fill(shape, index -> function.apply(a.at(index), b.at(index)));
    }

    /** a + s·b. */
    public Node plus(Node a, double s, Node b) {
        return node(a.value + s * b.value, new Node[] {a, b}, 1, s);
    }

    /** a·b. */
    public Node times(Node a, Node b) {
        return node(a.value * b.value, new Node[] {a, b}, b.value, a.value);
    }

    /** A function of value {@code value} and derivative {@code slope} at x. */
    public Node apply(Node x, double value, double slope) {
        return node(value, new Node[] {x}, slope);
    }

    /** Σ over the nodes. */
    public Node sum(List<Node> terms) {
        Node sum = node(0);
        for (Node term : terms) {
            sum = plus(sum, 1, term);
        }
        return sum;
    }

    /** The derivatives of {@code loss}. */
    public void backward(Node loss) {
        loss.gradient = 1;
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            for (int p = 0; p < node.parents.length; p++) {
                node.parents[p].gradient += node.slopes[p] * node.gradient;
            }
        }
    }

    private Node node(double value) {
        return node(value, new Node[0]);
    }

    private Node node(double value, Node[] parents, double... slopes) {
        Node node = new Node(value, parents, slopes);
        nodes.add(node);
        return node;
    }
}
