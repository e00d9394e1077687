package lesson06;

import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson06.Complex;
import org.end4rec.lessons.lesson06.Convolution;
import org.end4rec.lessons.lesson06.Gap06;

/** Fill the two gaps, then type: ./end4rec check 6 */
public final class Exercise implements Gap06 {
    @Override
    public Complex[] transform(Complex[] x) {
        int n = x.length;
        if (n == 1) {
            return x;
        }
        Complex[] even = new Complex[n / 2];
        Complex[] odd = new Complex[n / 2];
        for (int i = 0; i < n / 2; i++) {
            even[i] = x[2 * i];
            odd[i] = x[2 * i + 1];
        }
        Complex[] evenBins = transform(even);
        Complex[] oddBins = transform(odd);
        Complex[] bins = new Complex[n];
        for (int f = 0; f < n / 2; f++) {
            // Compute bins[f] and bins[f + n / 2] with one product. Complex.turn(turns, n) is an arrow.
            throw new Todo("3 lines");
        }
        return bins;
    }

    @Override
    public Complex[] anyLength(Complex[] x) {
        int n = x.length;
        Complex[] turned = new Complex[n];
        Complex[] chirp = new Complex[n];
        for (int t = 0; t < n; t++) {
            // The chirp turns by +t²/(2N). Turn x[t] the other way.
            throw new Todo("2 lines");
        }
        Complex[] sums = Convolution.symmetric(turned, chirp);
        for (int f = 0; f < n; f++) {
            // The factor that depends on f alone is missing.
            throw new Todo("1 line");
        }
        return sums;
    }
}
