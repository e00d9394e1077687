package lesson06;

import java.util.Arrays;
import java.util.Locale;

/** Lesson 6: the fast Fourier transform by hand. Run it: java examples/lessons/lesson06/FastTransform.java */
public final class FastTransform {
    /** Complex products so far. */
    private static long products;

    // @start region="complex"
    record Complex(double re, double im) {
        /** The arrow of length 1 that has made turns/n of a full turn. */
        static Complex turn(double turns, double n) {
            double angle = 2 * Math.PI * turns / n;
            return new Complex(StrictMath.cos(angle), StrictMath.sin(angle));
        }

        Complex plus(Complex b) {
            return new Complex(re + b.re, im + b.im);
        }

        Complex minus(Complex b) {
            return new Complex(re - b.re, im - b.im);
        }

        Complex times(Complex b) {
            products++;
            return new Complex(re * b.re - im * b.im, re * b.im + im * b.re);
        }
    }
    // @end

    // @start region="definition"
    /** X_f = Σ_t x_t · e^(−2πi·f·t/N): N products for each of N bins. */
    static Complex[] byDefinition(Complex[] x) {
        int n = x.length;
        Complex[] bins = new Complex[n];
        for (int f = 0; f < n; f++) {
            bins[f] = new Complex(0, 0);
            for (int t = 0; t < n; t++) {
                bins[f] = bins[f].plus(x[t].times(Complex.turn(-(long) f * t % n, n)));
            }
        }
        return bins;
    }
    // @end

    // @start region="fast"
    /** The factor 2 by butterflies, other small factors by definition, large primes by a convolution. */
    static Complex[] transform(Complex[] x) {
        int n = x.length;
        if (n == 1) {
            return x;
        }
        int factor = smallestFactor(n);
        if (factor == 2) {
            return butterflies(transform(part(x, 0, 2)), transform(part(x, 1, 2)));
        }
        return factor > 7 ? convolved(x) : combined(x, factor);
    }
    // @end

    // @start region="butterfly"
    /** Two spectra of N/2 bins make one of N: one product gives two bins. */
    static Complex[] butterflies(Complex[] even, Complex[] odd) {
        int half = even.length;
        Complex[] bins = new Complex[2 * half];
        for (int f = 0; f < half; f++) {
            Complex turned = odd[f].times(Complex.turn(-f, 2 * half));
            bins[f] = even[f].plus(turned);
            bins[f + half] = even[f].minus(turned);
        }
        return bins;
    }
    // @end

    // @start region="factor"
    /** As many spectra as the factor says. */
    static Complex[] combined(Complex[] x, int factor) {
        int n = x.length;
        int m = n / factor;
        Complex[] bins = new Complex[n];
        for (int r = 0; r < factor; r++) {
            Complex[] part = transform(part(x, r, factor));
            for (int f = 0; f < n; f++) {
                bins[f] = r == 0 ? part[f % m] : bins[f].plus(part[f % m].times(Complex.turn(-r * f, n)));
            }
        }
        return bins;
    }
    // @end

    // @start region="bluestein"
    /** Bluestein: 2·f·t = f² + t² − (f − t)² turns the sum into a convolution, of any length that is long enough. */
    static Complex[] convolved(Complex[] x) {
        int n = x.length;
        int length = Integer.highestOneBit(2 * n - 2) * 2;
        Complex[] a = zeros(length);
        Complex[] b = zeros(length);
        for (int t = 0; t < n; t++) {
            a[t] = x[t].times(Complex.turn(-(long) t * t % (2 * n), 2 * n));
            b[t] = Complex.turn((long) t * t % (2 * n), 2 * n);
            b[(length - t) % length] = b[t];
        }
        Complex[] spectrum = transform(a);
        Complex[] other = transform(b);
        for (int f = 0; f < length; f++) {
            spectrum[f] = spectrum[f].times(other[f]);
        }
        Complex[] sums = back(spectrum);
        Complex[] bins = new Complex[n];
        for (int f = 0; f < n; f++) {
            bins[f] = sums[f].times(Complex.turn(-(long) f * f % (2 * n), 2 * n));
        }
        return bins;
    }
    // @end

    /** The way back is the transform with the bins in the other order, divided by N. */
    private static Complex[] back(Complex[] bins) {
        int n = bins.length;
        Complex[] turned = transform(bins);
        Complex[] x = new Complex[n];
        for (int t = 0; t < n; t++) {
            Complex each = turned[(n - t) % n];
            x[t] = new Complex(each.re / n, each.im / n);
        }
        return x;
    }

    private static Complex[] part(Complex[] x, int from, int step) {
        Complex[] part = new Complex[x.length / step];
        for (int i = 0; i < part.length; i++) {
            part[i] = x[from + i * step];
        }
        return part;
    }

    private static Complex[] zeros(int n) {
        Complex[] zeros = new Complex[n];
        Arrays.fill(zeros, new Complex(0, 0));
        return zeros;
    }

    private static int smallestFactor(int n) {
        for (int factor = 2; factor * factor <= n; factor++) {
            if (n % factor == 0) {
                return factor;
            }
        }
        return n;
    }

    private static void print(int n) {
        Complex[] x = new Complex[n];
        for (int t = 0; t < n; t++) {
            x[t] = new Complex((t * t % 11 - 5) / 8.0, (t * 7 % 13 - 6) / 8.0);
        }
        products = 0;
        Complex[] fast = transform(x);
        long ofFast = products;
        Complex[] slow = byDefinition(x);
        double worst = 0;
        double size = 0;
        for (int f = 0; f < n; f++) {
            Complex difference = fast[f].minus(slow[f]);
            worst = Math.max(worst, Math.hypot(difference.re, difference.im));
            size = Math.max(size, Math.hypot(slow[f].re, slow[f].im));
        }
        System.out.printf(
                Locale.ROOT, "N = %d: %,d products by definition, %,d here; equal to 12 digits: %s%n",
                n, (long) n * n, ofFast, worst < 1e-12 * size);
    }

    public static void main(String[] arguments) {
        for (int n : new int[] {8, 64, 1024}) {
            print(n);
        }
        System.out.println();
        print(1000);
        print(1009);
    }
}
