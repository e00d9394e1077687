package org.end4rec.lessons.lesson10;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.ChunkedDiagonalFusion;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.autograd.ops.Linear;
import org.end4rec.autograd.ops.Matmul;
import org.end4rec.autograd.ops.MatmulTransposed;
import org.end4rec.autograd.ops.Permute;
import org.end4rec.autograd.ops.Reshape;
import org.end4rec.autograd.ops.Scale;
import org.end4rec.autograd.ops.Softmax;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.kernel.counting.CountingKernels;
import org.end4rec.core.kernel.counting.OperationCount;

/**
 * Operations of one sequence through the mixing of an EBM layer and through plain attention, forward and backward, on
 * counting kernels. These are chosen when Java starts, so a Java of its own counts.
 */
public final class CountedMixing {
    private static final int D = 64;
    private static final int CHUNKS = 8;
    private static final int HEADS = 2;
    private static final long SEED = 1;

    private CountedMixing() {}

    /**
     * Operations at one length.
     *
     * @param n length, N
     * @param ebm of the mixing of an EBM layer
     * @param attention of plain attention
     */
    public record Counts(int n, long ebm, long attention) {}

    /** Prints a line for each length: N, operations of the EBM layer, operations of plain attention. */
    public static void main(String[] arguments) {
        if (!(Kernels.get() instanceof CountingKernels counting)) {
            throw new IllegalStateException("CountedMixing: start Java with -Dend4rec.kernels=counting");
        }
        for (String argument : arguments) {
            int n = Integer.parseInt(argument);
            System.out.println(n + " " + count(counting, n, false) + " " + count(counting, n, true));
        }
    }

    /** Counts in a Java of its own. */
    public static List<Counts> count(int... lengths) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dend4rec.kernels=counting",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CountedMixing.class.getName()));
        for (int n : lengths) {
            command.add(Integer.toString(n));
        }
        List<Counts> counts = new ArrayList<>();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    String[] numbers = line.split(" ", -1);
                    counts.add(new Counts(
                            Integer.parseInt(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2])));
                }
            }
        } catch (IOException failed) {
            throw new IllegalStateException("CountedMixing: no Java could be started", failed);
        }
        if (counts.size() != lengths.length) {
            throw new IllegalStateException("CountedMixing: the counting Java ended early");
        }
        return counts;
    }

    private static long count(CountingKernels counting, int n, boolean attends) {
        Shape shape = Shape.of(1, n, D);
        Tensor upstream = Initializers.normal(shape, 1, SEED, "dy");
        Parameters parameters = new Parameters();
        ChunkedDiagonalFusion fusion = new ChunkedDiagonalFusion(parameters, "fusion", D, CHUNKS, SEED);
        Tape tape = Tape.training();
        Variable x = tape.input(Initializers.normal(shape, 1, SEED, "x"));
        counting.reset();
        Variable y = attends ? attention(x) : fusion.mix(x);
        System.arraycopy(upstream.data(), 0, y.firstGradient(), 0, upstream.data().length);
        tape.backward();
        OperationCount count = counting.count();
        return count.adds() + count.multiplies() + count.divisions() + count.functions();
    }

    private static Variable attention(Variable x) {
        float factor = (float) (1 / Math.sqrt((double) D / HEADS));
        Variable q = Scale.scale(projected(x, "q"), factor);
        Variable scores = MatmulTransposed.matmulTransposed(byHead(q), byHead(projected(x, "k")));
        Variable seen = Matmul.matmul(Softmax.softmax(scores), byHead(projected(x, "v")));
        return projected(Reshape.reshape(Permute.permute(seen, 0, 2, 1, 3), x.shape()), "o");
    }

    private static Variable projected(Variable x, String name) {
        Variable weight = x.tape().input(Initializers.normal(Shape.of(D, D), 1 / StrictMath.sqrt(D), SEED, name));
        return Linear.linear(x, weight);
    }

    private static Variable byHead(Variable x) {
        int n = x.shape().dim(1);
        return Permute.permute(Reshape.reshape(x, Shape.of(1, n, HEADS, D / HEADS)), 0, 2, 1, 3);
    }
}
