package lesson06;

import org.end4rec.lessons.lesson06.Complex;
import org.end4rec.lessons.lesson06.Convolution;
import org.end4rec.lessons.lesson06.Gap06;

/** One answer to the exercise of lesson 6. */
public final class Answer implements Gap06 {
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
            // half a turn further the arrow points the other way: the same product, with a minus
            Complex product = oddBins[f].times(Complex.turn(-f, n));
            bins[f] = evenBins[f].plus(product);
            bins[f + n / 2] = evenBins[f].minus(product);
        }
        return bins;
    }

    @Override
    public Complex[] anyLength(Complex[] x) {
        int n = x.length;
        Complex[] turned = new Complex[n];
        Complex[] chirp = new Complex[n];
        for (int t = 0; t < n; t++) {
            // −f·t/N = −f²/(2N) − t²/(2N) + (f − t)²/(2N): the middle part belongs to x, the last one to the chirp
            turned[t] = x[t].times(Complex.turn(-t * t, 2 * n));
            chirp[t] = Complex.turn(t * t, 2 * n);
        }
        Complex[] sums = Convolution.symmetric(turned, chirp);
        for (int f = 0; f < n; f++) {
            // the first part has no t, so it stands before the sum
            sums[f] = sums[f].times(Complex.turn(-f * f, 2 * n));
        }
        return sums;
    }
}
