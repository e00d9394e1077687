package org.end4rec.core.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RealFftTest {
    // values

    @Test
    void fourStepsByHand() {
        float[] x = {1, 2, 4, -1};

        float[] y = FftRuns.forward(4, 1, x);

        // sums 6, −3, 4 and −3i, divided by √4
        assertThat(y).containsExactly(3f, -1.5f, 2f, 0f, -1.5f, 0f);
        assertThat(FftRuns.inverse(4, 1, y)).containsExactly(x);
    }

    @Test
    void threeStepsByHand() {
        float[] y = FftRuns.forward(3, 1, new float[] {3, 1, 2});

        float root = (float) Math.sqrt(3);
        float[] expected = {6 / root, 1.5f / root, 0, (float) (Math.sqrt(0.75) / root)};
        assertThat(y).containsExactly(expected, within(1e-6f));
    }

    @Test
    void oneStepIsItself() {
        assertThat(FftRuns.forward(1, 2, new float[] {5, -7})).containsExactly(5f, -7f, 0f, 0f);
        assertThat(FftRuns.inverse(1, 2, new float[] {5, -7, 9, 9})).containsExactly(5f, -7f);
    }

    @Test
    void planKnowsItsSizes() {
        RealFft even = RealFft.of(50);
        RealFft odd = RealFft.of(7);

        assertThat(even.length()).isEqualTo(50);
        assertThat(even.bins()).isEqualTo(26);
        assertThat(even.scratch(64)).isEqualTo(4 * (50 * 32 + 144));
        assertThat(even.scratch(34)).isEqualTo(4 * (50 * 16 + 144));
        assertThat(even.scratch(5)).isEqualTo(4 * (50 * 16 + 144) + (50 + 52) * 32);
        assertThat(even.scratch(1 << 28)).isEqualTo(even.scratch(64));
        assertThat(odd.bins()).isEqualTo(4);
        assertThat(odd.scratch(64)).isEqualTo(4 * (16 * 32 + 144));
        assertThat(RealFft.of(50)).isSameAs(even);
    }

    // oracle

    @Test
    void inverseOfAnySpectrumMatchesItsFormula() {
        for (int n : FftRuns.AWKWARD) {
            int d = 3;
            RealFft plan = RealFft.of(n);
            int bins = plan.bins();
            float[] spectrum = FftRuns.values(2 * bins * d, new Random(n));
            double[] expected = new double[n * d];
            for (int t = 0; t < n; t++) {
                for (int k = 0; k < n; k++) {
                    RootOfUnity root = RootOfUnity.of((long) k * t, n);
                    int bin = Math.min(k, n - k);
                    double sign = bin == k ? 1 : -1;
                    double keep = bin == 0 || 2 * bin == n ? 0 : sign;
                    for (int c = 0; c < d; c++) {
                        double im = keep * spectrum[(bins + bin) * d + c];
                        expected[t * d + c] += (spectrum[bin * d + c] * root.cos() - im * root.sin()) / Math.sqrt(n);
                    }
                }
            }
            assertThat(FftRuns.distance(FftRuns.inverse(n, d, spectrum), expected))
                    .as("n = %d", n)
                    .isLessThan(6e-7);
        }
    }

    @Test
    void channelsDoNotMix() {
        for (int n : FftRuns.AWKWARD) {
            // copied, in place, in place with slices that overlap
            for (int d : new int[] {1, 2, 3, 5, 31, 32, 33, 50, 64, 98, 128}) {
                float[] x = FftRuns.values(n * d, new Random(n));
                float[] y = FftRuns.forward(n, d, x);
                assertThat(FftRuns.distance(FftRuns.inverse(n, d, y), FftRuns.widen(x)))
                        .as("n = %d, d = %d", n, d)
                        .isLessThan(1e-6);
                for (int c = 0; c < d; c += 1 + d / 7) {
                    float[] alone = new float[n];
                    float[] channel = new float[y.length / d];
                    for (int t = 0; t < n; t++) {
                        alone[t] = x[t * d + c];
                    }
                    for (int k = 0; k < channel.length; k++) {
                        channel[k] = y[k * d + c];
                    }
                    assertThat(FftRuns.distance(channel, FftRuns.reference(alone, n, 1)))
                            .as("n = %d, d = %d, c = %d", n, d, c)
                            .isLessThan(1e-6);
                }
            }
        }
    }

    // edges

    @Test
    void imaginaryPartsOfRealBinsAreExactlyZero() {
        for (int n = 1; n <= 64; n++) {
            int d = 3;
            float[] x = FftRuns.values(n * d, new Random(n));
            x[0] = Float.POSITIVE_INFINITY;
            RealFft plan = RealFft.of(n);
            float[] gradient = new float[2 * plan.bins() * d];
            plan.inverseAdjoint(x, 0, gradient, 0, d, new float[plan.scratch(d)]);
            for (float[] y : List.of(FftRuns.forward(n, d, x), gradient)) {
                int im = plan.bins() * d;
                assertThat(Arrays.copyOfRange(y, im, im + d)).containsOnly(0f);
                if (n % 2 == 0) {
                    assertThat(Arrays.copyOfRange(y, 2 * im - d, 2 * im)).containsOnly(0f);
                }
            }
        }
    }

    @Test
    void zerosGiveZeros() {
        Comparator<Float> byValue = (a, b) -> a.floatValue() == b.floatValue() ? 0 : 1;
        for (int n : FftRuns.AWKWARD) {
            assertThat(FftRuns.forward(n, 3, new float[3 * n]))
                    .usingElementComparator(byValue)
                    .containsOnly(0f);
            assertThat(FftRuns.inverse(n, 3, new float[6 * (n / 2 + 1)]))
                    .usingElementComparator(byValue)
                    .containsOnly(0f);
        }
    }

    @Test
    void offsetsAndDirtyScratchDoNotMatterAndNeighboursStayUntouched() {
        for (int n : FftRuns.AWKWARD) {
            int d = 5;
            RealFft plan = RealFft.of(n);
            int size = 2 * plan.bins() * d;
            float[] x = FftRuns.values(n * d, new Random(n));
            float[] padded = new float[n * d + 7];
            System.arraycopy(x, 0, padded, 4, x.length);
            float[] y = new float[size + 9];
            Arrays.fill(y, 8.25f);
            float[] dirty = new float[plan.scratch(d) + 3];
            Arrays.fill(dirty, Float.NaN);

            plan.forward(padded, 4, y, 6, d, dirty);

            assertThat(Arrays.copyOfRange(y, 6, 6 + size)).containsExactly(FftRuns.forward(n, d, x));
            assertThat(Arrays.copyOfRange(y, 0, 6)).containsOnly(8.25f);
            assertThat(Arrays.copyOfRange(y, 6 + size, y.length)).containsOnly(8.25f);

            float[] back = new float[n * d + 2];
            Arrays.fill(back, 8.25f);
            Arrays.fill(dirty, Float.NaN);
            plan.inverse(y, 6, back, 1, d, dirty);
            assertThat(Arrays.copyOfRange(back, 1, 1 + n * d))
                    .containsExactly(FftRuns.inverse(n, d, FftRuns.forward(n, d, x)));
            assertThat(back[0]).isEqualTo(8.25f);
            assertThat(back[back.length - 1]).isEqualTo(8.25f);
        }
    }

    @Test
    void threadsShareAPlanAndGetTheSameBits() throws Exception {
        int n = 97;
        float[] x = FftRuns.values(n * 8, new Random(1));
        float[] expected = FftRuns.forward(n, 8, x);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<float[]>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                calls.add(() -> FftRuns.forward(n, 8, x));
            }
            for (Future<float[]> result : threads.invokeAll(calls)) {
                assertThat(result.get()).containsExactly(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    // errors

    @Test
    void lengthsBelowOneAreRefused() {
        assertThatThrownBy(() -> RealFft.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RealFft: length is 0; it must be at least 1");
    }

    @Test
    void lengthsWhoseScratchFitsNoArrayAreRefused() {
        assertThatThrownBy(() -> RealFft.of((1 << 22) + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RealFft: length is 4194305; it must be at most 4194304");
    }

    @Test
    void argumentsThatDoNotFitAreRefused() {
        RealFft plan = RealFft.of(8);
        float[] room = new float[100];
        assertThatThrownBy(() -> plan.forward(room, 0, room, 0, 0, room))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RealFft.forward: d is 0; it must be at least 1");
        assertThatThrownBy(() -> plan.inverse(new float[19], 0, room, 0, 2, room))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "RealFft.inverse: the input has 19 floats; length 8 with 2 channels needs 20 from offset 0");
        assertThatThrownBy(() -> plan.forwardAdjoint(room, 0, room, 85, 2, room))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RealFft.forwardAdjoint: the output has 100 floats; length 8 with 2 channels needs 16 from"
                        + " offset 85");
        assertThatThrownBy(() -> plan.inverseAdjoint(room, 0, room, 0, 2, new float[1663]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RealFft.inverseAdjoint: scratch has 1663 floats; length 8 with 2 channels needs 1664 from"
                        + " offset 0");
    }
}
