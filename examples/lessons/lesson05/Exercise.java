package lesson05;

import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson05.Gap05;
import org.end4rec.lessons.lesson05.Spectrum;

/** Fill the three gaps, then type: ./end4rec check 5 */
public final class Exercise implements Gap05 {
    @Override
    public Spectrum transform(double[] x) {
        int n = x.length;
        Spectrum spectrum = new Spectrum(n);
        for (int f = 0; f < n; f++) {
            for (int t = 0; t < n; t++) {
                // Add the arrow of x[t] to spectrum.re()[f] and spectrum.im()[f].
                throw new Todo("3 lines");
            }
        }
        return spectrum;
    }

    @Override
    public double[] circular(double[] x, double[] h) {
        // A spectrum has times(other), without any factor, and back(). What is 1/√N once too often?
        throw new Todo("5 lines");
    }

    @Override
    public double[] linear(double[] x, double[] h) {
        // circular(x, h) takes what lies before the beginning from the end. Append zeros to both sequences.
        throw new Todo("3 lines");
    }
}
