package org.end4rec.lessons.lesson05;

/**
 * A spectrum of N bins, each a complex number.
 *
 * @param re real parts
 * @param im imaginary parts
 */
@SuppressWarnings("ArrayRecordComponent") // two spectra are never compared
public record Spectrum(double[] re, double[] im) {
    /** @throws IllegalArgumentException if there are not as many real parts as imaginary ones */
    public Spectrum {
        if (re.length != im.length) {
            throw new IllegalArgumentException(
                    "Spectrum: " + re.length + " real parts and " + im.length + " imaginary ones");
        }
    }

    /** All bins 0. */
    public Spectrum(int n) {
        this(new double[n], new double[n]);
    }

    /** Number of bins, N. */
    public int size() {
        return re.length;
    }

    /** The product bin by bin. */
    public Spectrum times(Spectrum other) {
        Spectrum product = new Spectrum(size());
        for (int f = 0; f < size(); f++) {
            product.re[f] = re[f] * other.re[f] - im[f] * other.im[f];
            product.im[f] = re[f] * other.im[f] + im[f] * other.re[f];
        }
        return product;
    }

    /** The real part of {@code x_t = 1/√N · Σ_f X_f · e^(2πi·f·t/N)}. */
    public double[] back() {
        int n = size();
        double[] x = new double[n];
        for (int t = 0; t < n; t++) {
            for (int f = 0; f < n; f++) {
                double angle = 2 * Math.PI * f * t / n;
                x[t] += (re[f] * StrictMath.cos(angle) - im[f] * StrictMath.sin(angle)) / Math.sqrt(n);
            }
        }
        return x;
    }
}
