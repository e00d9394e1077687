package lesson02;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.Linear.linear;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.Sum.sum;
import static org.end4rec.autograd.ops.Tanh.tanh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;

/** Lesson 2: one record for a whole array. Run it: ./end4rec lesson 2 */
public final class ArrayOps {
    private static final double[][] X = {{1, 2, 3}, {0, -1, 2}};
    private static final double[][] W = {{1, 0}, {2, -1}, {-1, 3}};
    private static final double[] B = {0, 0};
    private static final double[][] DY = {{1, 2}, {3, -1}};

    // @start region="forward"
    /** y = x·w + b, element by element. */
    static double[][] forward(double[][] x, double[][] w, double[] b) {
        double[][] y = new double[x.length][b.length];
        for (int r = 0; r < x.length; r++) {
            for (int j = 0; j < b.length; j++) {
                y[r][j] = b[j];
                for (int i = 0; i < w.length; i++) {
                    y[r][j] += x[r][i] * w[i][j];
                }
            }
        }
        return y;
    }
    // @end

    // @start region="hand"
    /** y and the three gradients, by the library. */
    private static void printByHand() {
        Tape tape = Tape.recording();
        Variable x = tape.input(tensor(X));
        Variable w = tape.input(tensor(W));
        Variable b = tape.input(tensor(new double[][] {B}).reshape(Shape.of(2)));
        Variable y = linear(x, w, b);
        start(y, DY);
        tape.backward();
        System.out.println("y  = " + rows(y.value(), 2) + "   by loops: " + rows(flat(forward(X, W, B)), 2));
        System.out.println("dx = " + rows(x.gradient(), 3));
        System.out.println("dw = " + rows(w.gradient(), 2));
        System.out.println("db = " + rows(b.gradient(), 2));
        System.out.println();
    }
    // @end

    // @start region="start"
    /** Says what the gradient of y is: later computations would have added it. */
    private static void start(Variable y, double[][] dy) {
        float[] values = flat(dy);
        for (int i = 0; i < values.length; i++) {
            y.gradient()[i] += values[i];
        }
    }
    // @end

    // @start region="first"
    /** The gradient of f(x) = Σ xᵢ², which is 2x, and one step down. */
    private static void printFirstGradient() {
        Parameter x = new Parameter("x", Tensor.of(Shape.of(3), 1f, -2f, 3f));
        Tape tape = Tape.recording();
        Variable leaf = tape.leaf(x);
        Variable f = sum(multiply(leaf, leaf));
        System.out.println("f(x)     = " + f.scalar());

        tape.backward(f);
        tape.accumulateGradients();
        System.out.println("gradient = " + Arrays.toString(x.gradient()));

        for (int i = 0; i < x.gradient().length; i++) {
            x.value().data()[i] -= 0.25f * x.gradient()[i];
        }
        System.out.println("x moved  = " + Arrays.toString(x.value().data()));
        System.out.println();
    }
    // @end

    // @start region="numbers"
    /** tanh(x·w/10 + b), number by number; returns the gradient of x. */
    private static float[] numberByNumber() {
        Tape tape = Tape.recording();
        Variable[][] x = numbers(tape, X, 1);
        Variable[][] w = numbers(tape, W, 0.1);
        Variable[][] b = numbers(tape, new double[][] {B}, 1);
        for (int r = 0; r < 2; r++) {
            for (int j = 0; j < 2; j++) {
                Variable y = b[0][j];
                for (int i = 0; i < 3; i++) {
                    y = add(y, multiply(x[r][i], w[i][j]));
                }
                tanh(y).gradient()[0] += (float) DY[r][j];
            }
        }
        tape.backward();
        List<String> records = tape.toString().lines().toList();
        System.out.println("number by number: " + records.size() + " records, from \"" + records.get(0) + "\" to \""
                + records.get(records.size() - 1) + "\"");
        return gradients(x);
    }
    // @end

    // @start region="arrays"
    /** The same by two ops on arrays. */
    private static float[] byArrays() {
        Tape tape = Tape.recording();
        Variable x = tape.input(tensor(X));
        Variable w = tape.input(tenth(W));
        Variable b = tape.input(tensor(new double[][] {B}).reshape(Shape.of(2)));
        start(tanh(linear(x, w, b)), DY);
        tape.backward();
        System.out.println("by arrays: " + tape.toString().lines().count() + " records");
        System.out.print(tape);
        return x.gradient();
    }
    // @end

    private static void printBoth() {
        float[] one = numberByNumber();
        float[] other = byArrays();
        System.out.println("gradient of x, number by number: " + rows(one, 3));
        System.out.println("gradient of x, by arrays:        " + rows(other, 3));
        long records = 2L * 3200 * 64 * 64;
        System.out.printf(Locale.ROOT, "x [3200,64] and w [64,64], number by number: %,d records%n", records);
        System.out.println();
    }

    // @start region="fits"
    /** Every product of x and dy, each as it is or transposed, whose shape is the shape of w. */
    private static List<double[][]> fitting(double[][] x, double[][] dy) {
        List<double[][]> products = new ArrayList<>();
        for (double[][] a : List.of(x, transposed(x))) {
            for (double[][] c : List.of(dy, transposed(dy))) {
                for (double[][][] pair : List.of(new double[][][] {a, c}, new double[][][] {c, a})) {
                    boolean meets = pair[0][0].length == pair[1].length;
                    if (meets && pair[0].length == x[0].length && pair[1][0].length == dy[0].length) {
                        products.add(forward(pair[0], pair[1], new double[dy[0].length]));
                    }
                }
            }
        }
        return products;
    }
    // @end

    // @start region="count"
    private static void printFitting(String name, double[][] x, double[][] dy) {
        Tape tape = Tape.recording();
        Variable w = tape.input(Tensor.zeros(Shape.of(x[0].length, dy[0].length)));
        start(linear(tape.constant(tensor(x)), w), dy);
        tape.backward();
        List<double[][]> products = fitting(x, dy);
        long equal = products.stream().filter(each -> Arrays.equals(flat(each), w.gradient())).count();
        System.out.println(name + ": " + products.size() + " of the products fit, " + equal + " equal to the gradient");
    }
    // @end

    private static void printPredictions() {
        double[][] x = {{1, 2}, {3, 5}};
        double[][] dy = {{2, -1}, {4, 1}};
        double[][] symmetric = {{1, 3}, {3, 5}};
        printFitting("x (1, 2 | 3, 5) and dy (2, -1 | 4, 1)", x, dy);
        System.out.println();
        printFitting("x symmetric", symmetric, dy);
        printFitting("x and dy symmetric", symmetric, new double[][] {{2, 4}, {4, 1}});
        printFitting("x and dy all 1", new double[][] {{1, 1}, {1, 1}}, new double[][] {{1, 1}, {1, 1}});
        printFitting("x [2,3] and dy [2,2]", X, DY);
        printFitting("x [4,3] and dy [4,2]", new double[][] {{1, 2, 3}, {0, -1, 2}, {2, 2, 1}, {5, 0, 1}},
                new double[][] {{1, 2}, {3, -1}, {0, 4}, {2, 2}});
    }

    private static Variable[][] numbers(Tape tape, double[][] values, double factor) {
        Variable[][] numbers = new Variable[values.length][values[0].length];
        for (int r = 0; r < values.length; r++) {
            for (int i = 0; i < values[0].length; i++) {
                numbers[r][i] = tape.input(Tensor.of(Shape.of(1), (float) (factor * values[r][i])));
            }
        }
        return numbers;
    }

    private static float[] gradients(Variable[][] numbers) {
        double[][] gradients = new double[numbers.length][numbers[0].length];
        for (int r = 0; r < numbers.length; r++) {
            for (int i = 0; i < numbers[0].length; i++) {
                gradients[r][i] = numbers[r][i].gradient()[0];
            }
        }
        return flat(gradients);
    }

    private static Tensor tensor(double[][] values) {
        return Tensor.of(Shape.of(values.length, values[0].length), flat(values));
    }

    private static Tensor tenth(double[][] values) {
        Tensor tensor = tensor(values);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) (0.1 * tensor.data()[i]);
        }
        return tensor;
    }

    private static float[] flat(double[][] values) {
        float[] flat = new float[values.length * values[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) values[i / values[0].length][i % values[0].length];
        }
        return flat;
    }

    private static double[][] transposed(double[][] a) {
        double[][] transposed = new double[a[0].length][a.length];
        for (int r = 0; r < a.length; r++) {
            for (int i = 0; i < a[0].length; i++) {
                transposed[i][r] = a[r][i];
            }
        }
        return transposed;
    }

    /** The rows of an array, each in brackets. */
    private static String rows(float[] values, int columns) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(i % columns == 0 ? (i == 0 ? "[" : "] [") : ", ").append(number(values[i]));
        }
        return text + "]";
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4f", value);
    }

    public static void main(String[] arguments) {
        printByHand();
        printFirstGradient();
        printBoth();
        printPredictions();
    }
}
