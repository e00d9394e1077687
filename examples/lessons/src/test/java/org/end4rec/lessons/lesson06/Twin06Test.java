package org.end4rec.lessons.lesson06;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.core.fft.RealFft;
import org.junit.jupiter.api.Test;

/** The library's transform of prime and of composite lengths has the bins of the lesson, divided by √N. */
class Twin06Test {
    @Test
    void theLibraryHasTheSameBinsAtEveryLength() {
        for (int n : new int[] {8, 30, 64, 97, 125}) {
            float[] x = new float[n];
            for (int t = 0; t < n; t++) {
                x[t] = (t * t % 11 - 5) / 4f;
            }
            RealFft fft = RealFft.of(n);
            float[] bins = new float[2 * fft.bins()];
            fft.forward(x, 0, bins, 0, 1, new float[fft.scratch(1)]);
            for (int f = 0; f < fft.bins(); f++) {
                Complex sum = new Complex(0, 0);
                for (int t = 0; t < n; t++) {
                    sum = sum.plus(new Complex(x[t], 0).times(Complex.turn(-f * t % n, n)));
                }
                assertThat((double) bins[f])
                        .as("N = %d, bin %d", n, f)
                        .isCloseTo(sum.re() / Math.sqrt(n), within(2e-5));
                assertThat((double) bins[fft.bins() + f])
                        .as("N = %d, bin %d", n, f)
                        .isCloseTo(sum.im() / Math.sqrt(n), within(2e-5));
            }
        }
    }
}
