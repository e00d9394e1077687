package lesson04;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.end4rec.autograd.GradientCheck;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.Tanh;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;

/** Lesson 4: a derivative beside differences. Run it: ./end4rec lesson 4 */
public final class Differences {
    // @start region="differences"
    /** The slope between x and x + ε. */
    static double oneSided(DoubleUnaryOperator f, double x, double step) {
        return (f.applyAsDouble(x + step) - f.applyAsDouble(x)) / step;
    }

    /** The slope between x − ε and x + ε. */
    static double central(DoubleUnaryOperator f, double x, double step) {
        return (f.applyAsDouble(x + step) - f.applyAsDouble(x - step)) / (2 * step);
    }

    private static void printByHand() {
        DoubleUnaryOperator cube = x -> x * x * x;
        for (double step : new double[] {0.1, 0.01}) {
            System.out.printf(Locale.ROOT, "ε = %s: one-sided %.4f, central %.4f%n", step, oneSided(cube, 2, step),
                    central(cube, 2, step));
        }
        System.out.println();
    }
    // @end

    // @start region="errors"
    private static final double TRUE_SLOPE = StrictMath.cos(1) * wave(1);

    private static double wave(double x) {
        return StrictMath.exp(StrictMath.sin(x));
    }

    /** The error of the central difference at 1, in double. */
    static double errorInDouble(double step) {
        return Math.abs(central(Differences::wave, 1, step) - TRUE_SLOPE);
    }

    /** The same, where x and f(x) are floats. */
    static double errorInFloat(double step) {
        float above = (float) (1 + step);
        float below = (float) (1 - step);
        double rise = (double) (float) wave(above) - (float) wave(below);
        return Math.abs(rise / ((double) above - below) - TRUE_SLOPE);
    }
    // @end

    // @start region="table"
    private static void printErrors() {
        System.out.println("ε       double    float");
        for (int power = 1; power <= 12; power++) {
            double step = StrictMath.pow(10, -power);
            String inFloat = power > 7 ? "-" : String.format(Locale.ROOT, "%.1e", errorInFloat(step));
            System.out.printf(Locale.ROOT, "1e-%02d   %.1e   %s%n", power, errorInDouble(step), inFloat);
        }
        System.out.println();
    }
    // @end

    // @start region="once"
    /** x³, whose slope somebody believes to be 3x. */
    private static void printOnce() {
        for (double x : new double[] {1, 0.5, 2}) {
            System.out.printf(Locale.ROOT, "x = %s: 3x gives %.4f, differences give %.4f%n", x, 3 * x,
                    central(y -> y * y * y, x, 1e-5));
        }
        System.out.println();
    }
    // @end

    // @start region="equal"
    /** The gradient of a[0][1] is b[0][1]; the transposed array has b[1][0] there. */
    private static void printTransposed() {
        for (double[][] b : new double[][][] {{{2, 2}, {2, 2}}, {{2, 5}, {5, 1}}, {{2, 5}, {3, 1}}}) {
            double slope = central(a -> a * b[0][1], 1, 1e-5);
            System.out.printf(Locale.ROOT, "b (%.0f, %.0f | %.0f, %.0f): ", b[0][0], b[0][1], b[1][0], b[1][1]);
            System.out.printf(Locale.ROOT, "transposed gives %.4f, differences give %.4f%n", b[1][0], slope);
        }
        System.out.println();
    }
    // @end

    // @start region="kink"
    /** max(x, 0), whose slope is 1 above 0 and 0 below. */
    private static void printKink() {
        for (double x : new double[] {0.3, 0.004, 0, -0.3}) {
            System.out.printf(Locale.ROOT, "x = %s: the gradient is %d, differences give %.4f%n", x, x > 0 ? 1 : 0,
                    central(y -> Math.max(y, 0), x, 0.01));
        }
        System.out.println();
    }
    // @end

    // @start region="wrong"
    /** y = x², whose backward has forgotten the factor 2. */
    static final class Square extends Op {
        private Square(Variable x) {
            super(x);
        }

        static Variable square(Variable x) {
            Square op = new Square(x);
            float[] y = op.take(x.shape().size());
            for (int i = 0; i < y.length; i++) {
                y[i] = x.value()[i] * x.value()[i];
            }
            return op.record(x.shape(), y);
        }

        @Override
        public String name() {
            return "square";
        }

        @Override
        protected void backward(float[] dy) {
            for (int i = 0; i < dy.length; i++) {
                input(0).gradient()[i] += input(0).value()[i] * dy[i];
            }
        }
    }
    // @end

    // @start region="library"
    private static void printLibrary() {
        print("tanh", Tanh::tanh);
        print("square", Square::square);
    }

    private static void print(String name, UnaryOperator<Variable> op) {
        Tensor x = Tensor.of(Shape.of(4), 0.7f, -1.3f, 0.4f, 1.9f);
        GradientCheck.Report report = new GradientCheck().check((List<Variable> in) -> op.apply(in.get(0)), x);
        System.out.printf(Locale.ROOT, "%s: %s, backward gives %.3f, differences give %.3f%n", name,
                report.passed() ? "passed" : "FAILED", report.analytic(), report.numeric());
    }
    // @end

    public static void main(String[] arguments) {
        printByHand();
        printErrors();
        printOnce();
        printTransposed();
        printKink();
        printLibrary();
    }
}
