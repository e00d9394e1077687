package lesson11;

import static org.end4rec.autograd.ops.ChunkLinear.chunkLinear;
import static org.end4rec.autograd.ops.Mean.mean;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.Subtract.subtract;

import java.util.Arrays;
import java.util.Locale;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.ChunkedDiagonalFusion;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;

/** Lesson 11: a block-diagonal matrix of complex numbers. Run it: ./end4rec lesson 11 */
public final class BlockMatrix {
    /** Channels. */
    private static final int D = 16;

    private BlockMatrix() {}

    /** Normal numbers, the same in every run. */
    static Tensor random(String purpose, double size, int... dims) {
        RandomStream stream = RandomStream.of(11, purpose, 0);
        float[] numbers = new float[Shape.of(dims).size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (size * stream.normal(i));
        }
        return Tensor.of(Shape.of(dims), numbers);
    }

    // @start region="product"
    /** x·w: each chunk of the channels meets its own matrix. x: [1,2,F,d], plane 0 real, plane 1 imaginary. */
    static Variable product(Tape tape, Variable x, Variable w) {
        Shape shape = w.shape();
        Tensor none = Tensor.zeros(Shape.of(2, shape.dim(1), shape.dim(2)));
        return chunkLinear(x, w, tape.constant(none));
    }

    private static void printProduct() {
        Tape tape = Tape.inference();
        Variable x = tape.constant(Tensor.of(Shape.of(1, 2, 1, 1), 1, 3));
        Variable w = tape.constant(Tensor.of(Shape.of(2, 1, 1, 1), 2, 5));
        float[] y = product(tape, x, w).value();
        System.out.println("(1 + 3i)(2 + 5i) = " + y[0] + " + " + y[1] + "i");
        System.out.println();
    }
    // @end

    // @start region="counts"
    private static void printCounts() {
        for (int k : new int[] {1, 2, 4, 8}) {
            Parameters parameters = new Parameters();
            new ChunkedDiagonalFusion(parameters, "fusion", 64, k, 1);
            System.out.println("k = " + k + ", s = " + 64 / k + ": " + parameters.size() + " numbers");
        }
        System.out.println();
    }
    // @end

    // @start region="dense"
    /** The one large matrix with the k small ones as blocks: w [2,k,s,s] → [2,1,d,d]. */
    static Tensor dense(Tensor w) {
        int k = w.shape().dim(1);
        int s = w.shape().dim(2);
        int d = k * s;
        float[] large = new float[2 * d * d];
        for (int plane = 0; plane < 2; plane++) {
            for (int c = 0; c < k; c++) {
                for (int j = 0; j < s; j++) {
                    int from = ((plane * k + c) * s + j) * s;
                    System.arraycopy(w.data(), from, large, (plane * d + c * s + j) * d + c * s, s);
                }
            }
        }
        return Tensor.of(Shape.of(2, 1, d, d), large);
    }
    // @end

    private static void printDense() {
        Tape tape = Tape.inference();
        Variable x = tape.constant(random("x", 1, 1, 2, 5, D));
        Tensor blocks = random("w", 1, 2, 4, 4, 4);
        float[] a = product(tape, x, tape.constant(blocks)).value();
        float[] b = product(tape, x, tape.constant(dense(blocks))).value();
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
        }
        System.out.println("four matrices of 4 x 4: " + 2 * 4 * 4 * 4 + " numbers; one of 16 x 16: " + 2 * D * D);
        System.out.println("the results differ by less than 0.00001: " + (most < 1e-5));
        System.out.println();
    }

    // @start region="transposed"
    /** w with rows and columns exchanged, and the imaginary plane multiplied by {@code sign}: [2,1,s,s] → same. */
    static Tensor transposed(Tensor w, int sign) {
        int s = w.shape().dim(2);
        float[] result = new float[2 * s * s];
        for (int j = 0; j < s; j++) {
            for (int o = 0; o < s; o++) {
                result[o * s + j] = w.data()[j * s + o];
                result[(s + o) * s + j] = sign * w.data()[(s + j) * s + o];
            }
        }
        return Tensor.of(w.shape(), result);
    }
    // @end

    // @start region="adjoint"
    private static void printAdjoint(String name, Tensor w) {
        Tape tape = Tape.inference();
        Tensor x = random("x", 1, 1, 2, 5, D);
        Tensor dy = random("dy", 1, 1, 2, 5, D);
        float[] y = product(tape, tape.constant(x), tape.constant(w)).value();
        System.out.println(name + ": y.dy = " + text(dot(y, dy.data())));
        for (int sign : new int[] {1, -1}) {
            float[] dx = product(tape, tape.constant(dy), tape.constant(transposed(w, sign))).value();
            String how = sign == 1 ? "" : " and conjugated";
            System.out.println(name + ": x.dx = " + text(dot(x.data(), dx)) + " when transposed" + how);
        }
    }
    // @end

    /** The sum of the products over both planes. */
    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** The error that the noise alone makes. */
    private static double ofTheTeacher() {
        Tape tape = Tape.inference();
        return loss(tape, tape.constant(random("teacher", 0.35, 2, 4, 4, 4)), "new", 500)
                .value()[0];
    }

    // @start region="loss"
    /** How far w is from the teacher, whose answers have noise. */
    private static Variable loss(Tape tape, Variable w, String purpose, int rows) {
        Variable x = tape.constant(random(purpose, 1, 1, 2, rows, D));
        Variable truth = product(tape, x, tape.constant(random("teacher", 0.35, 2, 4, 4, 4)));
        Variable noise = tape.constant(random(purpose + " noise", 0.5, 1, 2, rows, D));
        Variable error = subtract(product(tape, x, w), subtract(truth, noise));
        return mean(multiply(error, error));
    }
    // @end

    // @start region="learn"
    /** Learns from 24 examples of a teacher with four chunks, and returns the mean squared error on new examples. */
    static double learn(int k) {
        int s = D / k;
        Parameters parameters = new Parameters();
        Parameter w = parameters.add(new Parameter("w", random("start", 0.1, 2, k, s, s)));
        AdamW optimizer = new AdamW(0);
        for (int step = 0; step < 400; step++) {
            Tape tape = Tape.training();
            parameters.clearGradients();
            tape.backward(loss(tape, tape.leaf(w), "old", 24));
            tape.accumulateGradients();
            optimizer.step(parameters, 0.02);
        }
        Tape tape = Tape.inference();
        return loss(tape, tape.constant(w.value()), "new", 500).value()[0];
    }
    // @end

    static String text(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    public static void main(String[] arguments) {
        printProduct();
        printCounts();
        printDense();
        Tensor complex = random("w", 1, 2, 1, D, D);
        Tensor real = Tensor.of(complex.shape(), Arrays.copyOf(Arrays.copyOf(complex.data(), D * D), 2 * D * D));
        printAdjoint("real weights", real);
        printAdjoint("complex weights", complex);
        System.out.println();
        for (int k : new int[] {1, 2, 4, 8}) {
            System.out.println("k = " + k + " learned: error on new examples " + text(learn(k)));
        }
        System.out.println("the teacher itself: error on new examples " + text(ofTheTeacher()));
    }
}
