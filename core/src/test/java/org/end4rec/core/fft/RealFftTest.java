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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RealFftTest {
    private static final int[] AWKWARD = {1, 2, 3, 4, 5, 6, 7, 8, 13, 16, 17, 30, 31, 50, 64, 97, 100, 127, 128, 200};

    // values

    @Test
    void fourStepsByHand() {
        float[] x = {1, 2, 4, -1};

        float[] y = forward(4, 1, x);

        // sums 6, −3, 4 and −3i, divided by √4
        assertThat(y).containsExactly(3f, -1.5f, 2f, 0f, -1.5f, 0f);
        assertThat(inverse(4, 1, y)).containsExactly(x);
    }

    @Test
    void threeStepsByHand() {
        float[] y = forward(3, 1, new float[] {3, 1, 2});

        float root = (float) Math.sqrt(3);
        float[] expected = {6 / root, 1.5f / root, 0, (float) (Math.sqrt(0.75) / root)};
        assertThat(y).containsExactly(expected, within(1e-6f));
    }

    @Test
    void oneStepIsItself() {
        assertThat(forward(1, 2, new float[] {5, -7})).containsExactly(5f, -7f, 0f, 0f);
        assertThat(inverse(1, 2, new float[] {5, -7, 9, 9})).containsExactly(5f, -7f);
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
    void everyLengthTo260() {
        double[] errors = IntStream.rangeClosed(1, 260)
                .mapToDouble(n -> error(n, 2 + n % 2, new Random(n)))
                .toArray();
        assertErrors("n = 1 … 260", errors, 3e-7, 5e-7);
    }

    @Test
    void primesTo509() {
        double[] errors = IntStream.rangeClosed(261, 509)
                .filter(n -> IntStream.range(2, n).noneMatch(p -> n % p == 0))
                .mapToDouble(n -> error(n, 2, new Random(n)))
                .toArray();
        assertErrors("primes 261 … 509", errors, 4e-7, 5e-7);
    }

    @Test
    void awkwardLargeLengths() {
        double[] errors = IntStream.of(1000, 1001, 2187, 3125, 5003, 8191, 10007)
                .mapToDouble(n -> error(n, 1, new Random(n)))
                .toArray();
        assertErrors("1000 … 10007", errors, 5e-7, 5e-7);
    }

    @Test
    void powersOfTwoWithSlowlyGrowingError() {
        double[] errors = IntStream.rangeClosed(1, 16)
                .mapToDouble(log -> error(1 << log, log < 10 ? 8 : 2, new Random(log)))
                .toArray();
        assertErrors("2^1 … 2^16", errors, 2e-7, 2.5e-7);
        assertThat(errors[15] / errors[5]).isLessThan(2.5);
    }

    @Test
    void inverseUndoesForward() {
        Random random = new Random(3);
        double worst = 0;
        for (int n = 1; n <= 260; n++) {
            float[] x = values(n * 3, random);
            worst = Math.max(worst, distance(inverse(n, 3, forward(n, 3, x)), widen(x)));
        }
        for (int n : new int[] {509, 1000, 4096, 8191, 65_536}) {
            float[] x = values(n, random);
            worst = Math.max(worst, distance(inverse(n, 1, forward(n, 1, x)), widen(x)));
        }
        System.out.printf("RealFft round trip: worst %.2g%n", worst);
        assertThat(worst).isLessThan(6e-7);
    }

    @Test
    void inverseOfAnySpectrumMatchesItsFormula() {
        for (int n : AWKWARD) {
            int d = 3;
            RealFft plan = RealFft.of(n);
            int bins = plan.bins();
            float[] spectrum = values(2 * bins * d, new Random(n));
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
            assertThat(distance(inverse(n, d, spectrum), expected))
                    .as("n = %d", n)
                    .isLessThan(6e-7);
        }
    }

    @Test
    void channelsDoNotMix() {
        for (int n : AWKWARD) {
            // copied, in place, in place with slices that overlap
            for (int d : new int[] {1, 2, 3, 5, 31, 32, 33, 50, 64, 98, 128}) {
                float[] x = values(n * d, new Random(n));
                float[] y = forward(n, d, x);
                assertThat(distance(inverse(n, d, y), widen(x)))
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
                    assertThat(distance(channel, reference(alone, n, 1)))
                            .as("n = %d, d = %d, c = %d", n, d, c)
                            .isLessThan(1e-6);
                }
            }
        }
    }

    // laws

    @Test
    void linearity() {
        Random random = new Random(11);
        for (int n : AWKWARD) {
            float[] a = values(2 * n, random);
            float[] b = values(2 * n, random);
            float[] mixed = new float[2 * n];
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] = 0.75f * a[i] - 1.5f * b[i];
            }
            float[] fa = forward(n, 2, a);
            float[] fb = forward(n, 2, b);
            double[] expected = new double[fa.length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = 0.75 * fa[i] - 1.5 * fb[i];
            }
            assertThat(distance(forward(n, 2, mixed), expected)).as("n = %d", n).isLessThan(1e-6);
        }
    }

    @Test
    void parseval() {
        for (int n : AWKWARD) {
            float[] x = values(n, new Random(n));
            float[] y = forward(n, 1, x);
            int bins = y.length / 2;
            double energy = 0;
            for (int k = 0; k < bins; k++) {
                double weight = k == 0 || 2 * k == n ? 1 : 2;
                energy += weight * (y[k] * (double) y[k] + y[bins + k] * (double) y[bins + k]);
            }
            double expected = dot(widen(x), widen(x));
            assertThat(energy).as("n = %d", n).isCloseTo(expected, within(1e-6 * expected));
        }
    }

    @Test
    void shiftInTimeTurnsThePhases() {
        for (int n : AWKWARD) {
            float[] x = values(n, new Random(n));
            float[] shifted = new float[n];
            for (int t = 0; t < n; t++) {
                shifted[(t + 1) % n] = x[t];
            }
            float[] y = forward(n, 1, x);
            int bins = y.length / 2;
            double[] expected = new double[y.length];
            for (int k = 0; k < bins; k++) {
                RootOfUnity root = RootOfUnity.of(-k, n);
                expected[k] = y[k] * root.cos() - y[bins + k] * root.sin();
                expected[bins + k] = y[k] * root.sin() + y[bins + k] * root.cos();
            }
            assertThat(distance(forward(n, 1, shifted), expected))
                    .as("n = %d", n)
                    .isLessThan(1e-6);
        }
    }

    @Test
    void productOfSpectraIsCircularConvolution() {
        for (int n : AWKWARD) {
            Random random = new Random(n);
            float[] a = values(n, random);
            float[] b = values(n, random);
            double[] expected = new double[n];
            for (int t = 0; t < n; t++) {
                for (int u = 0; u < n; u++) {
                    expected[(t + u) % n] += (double) a[t] * b[u];
                }
            }
            float[] fa = forward(n, 1, a);
            float[] fb = forward(n, 1, b);
            int bins = fa.length / 2;
            float[] product = new float[fa.length];
            float root = (float) Math.sqrt(n);
            for (int k = 0; k < bins; k++) {
                product[k] = root * (fa[k] * fb[k] - fa[bins + k] * fb[bins + k]);
                product[bins + k] = root * (fa[k] * fb[bins + k] + fa[bins + k] * fb[k]);
            }
            assertThat(distance(inverse(n, 1, product), expected))
                    .as("n = %d", n)
                    .isLessThan(1.5e-6);
        }
    }

    // gradient

    @Test
    void adjointsAreExact() {
        double worst = 0;
        for (int n = 1; n <= 260; n++) {
            Random random = new Random(n);
            int d = 1 + n % 5;
            RealFft plan = RealFft.of(n);
            float[] scratch = new float[plan.scratch(d)];
            float[] x = values(n * d, random);
            float[] z = values(2 * plan.bins() * d, random);
            float[] pulledBack = new float[x.length];
            float[] pushedBack = new float[z.length];
            plan.forwardAdjoint(z, 0, pulledBack, 0, d, scratch);
            plan.inverseAdjoint(x, 0, pushedBack, 0, d, scratch);

            worst = Math.max(worst, mismatch(forward(n, d, x), z, x, pulledBack));
            worst = Math.max(worst, mismatch(inverse(n, d, z), x, z, pushedBack));
        }
        System.out.printf("RealFft adjoint identity: worst %.2g%n", worst);
        assertThat(worst).isLessThan(2e-6);
    }

    // edges

    @Test
    void imaginaryPartsOfRealBinsAreExactlyZero() {
        for (int n = 1; n <= 64; n++) {
            int d = 3;
            float[] x = values(n * d, new Random(n));
            x[0] = Float.POSITIVE_INFINITY;
            RealFft plan = RealFft.of(n);
            float[] gradient = new float[2 * plan.bins() * d];
            plan.inverseAdjoint(x, 0, gradient, 0, d, new float[plan.scratch(d)]);
            for (float[] y : List.of(forward(n, d, x), gradient)) {
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
        for (int n : AWKWARD) {
            assertThat(forward(n, 3, new float[3 * n]))
                    .usingElementComparator(byValue)
                    .containsOnly(0f);
            assertThat(inverse(n, 3, new float[6 * (n / 2 + 1)]))
                    .usingElementComparator(byValue)
                    .containsOnly(0f);
        }
    }

    @Test
    void offsetsAndDirtyScratchDoNotMatterAndNeighboursStayUntouched() {
        for (int n : AWKWARD) {
            int d = 5;
            RealFft plan = RealFft.of(n);
            int size = 2 * plan.bins() * d;
            float[] x = values(n * d, new Random(n));
            float[] padded = new float[n * d + 7];
            System.arraycopy(x, 0, padded, 4, x.length);
            float[] y = new float[size + 9];
            Arrays.fill(y, 8.25f);
            float[] dirty = new float[plan.scratch(d) + 3];
            Arrays.fill(dirty, Float.NaN);

            plan.forward(padded, 4, y, 6, d, dirty);

            assertThat(Arrays.copyOfRange(y, 6, 6 + size)).containsExactly(forward(n, d, x));
            assertThat(Arrays.copyOfRange(y, 0, 6)).containsOnly(8.25f);
            assertThat(Arrays.copyOfRange(y, 6 + size, y.length)).containsOnly(8.25f);

            float[] back = new float[n * d + 2];
            Arrays.fill(back, 8.25f);
            Arrays.fill(dirty, Float.NaN);
            plan.inverse(y, 6, back, 1, d, dirty);
            assertThat(Arrays.copyOfRange(back, 1, 1 + n * d)).containsExactly(inverse(n, d, forward(n, d, x)));
            assertThat(back[0]).isEqualTo(8.25f);
            assertThat(back[back.length - 1]).isEqualTo(8.25f);
        }
    }

    @Test
    void threadsShareAPlanAndGetTheSameBits() throws Exception {
        int n = 97;
        float[] x = values(n * 8, new Random(1));
        float[] expected = forward(n, 8, x);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<float[]>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                calls.add(() -> forward(n, 8, x));
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

    private static void assertErrors(String lengths, double[] errors, double mean, double worst) {
        double found = Arrays.stream(errors).average().orElseThrow();
        double highest = Arrays.stream(errors).max().orElseThrow();
        System.out.printf("RealFft relative L2 error, %s: mean %.2g, worst %.2g%n", lengths, found, highest);
        assertThat(found).isLessThan(mean);
        assertThat(highest).isLessThan(worst);
    }

    /** Relative L2 error of the forward transform over d random channels. */
    private static double error(int n, int d, Random random) {
        float[] x = values(n * d, random);
        return distance(forward(n, d, x), n > 600 ? DoubleReference.rfft(x, n, d) : reference(x, n, d));
    }

    private static double[] reference(float[] x, int n, int d) {
        int bins = n / 2 + 1;
        double[] cos = new double[n];
        double[] sin = new double[n];
        for (int k = 0; k < n; k++) {
            cos[k] = Math.cos(2 * Math.PI * k / n) / Math.sqrt(n);
            sin[k] = Math.sin(2 * Math.PI * k / n) / Math.sqrt(n);
        }
        double[] y = new double[2 * bins * d];
        for (int k = 0; k < bins; k++) {
            for (int t = 0; t < n; t++) {
                int root = k * t % n;
                for (int c = 0; c < d; c++) {
                    y[k * d + c] += x[t * d + c] * cos[root];
                    y[(bins + k) * d + c] -= x[t * d + c] * sin[root];
                }
            }
        }
        return y;
    }

    private static float[] forward(int n, int d, float[] x) {
        RealFft plan = RealFft.of(n);
        float[] y = new float[2 * plan.bins() * d];
        plan.forward(x, 0, y, 0, d, new float[plan.scratch(d)]);
        return y;
    }

    private static float[] inverse(int n, int d, float[] x) {
        RealFft plan = RealFft.of(n);
        float[] y = new float[n * d];
        plan.inverse(x, 0, y, 0, d, new float[plan.scratch(d)]);
        return y;
    }

    /** |⟨Ax, y⟩ − ⟨x, Aᵀy⟩| relative to ‖Ax‖·‖y‖. */
    private static double mismatch(float[] ax, float[] y, float[] x, float[] aty) {
        double left = dot(widen(ax), widen(y));
        double right = dot(widen(x), widen(aty));
        return Math.abs(left - right) / Math.sqrt(dot(widen(ax), widen(ax)) * dot(widen(y), widen(y)));
    }

    private static double distance(float[] found, double[] expected) {
        double square = 0;
        for (int i = 0; i < expected.length; i++) {
            square += (found[i] - expected[i]) * (found[i] - expected[i]);
        }
        return Math.sqrt(square / dot(expected, expected));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] widen(float[] x) {
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        return wide;
    }

    private static float[] values(int count, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
