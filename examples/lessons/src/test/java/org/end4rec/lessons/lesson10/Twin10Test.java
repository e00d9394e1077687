package org.end4rec.lessons.lesson10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.ChunkedDiagonalFusion;
import org.end4rec.autograd.ops.CausalAttention;
import org.end4rec.autograd.ops.CausalConvolution;
import org.end4rec.autograd.ops.ComplexMultiply;
import org.end4rec.autograd.ops.Irfft;
import org.end4rec.autograd.ops.Rfft;
import org.end4rec.core.Shape;
import org.end4rec.lessons.lesson10.CountedMixing.Counts;
import org.junit.jupiter.api.Test;

/** The library mixes as the lesson does, and the counts are those of the page about complexity. */
class Twin10Test {
    private static final float[] X = {1, -2, 0.5f, 3, -1, 0.25f, 2, -0.75f};
    private static final int N = X.length;

    /** What the first layer adds, so that no number is below 0 at the ReLU. */
    private static final float HIGH = 64;

    private static Variable sequence() {
        return Tape.inference().constant(Shape.of(1, N, 1), X);
    }

    private static double[] x() {
        double[] x = new double[N];
        for (int t = 0; t < N; t++) {
            x[t] = X[t];
        }
        return x;
    }

    private static void assertEqual(Variable library, SequenceMixing lesson) {
        double[] expected = lesson.mix(x());
        float[] found = library.toTensor().data();
        for (int t = 0; t < N; t++) {
            assertThat((double) found[t]).as("position %d", t).isCloseTo(expected[t], within(5e-5));
        }
    }

    /**
     * One channel: the first layer is z·(1 + 0i) + HIGH·(1 + i), which the ReLU leaves as it is; the second is
     * z·(re + im·i), less what has become of HIGH·(1 + i).
     */
    private static ChunkedDiagonalFusion withoutRelu(float re, float im) {
        Parameters parameters = new Parameters();
        ChunkedDiagonalFusion fusion = new ChunkedDiagonalFusion(parameters, "f", 1, 1, 1);
        set(parameters, "f.w1", 1, 0);
        set(parameters, "f.b1", HIGH, HIGH);
        set(parameters, "f.w2", re, im);
        set(parameters, "f.b2", -HIGH * (re - im), -HIGH * (re + im));
        return fusion;
    }

    private static void set(Parameters parameters, String name, float re, float im) {
        float[] values = parameters.get(name).value().data();
        assertThat(values).hasSize(2);
        values[0] = re;
        values[1] = im;
    }

    @Test
    void withoutItsReluTheSharedMixingOfTheModelHasOnePattern() {
        assertEqual(withoutRelu(0.75f, 0.5f).mix(sequence()), Mixings.shared(0.75, 0.5));
        assertEqual(withoutRelu(0.75f, 0).mix(sequence()), Mixings.shared(0.75, 0));
    }

    @Test
    void withoutItsReluTheCausalMixingOfTheModelIsTwoCausalFilters() {
        Variable x = sequence();
        float[] responses = new float[2 * N];
        float[] real = {0.5f, 0.3f, 0.2f};
        float[] imaginary = {0.1f, -0.4f, 0.7f};
        System.arraycopy(real, 0, responses, 0, real.length);
        System.arraycopy(imaginary, 0, responses, N, imaginary.length);
        Variable h = x.tape().constant(Shape.of(2, N, 1), responses);
        // the real part of (re + i·im)·(0.75 + 0.5i)
        assertEqual(
                withoutRelu(0.75f, 0.5f).mixCausally(x, h),
                Mixings.causalFilter(0.75 * 0.5 - 0.5 * 0.1, 0.75 * 0.3 + 0.5 * 0.4, 0.75 * 0.2 - 0.5 * 0.7));
    }

    @Test
    void aCausalFilterSeesThePast() {
        Variable x = sequence();
        Variable h = x.tape().constant(Shape.of(1, N, 1), new float[] {0.5f, 0.3f, 0.2f, 0, 0, 0, 0, 0});
        assertEqual(CausalConvolution.causalConvolution(x, h), Mixings.causalFilter(0.5, 0.3, 0.2));
    }

    @Test
    void aBandedFilterHasAWeightForEachBin() {
        Variable x = sequence();
        float[] weights = {1, 0.8f, 0.2f, -0.3f, 0.5f, 0, 0.4f, -0.6f, 0.1f, 0};
        Variable w = x.tape().constant(Shape.of(2, N / 2 + 1, 1), weights);
        assertEqual(
                Irfft.irfft(ComplexMultiply.complexMultiply(Rfft.rfft(x), w), N),
                Mixings.bandedFilter(new double[] {1, 0.8, 0.2, -0.3, 0.5}, new double[] {0, 0.4, -0.6, 0.1, 0}));
    }

    /** The library's attention sees the past only: its position i is the last one of a shorter sequence. */
    @Test
    void attentionIsAMeanWithSoftmaxWeights() {
        Variable x = sequence();
        float[] noPadding = new float[N];
        Arrays.fill(noPadding, 1);
        assertEqual(CausalAttention.causalAttention(x, x, x, noPadding, 1), all -> {
            double[] y = new double[N];
            for (int i = 0; i < N; i++) {
                y[i] = Mixings.attention().mix(Arrays.copyOf(all, i + 1))[i];
            }
            return y;
        });
    }

    @Test
    void theCountsAreThoseOfThePageAboutComplexity() throws IOException {
        String page = Files.readString(Path.of("../../docs/complexity.md"));
        for (Counts each : CountedMixing.count(16, 64, 256, 1024)) {
            assertThat(page)
                    .contains(String.format(
                            Locale.ROOT,
                            "| %,d | %s M | %s M |",
                            each.n(),
                            number(each.ebm(), each.n() == 1024 ? "%.1f" : "%.2f"),
                            number(each.attention(), each.n() < 256 ? "%.1f" : "%.0f")));
        }
    }

    private static String number(long operations, String format) {
        return String.format(Locale.ROOT, format, operations / 1e6);
    }
}
