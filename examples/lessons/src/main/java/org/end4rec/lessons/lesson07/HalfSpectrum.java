package org.end4rec.lessons.lesson07;

/**
 * The bins 0 … ⌊N/2⌋ of a real sequence of N values; the others are mirror images.
 *
 * @param re real parts
 * @param im imaginary parts
 */
@SuppressWarnings("ArrayRecordComponent") // two spectra are never compared
public record HalfSpectrum(double[] re, double[] im) {
    /** @throws IllegalArgumentException if there are not as many real parts as imaginary ones */
    public HalfSpectrum {
        if (re.length != im.length) {
            throw new IllegalArgumentException(
                    "HalfSpectrum: " + re.length + " real parts and " + im.length + " imaginary ones");
        }
    }

    /** The bins of a sequence of n values, all 0. */
    public HalfSpectrum(int n) {
        this(new double[n / 2 + 1], new double[n / 2 + 1]);
    }

    /** rfft: {@code X_f = 1/√N · Σ_t x_t · e^(−2πi·f·t/N)} for f = 0 … ⌊N/2⌋. */
    public static HalfSpectrum of(double[] x) {
        int n = x.length;
        HalfSpectrum bins = new HalfSpectrum(n);
        for (int f = 0; f < bins.size(); f++) {
            for (int t = 0; t < n; t++) {
                double angle = 2 * Math.PI * (f * t % n) / n;
                bins.re[f] += x[t] * StrictMath.cos(angle) / Math.sqrt(n);
                bins.im[f] -= x[t] * StrictMath.sin(angle) / Math.sqrt(n);
            }
        }
        return bins;
    }

    /** Number of bins, ⌊N/2⌋ + 1. */
    public int size() {
        return re.length;
    }

    /**
     * irfft: the n values of the sequence with these bins. A bin f between 0 and n/2 stands for its mirror image n − f
     * too, so it comes twice.
     *
     * @throws IllegalArgumentException if a sequence of n values does not have so many bins
     */
    public double[] inverse(int n) {
        if (size() != n / 2 + 1) {
            throw new IllegalArgumentException(
                    "HalfSpectrum.inverse: " + size() + " bins; " + n + " values have " + (n / 2 + 1));
        }
        double[] x = new double[n];
        for (int t = 0; t < n; t++) {
            for (int f = 0; f < size(); f++) {
                double angle = 2 * Math.PI * (f * t % n) / n;
                double times = f == 0 || 2 * f == n ? 1 : 2;
                x[t] += times * (re[f] * StrictMath.cos(angle) - im[f] * StrictMath.sin(angle)) / Math.sqrt(n);
            }
        }
        return x;
    }
}
