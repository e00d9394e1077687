package org.end4rec.core.fft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.end4rec.core.testing.Figures;
import org.junit.jupiter.api.Test;

/** How right the real FFT is, at every length from 1 to 260 and many longer ones, and the laws it keeps. */
class FftAccuracyTest {
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
        Figures.print("F2", "real FFT, error at 65,536 over error at 64", "%.2f, bar 2.5", errors[15] / errors[5]);
        assertThat(errors[15] / errors[5]).isLessThan(2.5);
    }

    @Test
    void aSmallChannelBesideALargeOne() {
        int n = 64;
        double large = 0;
        double small = 0;
        for (int seed = 0; seed < 20; seed++) {
            float[] x = FftRuns.values(n * 2, new Random(seed));
            for (int t = 0; t < n; t++) {
                x[2 * t] *= 1000;
            }
            float[] y = FftRuns.forward(n, 2, x);
            double[] expected = FftRuns.reference(x, n, 2);
            large = Math.max(large, FftRuns.distance(channel(y, 0), channel(expected, 0)));
            small = Math.max(small, FftRuns.distance(channel(y, 1), channel(expected, 1)));
        }
        Figures.print(
                "F1",
                "real FFT, a channel 1,000 times smaller than the other of its pair",
                "%.2g, bar 1e-4; the other %.2g, bar 3e-7",
                small,
                large);
        assertThat(large).isLessThan(3e-7);
        assertThat(small).isBetween(1e-6, 1e-4);
    }

    private static float[] channel(float[] ofTwo, int c) {
        float[] channel = new float[ofTwo.length / 2];
        for (int i = 0; i < channel.length; i++) {
            channel[i] = ofTwo[2 * i + c];
        }
        return channel;
    }

    private static double[] channel(double[] ofTwo, int c) {
        double[] channel = new double[ofTwo.length / 2];
        for (int i = 0; i < channel.length; i++) {
            channel[i] = ofTwo[2 * i + c];
        }
        return channel;
    }

    @Test
    void inverseUndoesForward() {
        Random random = new Random(3);
        double worst = 0;
        for (int n = 1; n <= 260; n++) {
            float[] x = FftRuns.values(n * 3, random);
            worst = Math.max(
                    worst, FftRuns.distance(FftRuns.inverse(n, 3, FftRuns.forward(n, 3, x)), FftRuns.widen(x)));
        }
        for (int n : new int[] {509, 1000, 4096, 8191, 65_536}) {
            float[] x = FftRuns.values(n, random);
            worst = Math.max(
                    worst, FftRuns.distance(FftRuns.inverse(n, 1, FftRuns.forward(n, 1, x)), FftRuns.widen(x)));
        }
        Figures.print("F1", "real FFT, inverse of forward, worst of n = 1 … 260 and 5 longer", "%.2g, bar 6e-7", worst);
        assertThat(worst).isLessThan(6e-7);
    }

    @Test
    void linearity() {
        double worst = 0;
        Random random = new Random(11);
        for (int n : FftRuns.AWKWARD) {
            float[] a = FftRuns.values(2 * n, random);
            float[] b = FftRuns.values(2 * n, random);
            float[] mixed = new float[2 * n];
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] = 0.75f * a[i] - 1.5f * b[i];
            }
            float[] fa = FftRuns.forward(n, 2, a);
            float[] fb = FftRuns.forward(n, 2, b);
            double[] expected = new double[fa.length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = 0.75 * fa[i] - 1.5 * fb[i];
            }
            worst = Math.max(worst, FftRuns.distance(FftRuns.forward(n, 2, mixed), expected));
        }
        Figures.print("F3", "real FFT, linearity", "worst %.2g, bar 1e-6", worst);
        assertThat(worst).isLessThan(1e-6);
    }

    @Test
    void parseval() {
        double worst = 0;
        for (int n : FftRuns.AWKWARD) {
            float[] x = FftRuns.values(n, new Random(n));
            float[] y = FftRuns.forward(n, 1, x);
            int bins = y.length / 2;
            double energy = 0;
            for (int k = 0; k < bins; k++) {
                double weight = k == 0 || 2 * k == n ? 1 : 2;
                energy += weight * (y[k] * (double) y[k] + y[bins + k] * (double) y[bins + k]);
            }
            double expected = FftRuns.dot(FftRuns.widen(x), FftRuns.widen(x));
            worst = Math.max(worst, Math.abs(energy - expected) / expected);
        }
        Figures.print("F3", "real FFT, Parseval", "worst %.2g, bar 1e-6", worst);
        assertThat(worst).isLessThan(1e-6);
    }

    @Test
    void shiftInTimeTurnsThePhases() {
        double worst = 0;
        for (int n : FftRuns.AWKWARD) {
            float[] x = FftRuns.values(n, new Random(n));
            float[] shifted = new float[n];
            for (int t = 0; t < n; t++) {
                shifted[(t + 1) % n] = x[t];
            }
            float[] y = FftRuns.forward(n, 1, x);
            int bins = y.length / 2;
            double[] expected = new double[y.length];
            for (int k = 0; k < bins; k++) {
                RootOfUnity root = RootOfUnity.of(-k, n);
                expected[k] = y[k] * root.cos() - y[bins + k] * root.sin();
                expected[bins + k] = y[k] * root.sin() + y[bins + k] * root.cos();
            }
            worst = Math.max(worst, FftRuns.distance(FftRuns.forward(n, 1, shifted), expected));
        }
        Figures.print("F3", "real FFT, shift", "worst %.2g, bar 1e-6", worst);
        assertThat(worst).isLessThan(1e-6);
    }

    @Test
    void productOfSpectraIsCircularConvolution() {
        double worst = 0;
        for (int n : FftRuns.AWKWARD) {
            Random random = new Random(n);
            float[] a = FftRuns.values(n, random);
            float[] b = FftRuns.values(n, random);
            double[] expected = new double[n];
            for (int t = 0; t < n; t++) {
                for (int u = 0; u < n; u++) {
                    expected[(t + u) % n] += (double) a[t] * b[u];
                }
            }
            float[] fa = FftRuns.forward(n, 1, a);
            float[] fb = FftRuns.forward(n, 1, b);
            int bins = fa.length / 2;
            float[] product = new float[fa.length];
            float root = (float) Math.sqrt(n);
            for (int k = 0; k < bins; k++) {
                product[k] = root * (fa[k] * fb[k] - fa[bins + k] * fb[bins + k]);
                product[bins + k] = root * (fa[k] * fb[bins + k] + fa[bins + k] * fb[k]);
            }
            worst = Math.max(worst, FftRuns.distance(FftRuns.inverse(n, 1, product), expected));
        }
        Figures.print("F3", "real FFT, convolution against the naive one", "worst %.2g, bar 1e-6", worst);
        assertThat(worst).isLessThan(1e-6);
    }

    @Test
    void adjointsAreExact() {
        double worst = 0;
        for (int n = 1; n <= 260; n++) {
            Random random = new Random(n);
            int d = 1 + n % 5;
            RealFft plan = new RealFft(n);
            float[] scratch = new float[plan.scratch(d)];
            float[] x = FftRuns.values(n * d, random);
            float[] z = FftRuns.values(2 * plan.bins() * d, random);
            float[] pulledBack = new float[x.length];
            float[] pushedBack = new float[z.length];
            plan.forwardAdjoint(z, 0, pulledBack, 0, d, scratch);
            plan.inverseAdjoint(x, 0, pushedBack, 0, d, scratch);

            worst = Math.max(worst, FftRuns.mismatch(FftRuns.forward(n, d, x), z, x, pulledBack));
            worst = Math.max(worst, FftRuns.mismatch(FftRuns.inverse(n, d, z), x, z, pushedBack));
        }
        Figures.print("G2", "real FFT and its inverse, worst adjoint mismatch of n = 1 … 260", "%.2g, bar 2e-6", worst);
        assertThat(worst).isLessThan(2e-6);
    }

    private static void assertErrors(String lengths, double[] errors, double mean, double worst) {
        double found = Arrays.stream(errors).average().orElseThrow();
        double highest = Arrays.stream(errors).max().orElseThrow();
        Figures.print(
                "F1",
                "real FFT, relative L2 error, " + lengths,
                "mean %.2g, bar %.1g; worst %.2g",
                found,
                mean,
                highest);
        assertThat(found).isLessThan(mean);
        assertThat(highest).isLessThan(worst);
    }

    /** Relative L2 error of the forward transform over d random channels. */
    private static double error(int n, int d, Random random) {
        float[] x = FftRuns.values(n * d, random);
        return FftRuns.distance(
                FftRuns.forward(n, d, x), n > 600 ? DoubleReference.rfft(x, n, d) : FftRuns.reference(x, n, d));
    }
}
