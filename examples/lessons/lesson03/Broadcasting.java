package lesson03;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.Multiply.multiply;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BinaryOperator;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;

/** Lesson 3: small arrays beside large ones, and their gradients. Run it: ./end4rec lesson 3 */
public final class Broadcasting {
    private static final Shape LARGE = Shape.of(2, 3);
    private static final float[] X = {1, 2, 3, 4, 5, 6};
    private static final float[] DY = {1, 4, 9, 16, 25, 36};

    // @start region="gradient"
    /** The gradient of b, where y = op(x, b) and the gradient of y is DY. */
    private static float[] gradient(BinaryOperator<Variable> op, Tensor b) {
        Tape tape = Tape.recording();
        Variable small = tape.input(b);
        Variable y = op.apply(tape.constant(LARGE, X), small);
        System.arraycopy(DY, 0, y.gradient(), 0, DY.length);
        tape.backward();
        return small.gradient();
    }

    private static void printByHand() {
        Tensor row = Tensor.of(Shape.of(3), 10, 20, 30);
        Tensor column = Tensor.of(Shape.of(2, 1), 10, 20);
        System.out.println("b [3]:   db = " + text(gradient((x, b) -> add(x, b), row)));
        System.out.println("b [2,1]: db = " + text(gradient((x, b) -> add(x, b), column)));
        System.out.println("b [1]:   db = " + text(gradient((x, b) -> add(x, b), Tensor.of(Shape.of(1), 10))));
        System.out.println();
    }
    // @end

    // @start region="source"
    /** Which element of the small array stands at a place of the large one, both row after row. */
    static int source(int place, int[] small, int[] large) {
        int rest = place;
        int index = 0;
        int step = 1;
        for (int fromEnd = 1; fromEnd <= small.length; fromEnd++) {
            int size = large[large.length - fromEnd];
            if (small[small.length - fromEnd] > 1) {
                index += step * (rest % size);
            }
            rest /= size;
            step *= small[small.length - fromEnd];
        }
        return index;
    }
    // @end

    // @start region="repeat"
    /** Repeats b to a large shape. */
    static double[] repeat(double[] b, int[] small, int[] large) {
        double[] y = new double[Shape.of(large).size()];
        for (int place = 0; place < y.length; place++) {
            y[place] = b[source(place, small, large)];
        }
        return y;
    }

    private static void printRepeated() {
        int[] large = {2, 3};
        System.out.println("[3] to [2,3]:   " + text(repeat(new double[] {10, 20, 30}, new int[] {3}, large)));
        System.out.println("[2,1] to [2,3]: " + text(repeat(new double[] {10, 20}, new int[] {2, 1}, large)));
        System.out.println("[1] to [2,3]:   " + text(repeat(new double[] {10}, new int[] {1}, large)));
        System.out.println();
    }
    // @end

    // @start region="shapes"
    private static void printShapes() {
        Tape tape = Tape.inference();
        Shape[][] pairs = {
            {Shape.of(2, 3), Shape.of(3)},
            {Shape.of(2, 3), Shape.of(2, 1)},
            {Shape.of(2, 1), Shape.of(3)},
            {Shape.of(4, 2, 3), Shape.of(2, 3)},
            {Shape.of(4, 2, 3), Shape.of(4, 1, 1)},
            {Shape.of(4, 2, 3), Shape.of()},
            {Shape.of(2, 3), Shape.of(4)},
            {Shape.of(2, 3), Shape.of(2)},
        };
        for (Shape[] pair : pairs) {
            Variable a = tape.constant(Tensor.zeros(pair[0]));
            Variable b = tape.constant(Tensor.zeros(pair[1]));
            try {
                System.out.println(pair[0] + " and " + pair[1] + " give " + multiply(a, b).shape());
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
        System.out.println();
    }
    // @end

    // @start region="copies"
    /** One step down, for b [3] and for a copy of b in each row. */
    private static void printCopies() {
        Tensor one = Tensor.of(Shape.of(3), 10, 20, 30);
        Tensor copies = Tensor.of(LARGE, 10, 20, 30, 10, 20, 30);
        System.out.println("gradient of b:      " + text(step(one)));
        System.out.println("gradient of copies: " + text(step(copies)));
        System.out.println("b after the step:      " + text(one.data()));
        System.out.println("copies after the step: " + text(copies.data()));
        System.out.println();
    }

    private static float[] step(Tensor b) {
        float[] gradient = gradient((x, small) -> add(x, small), b);
        for (int i = 0; i < gradient.length; i++) {
            b.data()[i] -= 0.5f * gradient[i];
        }
        return gradient;
    }
    // @end

    // @start region="truth"
    /** Σ dy·(x + b): how much it grows when b[0] grows by 1. */
    private static void printTruth() {
        double before = weighted(new double[] {10, 20, 30});
        double after = weighted(new double[] {11, 20, 30});
        System.out.println("b[0] grows by 1, and the result grows by " + text(after - before));
        System.out.println();
    }

    private static double weighted(double[] b) {
        double[] repeated = repeat(b, new int[] {3}, new int[] {2, 3});
        double sum = 0;
        for (int place = 0; place < repeated.length; place++) {
            sum += DY[place] * (X[place] + repeated[place]);
        }
        return sum;
    }
    // @end

    // @start region="product"
    private static void printProduct() {
        Tensor row = Tensor.of(Shape.of(3), 10, 20, 30);
        System.out.println("y = x·b: db = " + text(gradient((x, b) -> multiply(x, b), row)));
    }
    // @end

    /** Numbers in two rows if there are as many as in the large array, else in one. */
    private static String text(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return text(wide);
    }

    private static String text(double[] values) {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : values.length == 6 && i == 3 ? " | " : ", ").append(text(values[i]));
        }
        return text + ")";
    }

    private static String text(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    public static void main(String[] arguments) {
        printByHand();
        printShapes();
        printRepeated();
        printCopies();
        printTruth();
        printProduct();
    }
}
