package org.end4rec.lessons.lesson11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.ChunkLinear.chunkLinear;
import static org.end4rec.autograd.ops.Irfft.irfft;
import static org.end4rec.autograd.ops.Relu.relu;
import static org.end4rec.autograd.ops.Rfft.rfft;
import static org.end4rec.autograd.ops.SpectralFusion.spectralFusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.ChunkedDiagonalFusion;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

/** The library's chunks give the numbers of the lesson, forward and back, within float32. */
class Twin11Test {
    private static final int F = 5;
    private static final int K = 3;
    private static final int S = 2;
    private static final int D = K * S;

    private static Tensor numbers(int seed, int... dims) {
        float[] numbers = new float[Shape.of(dims).size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ((i + 1) * (i + seed) % 11 - 5) / 4f;
        }
        return Tensor.of(Shape.of(dims), numbers);
    }

    @Test
    void theLibraryMultipliesAndGoesBackInTheSameWay() {
        Tape tape = Tape.recording();
        Variable x = tape.input(numbers(2, 1, 2, F, D));
        Tensor w = numbers(3, 2, K, S, S);
        Variable y = chunkLinear(x, tape.input(w), tape.constant(Tensor.zeros(Shape.of(2, K, S))));
        Tensor dy = numbers(7, 1, 2, F, D);
        System.arraycopy(dy.data(), 0, y.gradient(), 0, dy.data().length);
        tape.backward();
        double[] right = product(x.value(), w.data(), false);
        double[] back = product(dy.data(), w.data(), true);
        for (int i = 0; i < right.length; i++) {
            assertThat((double) y.value()[i]).as("y %d", i).isCloseTo(right[i], within(1e-5));
            assertThat((double) x.gradient()[i]).as("dx %d", i).isCloseTo(back[i], within(1e-5));
        }
    }

    /** The four products; on the way back from o to i, with −im. */
    private static double[] product(float[] x, float[] w, boolean back) {
        int plane = F * D;
        double[] y = new double[2 * plane];
        for (int f = 0; f < F; f++) {
            for (int c = 0; c < K; c++) {
                for (int i = 0; i < S; i++) {
                    for (int o = 0; o < S; o++) {
                        int from = f * D + c * S + (back ? o : i);
                        int to = f * D + c * S + (back ? i : o);
                        double re = w[(c * S + i) * S + o];
                        double im = (back ? -1 : 1) * w[((K + c) * S + i) * S + o];
                        y[to] += x[from] * re - x[plane + from] * im;
                        y[plane + to] += x[from] * im + x[plane + from] * re;
                    }
                }
            }
        }
        return y;
    }

    @Test
    void theFusedBlockIsTwoSuchProductsBetweenTransforms() {
        Tensor x = numbers(2, 1, 8, D);
        Tensor[] weights = {numbers(3, 2, K, S, S), numbers(4, 2, K, S), numbers(5, 2, K, S, S), numbers(6, 2, K, S)};
        float[][] values = new float[2][];
        float[][] gradients = new float[2][];
        for (int fused = 0; fused < 2; fused++) {
            Tape tape = Tape.recording();
            Variable in = tape.input(x);
            List<Variable> w = new ArrayList<>();
            for (Tensor each : weights) {
                w.add(tape.input(each));
            }
            Variable y;
            if (fused == 1) {
                y = spectralFusion(in, w.get(0), w.get(1), w.get(2), w.get(3));
            } else {
                y = irfft(chunkLinear(relu(chunkLinear(rfft(in), w.get(0), w.get(1))), w.get(2), w.get(3)), 8);
            }
            System.arraycopy(numbers(7, 1, 8, D).data(), 0, y.gradient(), 0, 8 * D);
            tape.backward();
            values[fused] = y.value().clone();
            gradients[fused] = in.gradient().clone();
        }
        assertThat(values[1]).containsExactly(values[0], within(1e-4f));
        assertThat(gradients[1]).containsExactly(gradients[0], within(1e-3f));
    }

    @Test
    void aFusionHasTheNumbersOfTheLesson() {
        for (int k : new int[] {1, 2, 4, 8}) {
            Parameters parameters = new Parameters();
            new ChunkedDiagonalFusion(parameters, "fusion", 64, k, 1);
            int s = 64 / k;
            assertThat(parameters.size()).isEqualTo(4L * k * (s * s + s));
        }
    }

    @Test
    void thePictureHasTheMeasuredHits() throws IOException {
        String results = Files.readString(Path.of("../../docs/results.md"));
        for (int i = 0; i < Picture11.CHUNKS.size(); i++) {
            assertThat(results)
                    .contains(String.format(
                            Locale.ROOT, "| %d | %.4f | ", Picture11.CHUNKS.get(i), Picture11.HITS.get(i)));
        }
    }
}
