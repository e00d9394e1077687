package org.end4rec.lessons.lesson05;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.CausalConvolution.causalConvolution;

import org.end4rec.autograd.Tape;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.fft.RealFft;
import org.junit.jupiter.api.Test;

/** The library's transform of a real sequence has the bins of the definition, up to the middle one. */
class Twin05Test {
    @Test
    void theLibraryHasTheSameBins() {
        for (int n : new int[] {1, 2, 7, 16, 50}) {
            float[] x = new float[n];
            for (int t = 0; t < n; t++) {
                x[t] = (t * t % 11 - 5) / 4f;
            }
            RealFft fft = RealFft.of(n);
            float[] bins = new float[2 * fft.bins()];
            fft.forward(x, 0, bins, 0, 1, new float[fft.scratch(1)]);
            for (int f = 0; f < fft.bins(); f++) {
                double re = 0;
                double im = 0;
                for (int t = 0; t < n; t++) {
                    double angle = -2 * Math.PI * f * t / n;
                    re += x[t] * Math.cos(angle) / Math.sqrt(n);
                    im += x[t] * Math.sin(angle) / Math.sqrt(n);
                }
                assertThat((double) bins[f]).as("N = %d, bin %d", n, f).isCloseTo(re, within(1e-5));
                assertThat((double) bins[fft.bins() + f])
                        .as("N = %d, bin %d", n, f)
                        .isCloseTo(im, within(1e-5));
            }
            float[] back = new float[n];
            fft.inverse(bins, 0, back, 0, 1, new float[fft.scratch(1)]);
            assertThat(back).containsExactly(x, within(1e-5f));
        }
    }

    /** By definition for short sequences, by spectra for long ones; two filters. */
    @Test
    void theLibrarysConvolutionTakesNothingFromTheEnd() {
        for (int n : new int[] {8, 250}) {
            Tensor x = numbers(3, 1, n, 1);
            Tensor h = numbers(4, 2, n, 1);
            Tape tape = Tape.inference();
            float[] y = causalConvolution(tape.constant(x), tape.constant(h)).value();
            for (int filter = 0; filter < 2; filter++) {
                for (int t = 0; t < n; t++) {
                    double sum = 0;
                    for (int s = 0; s <= t; s++) {
                        sum += (double) x.data()[s] * h.data()[filter * n + t - s];
                    }
                    assertThat((double) y[filter * n + t])
                            .as("N = %d, filter %d, t = %d", n, filter, t)
                            .isCloseTo(sum, within(1e-3));
                }
            }
        }
    }

    private static Tensor numbers(int seed, int... dims) {
        float[] numbers = new float[Shape.of(dims).size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ((i + 1) * (i + seed) % 11 - 5) / 4f;
        }
        return Tensor.of(Shape.of(dims), numbers);
    }
}
