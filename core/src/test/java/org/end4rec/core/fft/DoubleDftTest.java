package org.end4rec.core.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DoubleDftTest {
    @Test
    void equalsTheSum() {
        for (int n : new int[] {1, 2, 3, 4, 6, 7, 9, 12, 13, 25, 30, 49, 64, 77, 90}) {
            Random random = new Random(n);
            double[] z = random.doubles(2 * n, -1, 1).toArray();
            double[] before = z.clone();
            double[] found = DoubleDft.forward(z);
            for (int k = 0; k < n; k++) {
                double re = 0;
                double im = 0;
                for (int t = 0; t < n; t++) {
                    double angle = -2 * Math.PI * k * t / n;
                    re += z[2 * t] * Math.cos(angle) - z[2 * t + 1] * Math.sin(angle);
                    im += z[2 * t] * Math.sin(angle) + z[2 * t + 1] * Math.cos(angle);
                }
                assertThat(found[2 * k]).as("n = %d, bin %d", n, k).isCloseTo(re, within(1e-12));
                assertThat(found[2 * k + 1]).as("n = %d, bin %d", n, k).isCloseTo(im, within(1e-12));
            }
            assertThat(z).isEqualTo(before);
        }
    }
}
