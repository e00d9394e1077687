package lesson01;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lesson 1: a tape for one number. Run it: java examples/lessons/lesson01/ScalarTape.java */
public final class ScalarTape {
    // @start region="node"
    /** A number of the computation, and how fast the result changes with it. */
    static final class Node {
        final String name;
        double value;
        double gradient;

        Node(String name, double value) {
            this.name = name;
            this.value = value;
        }
    }
    // @end

    // @start region="record"
    /** What was computed: a line of the tape. */
    record Line(String text, Runnable backward) {}

    private final List<Line> lines = new ArrayList<>();

    private Node write(String text, double value, Node output, Runnable backward) {
        output.value = value;
        lines.add(new Line(output.name + " = " + text + " = " + number(value), backward));
        return output;
    }

    private Node next() {
        return new Node("v" + lines.size(), 0);
    }
    // @end

    // @start region="operations"
    Node add(Node a, Node b) {
        Node sum = next();
        return write(a.name + " + " + b.name, a.value + b.value, sum, () -> {
            a.gradient += sum.gradient;
            b.gradient += sum.gradient;
        });
    }

    Node power(Node a, int n) {
        Node result = next();
        return write(a.name + "^" + n, StrictMath.pow(a.value, n), result, () ->
                a.gradient += n * StrictMath.pow(a.value, n - 1) * result.gradient);
    }

    Node relu(Node a) {
        Node result = next();
        return write("relu(" + a.name + ")", Math.max(0, a.value), result, () ->
                a.gradient += a.value > 0 ? result.gradient : 0);
    }
    // @end

    Node multiply(Node a, Node b) {
        Node product = next();
        return write(a.name + " * " + b.name, a.value * b.value, product, () -> {
            a.gradient += b.value * product.gradient;
            b.gradient += a.value * product.gradient;
        });
    }

    Node tanh(Node a) {
        Node y = next();
        return write("tanh(" + a.name + ")", StrictMath.tanh(a.value), y, () ->
                a.gradient += (1 - y.value * y.value) * y.gradient);
    }

    // @start region="backward"
    /** Plays the tape backwards: the newest line first. */
    void backward(Node result) {
        result.gradient = 1;
        for (int i = lines.size() - 1; i >= 0; i--) {
            lines.get(i).backward().run();
        }
    }
    // @end

    Node constant(double value) {
        return new Node(number(value), value);
    }

    private Node subtract(Node a, Node b) {
        return add(a, multiply(b, constant(-1)));
    }

    // @start region="micrograd"
    /** The expression on the front page of micrograd. */
    static Node expression(ScalarTape tape, Node a, Node b) {
        Node c = tape.add(a, b);
        Node d = tape.add(tape.multiply(a, b), tape.power(b, 3));
        c = tape.add(c, tape.add(c, tape.constant(1)));
        c = tape.add(c, tape.subtract(tape.add(tape.constant(1), c), a));
        d = tape.add(d, tape.add(tape.multiply(d, tape.constant(2)), tape.relu(tape.add(b, a))));
        d = tape.add(d, tape.add(tape.multiply(tape.constant(3), d), tape.relu(tape.subtract(b, a))));
        Node f = tape.power(tape.subtract(c, d), 2);
        Node half = tape.multiply(f, tape.constant(0.5));
        return tape.add(half, tape.multiply(tape.constant(10), tape.power(f, -1)));
    }
    // @end

    private static void printExpression() {
        ScalarTape tape = new ScalarTape();
        Node a = new Node("a", -4);
        Node b = new Node("b", 2);
        Node g = expression(tape, a, b);
        tape.backward(g);
        System.out.println("g = " + number(g.value) + "   dg/da = " + number(a.gradient) + "   dg/db = "
                + number(b.gradient) + "   from " + tape.lines.size() + " lines\n");
    }

    // @start region="small"
    private static void printSmall() {
        ScalarTape tape = new ScalarTape();
        Node a = new Node("a", 2);
        Node b = new Node("b", -3);
        Node c = new Node("c", 10);
        Node f = new Node("f", -2);
        Node result = tape.multiply(tape.add(tape.multiply(a, b), c), f);
        tape.backward(result);
        tape.lines.forEach(line -> System.out.println(line.text()));
        for (Node node : List.of(a, b, c, f)) {
            System.out.println("gradient of " + node.name + " = " + number(node.gradient));
        }
        System.out.println();
    }
    // @end

    // @start region="twice"
    private static void printTwice() {
        for (double x : new double[] {3, -1}) {
            ScalarTape tape = new ScalarTape();
            Node a = new Node("a", x);
            tape.backward(tape.multiply(a, a));
            System.out.println("a*a at " + number(x) + ": gradient " + number(a.gradient));
        }
        System.out.println();
    }
    // @end

    // @start region="downhill"
    /** Twenty steps down tanh(a*b) + (a*a + b*b)/10. */
    private static void printDownhill() {
        double[] x = {1, 0.5};
        for (int step = 0; step <= 20; step++) {
            ScalarTape tape = new ScalarTape();
            Node a = new Node("a", x[0]);
            Node b = new Node("b", x[1]);
            Node round = tape.add(tape.multiply(a, a), tape.multiply(b, b));
            Node height = tape.add(tape.tanh(tape.multiply(a, b)), tape.multiply(round, tape.constant(0.1)));
            tape.backward(height);
            if (step % 5 == 0) {
                System.out.println("step " + step + ": a = " + number(a.value) + ", b = " + number(b.value)
                        + ", height = " + number(height.value));
            }
            x[0] -= 0.3 * a.gradient;
            x[1] -= 0.3 * b.gradient;
        }
    }
    // @end

    static String number(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4f", value);
    }

    public static void main(String[] arguments) {
        printSmall();
        printExpression();
        printTwice();
        printDownhill();
    }
}
