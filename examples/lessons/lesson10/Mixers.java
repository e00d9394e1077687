package lesson10;

import java.util.List;
import java.util.Locale;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.CausalConvolution;
import org.end4rec.autograd.ops.ChunkLinear;
import org.end4rec.autograd.ops.ComplexMultiply;
import org.end4rec.autograd.ops.Irfft;
import org.end4rec.autograd.ops.Rfft;
import org.end4rec.core.Shape;
import org.end4rec.lessons.lesson10.CountedMixing;
import org.end4rec.lessons.lesson10.CountedMixing.Counts;

/** Lesson 10: mixing a sequence by attention or by frequencies. Run it: ./end4rec lesson 10 */
public final class Mixers {
    private static final int N = 8;

    /** N numbers, one a position → N numbers. */
    interface Mixing {
        float[] mix(float[] x);
    }

    // @start region="shared"
    /** One complex weight for all bins: irfft((re + i·im)·rfft(x)), by the library. */
    static Mixing shared(float re, float im) {
        return x -> {
            Variable sequence = Tape.inference().constant(Shape.of(1, x.length, 1), x);
            Tape tape = sequence.tape();
            Variable weight = tape.constant(Shape.of(2, 1, 1, 1), new float[] {re, im});
            Variable bias = tape.constant(Shape.of(2, 1, 1), new float[2]);
            Variable bins = ChunkLinear.chunkLinear(Rfft.rfft(sequence), weight, bias);
            return Irfft.irfft(bins, x.length).toTensor().data();
        };
    }

    /** y_t = h_0·x_t + h_1·x_(t−1) + …, by the library. */
    static Mixing causal(float... h) {
        return x -> {
            Variable sequence = Tape.inference().constant(Shape.of(1, N, 1), x);
            Variable response = sequence.tape().constant(Shape.of(1, N, 1), h);
            return CausalConvolution.causalConvolution(sequence, response).toTensor().data();
        };
    }
    // @end

    // @start region="banded"
    /** A complex weight for each bin: irfft(w ⊙ rfft(x)), by the library. w: real parts, then imaginary parts. */
    static Mixing banded(float... w) {
        return x -> {
            Variable sequence = Tape.inference().constant(Shape.of(1, N, 1), x);
            Variable weights = sequence.tape().constant(Shape.of(2, w.length / 2, 1), w);
            return Irfft.irfft(ComplexMultiply.complexMultiply(Rfft.rfft(sequence), weights), N)
                    .toTensor()
                    .data();
        };
    }
    // @end

    // @start region="attention"
    /** What position i takes from each position j: the softmax of x_i·x_j over j. */
    static double[] weights(double[] x, int i) {
        double[] weights = new double[x.length];
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            weights[j] = StrictMath.exp(x[i] * x[j]);
            sum += weights[j];
        }
        for (int j = 0; j < x.length; j++) {
            weights[j] /= sum;
        }
        return weights;
    }
    // @end

    /** What each position makes of an event at position 3 alone: column 3 of the matrix. */
    private static String event(Mixing mixing) {
        return event(mixing, N, 3);
    }

    private static String event(Mixing mixing, int n, int position) {
        float[] x = new float[n];
        x[position] = 1;
        StringBuilder row = new StringBuilder();
        for (float value : mixing.mix(x)) {
            row.append(row.isEmpty() ? "" : " ").append(number(value));
        }
        return row.toString();
    }

    private static void printEvents() {
        System.out.println("causal filter:      " + event(causal(0.5f, 0.3f, 0.2f, 0, 0, 0, 0, 0)));
        System.out.println("banded filter:      " + event(banded(1, 0.8f, 0.2f, -0.3f, 0.5f, 0, 0.4f, -0.6f, 0.1f, 0)));
        System.out.println("all bins × 0.7:     " + event(shared(0.7f, 0)));
        System.out.println();
        System.out.println("× (0.7 + 0.5i):     " + event(shared(0.7f, 0.5f)));
        System.out.println("× i:                " + event(shared(0, 1)));
        System.out.println("× 2i:               " + event(shared(0, 2)));
        System.out.println("x = 1 0 0 0, × i:   " + event(shared(0, 1), 4, 0));
        System.out.println();
    }

    private static void printAttention() {
        for (double[] x : new double[][] {{1, 0, 2}, {1, 2, 0}}) {
            double[] weights = weights(x, 0);
            System.out.println("x = " + (int) x[0] + " " + (int) x[1] + " " + (int) x[2] + ": position 0 takes "
                    + number(weights[0]) + " " + number(weights[1]) + " " + number(weights[2]));
        }
        System.out.println();
    }

    // @start region="counts"
    /** Forward and backward of one sequence, d 64, k 8, H 2; every operation is counted. */
    private static void printCounts() {
        List<Counts> counts = CountedMixing.count(16, 32, 64, 128, 256, 512, 1024, 2048);
        for (int i = 0; i < counts.size(); i += 2) {
            Counts at = counts.get(i);
            System.out.printf(
                    Locale.ROOT, "N = %,d: EBM layer %.2f M, plain attention %.1f M operations%n",
                    at.n(), at.ebm() / 1e6, at.attention() / 1e6);
        }
        System.out.println();
        for (int i = 0; i < counts.size(); i += 2) {
            Counts at = counts.get(i);
            Counts twice = counts.get(i + 1);
            System.out.printf(
                    Locale.ROOT, "from %,d to %,d: EBM layer %.2f times, plain attention %.2f times%n",
                    at.n(), twice.n(), (double) twice.ebm() / at.ebm(),
                    (double) twice.attention() / at.attention());
        }
    }
    // @end

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", Math.abs(value) < 1e-5 ? 0 : value);
    }

    public static void main(String[] arguments) {
        printEvents();
        printAttention();
        printCounts();
    }
}
