package lesson07;

import org.end4rec.lessons.lesson07.Gap07;
import org.end4rec.lessons.lesson07.HalfSpectrum;

/** One answer to the exercise of lesson 7. */
public final class Answer implements Gap07 {
    @Override
    public double[] rfftAdjoint(HalfSpectrum bins, int n) {
        HalfSpectrum weighted = new HalfSpectrum(n);
        for (int f = 0; f <= n / 2; f++) {
            // bin 0 is its own mirror image, and bin n/2 if there is one: 2f = n is false for every odd n
            double weight = f == 0 || 2 * f == n ? 1 : 0.5;
            weighted.re()[f] = weight * bins.re()[f];
            weighted.im()[f] = weight * bins.im()[f];
        }
        // irfft doubles what was halved: each bin is counted once, as in the forward sum
        return weighted.inverse(n);
    }

    @Override
    public HalfSpectrum irfftAdjoint(double[] values) {
        int n = values.length;
        HalfSpectrum bins = HalfSpectrum.of(values);
        for (int f = 0; f <= n / 2; f++) {
            // irfft uses the bins between twice, and every use adds its share
            double weight = f == 0 || 2 * f == n ? 1 : 2;
            bins.re()[f] *= weight;
            bins.im()[f] *= weight;
        }
        return bins;
    }
}
