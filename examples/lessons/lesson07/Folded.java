package lesson07;

import java.util.Locale;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.Irfft;
import org.end4rec.autograd.ops.Multiply;
import org.end4rec.autograd.ops.Rfft;
import org.end4rec.autograd.ops.Scale;
import org.end4rec.autograd.ops.Sum;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;

/** Lesson 7: backward through a spectrum. Run it: ./end4rec lesson 7 */
public final class Folded {
    private static final float[] X = {1, 2, 0, -1, 3, 1, -2, 2};

    // @start region="library"
    /** The library's rfft of one sequence: N values → the parts of the bins, first all real ones. */
    static float[] rfft(float[] x) {
        Variable sequence = Tape.inference().constant(Shape.of(1, x.length, 1), x);
        return Rfft.rfft(sequence).toTensor().data();
    }

    /** The library's irfft: the parts of the bins → n values. */
    static float[] irfft(float[] bins, int n) {
        Variable spectrum = Tape.inference().constant(Shape.of(1, 2, n / 2 + 1, 1), bins);
        return Irfft.irfft(spectrum, n).toTensor().data();
    }
    // @end

    // @start region="weights"
    /** Both parts of each bin between 0 and n/2, times a factor; such a bin stands for two. */
    static float[] weighted(float[] bins, int n, float factor) {
        int size = n / 2 + 1;
        float[] weighted = bins.clone();
        for (int f = 0; f < size; f++) {
            if (f != 0 && 2 * f != n) {
                weighted[f] *= factor;
                weighted[size + f] *= factor;
            }
        }
        return weighted;
    }

    /** ⟨a, b⟩ */
    static float inner(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
    // @end

    // @start region="full"
    /** All N bins of x, by definition: first the real parts, then the imaginary ones. */
    static float[] full(float[] x) {
        int n = x.length;
        float[] bins = new float[2 * n];
        for (int f = 0; f < n; f++) {
            for (int t = 0; t < n; t++) {
                double angle = 2 * Math.PI * f * t / n;
                bins[f] += (float) (x[t] * StrictMath.cos(angle) / Math.sqrt(n));
                bins[n + f] -= (float) (x[t] * StrictMath.sin(angle) / Math.sqrt(n));
            }
        }
        return bins;
    }

    /** The way back from N bins: the real part of the sum. */
    static float[] back(float[] bins) {
        int n = bins.length / 2;
        float[] x = new float[n];
        for (int t = 0; t < n; t++) {
            for (int f = 0; f < n; f++) {
                double angle = 2 * Math.PI * f * t / n;
                double real = bins[f] * StrictMath.cos(angle) - bins[n + f] * StrictMath.sin(angle);
                x[t] += (float) (real / Math.sqrt(n));
            }
        }
        return x;
    }
    // @end

    private static void printMirror() {
        float[] all = full(X);
        for (int f = 0; f < 8; f++) {
            System.out.println("bin " + f + ": " + number(all[f]) + " and i times " + number(all[8 + f]));
        }
        System.out.println();
    }

    private static void printSquares() {
        float[] half = rfft(X);
        System.out.println("squares of x:                 " + number(inner(X, X)));
        System.out.println("squares of the 5 bins:        " + number(inner(half, half)));
        System.out.println("the same, bins 1 to 3 twice:  " + number(inner(weighted(half, 8, 2), half)));
        System.out.println();
    }

    // @start region="identity"
    private static void printIdentity(int n) {
        float[] x = someNumbers(n, 3);
        float[] gradient = someNumbers(2 * (n / 2 + 1), 5);
        System.out.println("N = " + n + ": ⟨rfft x, G⟩ = " + number(inner(rfft(x), gradient)));
        System.out.println("       ⟨x, irfft G⟩ = " + number(inner(x, irfft(gradient, n))));
        float[] halved = weighted(gradient, n, 0.5f);
        System.out.println("       with halves  = " + number(inner(x, irfft(halved, n))));
    }
    // @end

    private static void printFull() {
        float[] x = someNumbers(8, 3);
        float[] gradient = someNumbers(16, 5);
        System.out.println("all 8 bins: ⟨X, G⟩ = " + number(inner(full(x), gradient)));
        System.out.println("       ⟨x, back G⟩ = " + number(inner(x, back(gradient))));
        System.out.println();
    }

    // @start region="loss"
    /** ½·Σ|X_f|² over the bins that rfft keeps. */
    static Variable loss(Variable x) {
        Variable bins = Rfft.rfft(x);
        return Scale.scale(Sum.sum(Multiply.multiply(bins, bins)), 0.5f);
    }

    private static void printGradient() {
        Parameter x = new Parameter("x", Tensor.of(Shape.of(1, 8, 1), X));
        Tape tape = Tape.recording();
        tape.backward(loss(tape.leaf(x)));
        tape.accumulateGradients();
        float[] inverse = irfft(rfft(X), 8);
        for (int t = 0; t < 4; t++) {
            System.out.println("x_" + t + ": by differences " + number(difference(t)) + ", by the tape "
                    + number(x.gradient()[t]) + ", by irfft " + number(inverse[t]));
        }
        System.out.println();
    }
    // @end

    /** How much the loss changes with x_t, by two losses. */
    private static float difference(int t) {
        float[] more = X.clone();
        float[] less = X.clone();
        more[t] += 0.5f;
        less[t] -= 0.5f;
        return lossOf(more) - lossOf(less);
    }

    private static float lossOf(float[] x) {
        return loss(Tape.inference().constant(Shape.of(1, 8, 1), x)).scalar();
    }

    private static void printBackOfInverse() {
        float[] bins = someNumbers(10, 2);
        float[] gradient = someNumbers(8, 11);
        float[] adjoint = weighted(rfft(gradient), 8, 2);
        System.out.println("⟨irfft X, g⟩ = " + number(inner(irfft(bins, 8), gradient)));
        System.out.println("⟨X, rfft g⟩  = " + number(inner(bins, rfft(gradient))));
        System.out.println("with doubles = " + number(inner(bins, adjoint)));
    }

    /** Numbers without a pattern that matters, from −1 to 1. */
    private static float[] someNumbers(int n, int seed) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = ((i * i * seed + 7 * i + seed) % 17 - 8) / 8f;
        }
        return numbers;
    }

    private static String number(float value) {
        return String.format(Locale.ROOT, "%.4f", Math.abs(value) < 1e-5 ? 0 : value);
    }

    public static void main(String[] arguments) {
        printMirror();
        printSquares();
        printIdentity(8);
        printIdentity(7);
        System.out.println();
        printFull();
        printGradient();
        printBackOfInverse();
    }
}
