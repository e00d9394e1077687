package org.end4rec.lessons.lesson05;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
        }
    }
}
