package lesson05;

import java.util.Arrays;
import org.end4rec.lessons.lesson05.Gap05;
import org.end4rec.lessons.lesson05.Spectrum;

/** One answer to the exercise of lesson 5. */
public final class Answer implements Gap05 {
    @Override
    public Spectrum transform(double[] x) {
        int n = x.length;
        Spectrum spectrum = new Spectrum(n);
        for (int f = 0; f < n; f++) {
            for (int t = 0; t < n; t++) {
                // the arrow of sample t has turned f times around after all N samples, against the clock's minus
                double angle = -2 * Math.PI * f * t / n;
                spectrum.re()[f] += x[t] * StrictMath.cos(angle) / Math.sqrt(n);
                spectrum.im()[f] += x[t] * StrictMath.sin(angle) / Math.sqrt(n);
            }
        }
        return spectrum;
    }

    @Override
    public double[] circular(double[] x, double[] h) {
        // both spectra have 1/√N, and the way back has it once more; the convolution has it twice in all
        double[] y = transform(x).times(transform(h)).back();
        for (int t = 0; t < y.length; t++) {
            y[t] *= Math.sqrt(y.length);
        }
        return y;
    }

    @Override
    public double[] linear(double[] x, double[] h) {
        // N zeros: what lies before the beginning is taken from them
        double[] longer = circular(Arrays.copyOf(x, 2 * x.length), Arrays.copyOf(h, 2 * h.length));
        return Arrays.copyOf(longer, x.length);
    }
}
