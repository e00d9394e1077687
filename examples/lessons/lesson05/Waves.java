package lesson05;

import java.util.Arrays;
import java.util.Locale;

/** Lesson 5: the Fourier transform as a change of basis. Run it: java examples/lessons/lesson05/Waves.java */
public final class Waves {
    private static final int N = 16;

    // @start region="spectrum"
    /** A spectrum: for each bin f a point in the plane, real part to the right, imaginary part up. */
    record Spectrum(double[] re, double[] im) {
        double size(int f) {
            return Math.sqrt(re[f] * re[f] + im[f] * im[f]);
        }
    }
    // @end

    // @start region="dft"
    /** X_f = 1/√N · Σ_t x_t · e^(−2πi·f·t/N), by definition. */
    static Spectrum transform(double[] x) {
        int n = x.length;
        Spectrum spectrum = new Spectrum(new double[n], new double[n]);
        for (int f = 0; f < n; f++) {
            for (int t = 0; t < n; t++) {
                double angle = -2 * Math.PI * f * t / n;
                spectrum.re[f] += x[t] * StrictMath.cos(angle) / Math.sqrt(n);
                spectrum.im[f] += x[t] * StrictMath.sin(angle) / Math.sqrt(n);
            }
        }
        return spectrum;
    }
    // @end

    // @start region="inverse"
    /** The way back: the same sum with arrows that turn the other way. */
    static double[] back(Spectrum spectrum) {
        int n = spectrum.re.length;
        double[] x = new double[n];
        for (int t = 0; t < n; t++) {
            for (int f = 0; f < n; f++) {
                double angle = 2 * Math.PI * f * t / n;
                double real = spectrum.re[f] * StrictMath.cos(angle) - spectrum.im[f] * StrictMath.sin(angle);
                x[t] += real / Math.sqrt(n);
            }
        }
        return x;
    }
    // @end

    // @start region="convolution"
    /** y_t = Σ_s x_s · h_(t−s); what lies before the beginning is taken from the end. */
    static double[] circular(double[] x, double[] h) {
        int n = x.length;
        double[] y = new double[n];
        for (int t = 0; t < n; t++) {
            for (int s = 0; s < n; s++) {
                y[t] += x[s] * h[Math.floorMod(t - s, n)];
            }
        }
        return y;
    }

    /** The same by spectra: one product for each bin. */
    static double[] circularBySpectra(double[] x, double[] h) {
        Spectrum a = transform(x);
        Spectrum b = transform(h);
        int n = x.length;
        Spectrum product = new Spectrum(new double[n], new double[n]);
        for (int f = 0; f < n; f++) {
            product.re[f] = Math.sqrt(n) * (a.re[f] * b.re[f] - a.im[f] * b.im[f]);
            product.im[f] = Math.sqrt(n) * (a.re[f] * b.im[f] + a.im[f] * b.re[f]);
        }
        return back(product);
    }
    // @end

    // @start region="linear"
    /** Nothing comes from the end: N zeros make room for it. */
    static double[] linear(double[] x, double[] h) {
        double[] longer = circularBySpectra(Arrays.copyOf(x, 2 * x.length), Arrays.copyOf(h, 2 * h.length));
        return Arrays.copyOf(longer, x.length);
    }
    // @end

    // @start region="signal"
    private static double[] signal() {
        double[] x = new double[N];
        for (int t = 0; t < N; t++) {
            x[t] = 2 * StrictMath.cos(2 * Math.PI * 3 * t / N) + StrictMath.sin(2 * Math.PI * 5 * t / N);
        }
        return x;
    }
    // @end

    private static void printSpectrum(double[] x) {
        Spectrum spectrum = transform(x);
        for (int f = 0; f <= N / 2; f++) {
            System.out.println("bin " + f + ": size " + number(spectrum.size(f)));
        }
        System.out.println();
    }

    private static void printParseval(double[] x) {
        Spectrum spectrum = transform(x);
        double before = 0;
        double after = 0;
        for (int i = 0; i < N; i++) {
            before += x[i] * x[i];
            after += spectrum.size(i) * spectrum.size(i);
        }
        System.out.println("sum of squares of x = " + number(before));
        System.out.println("sum of squares of X = " + number(after));
        System.out.println();
    }

    private static void printConvolution(double[] x) {
        double[] h = new double[N];
        h[0] = 0.5;
        h[1] = 0.25;
        h[2] = 0.25;
        double[] slow = circular(x, h);
        double[] fast = circularBySpectra(x, h);
        double worst = 0;
        for (int t = 0; t < N; t++) {
            worst = Math.max(worst, Math.abs(slow[t] - fast[t]));
        }
        System.out.println("y_0 by definition = " + number(slow[0]) + ", by spectra = " + number(fast[0]));
        System.out.println("the largest difference is below 1e-14: " + (worst < 1e-14));
        System.out.println();
    }

    // @start region="leak"
    private static void printLeak() {
        double[] x = new double[8];
        x[7] = 1;
        double[] h = {0.5, 0.3, 0.2, 0, 0, 0, 0, 0};
        System.out.println("circular: " + row(circularBySpectra(x, h)));
        System.out.println("linear:   " + row(linear(x, h)));
    }
    // @end

    private static String row(double[] values) {
        StringBuilder row = new StringBuilder();
        for (double value : values) {
            row.append(row.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%.1f", Math.abs(value)));
        }
        return row.toString();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", Math.abs(value) < 1e-12 ? 0 : value);
    }

    public static void main(String[] arguments) {
        printSpectrum(signal());
        printParseval(signal());
        printConvolution(signal());
        printLeak();
    }
}
