package lesson07;

import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson07.Gap07;
import org.end4rec.lessons.lesson07.HalfSpectrum;

/** Fill the two gaps, then type: ./end4rec check 7 */
public final class Exercise implements Gap07 {
    @Override
    public double[] rfftAdjoint(HalfSpectrum bins, int n) {
        // The n/2 + 1 bins have the parts bins.re()[f] and bins.im()[f]. The same number of bins, all 0:
        HalfSpectrum weighted = new HalfSpectrum(n);
        for (int f = 0; f <= n / 2; f++) {
            // Weight both parts of bin f. The weight depends on whether bin f stands for two; n may be odd.
            throw new Todo("3 lines");
        }
        // irfft: it counts the bins that stand for two twice
        return weighted.inverse(n);
    }

    @Override
    public HalfSpectrum irfftAdjoint(double[] values) {
        int n = values.length;
        // rfft: it counts every bin once
        HalfSpectrum bins = HalfSpectrum.of(values);
        for (int f = 0; f <= n / 2; f++) {
            // Weight both parts of bin f.
            throw new Todo("3 lines");
        }
        return bins;
    }
}
