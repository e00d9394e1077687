package org.end4rec.lessons.lesson05;

/** What the exercise of lesson 5 fills in. */
public interface Gap05 {
    /** {@code X_f = 1/√N · Σ_t x_t · e^(−2πi·f·t/N)}. */
    Spectrum transform(double[] x);

    /** {@code y_t = Σ_s x_s · h_(t−s)} by spectra; what lies before the beginning is taken from the end. */
    double[] circular(double[] x, double[] h);

    /** The same, with nothing before the beginning: N values. */
    double[] linear(double[] x, double[] h);
}
