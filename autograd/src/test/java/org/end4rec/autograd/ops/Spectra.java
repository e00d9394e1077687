package org.end4rec.autograd.ops;

import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.core.Shape;

/** The small spectral ops in naive double arithmetic, as parts of the oracles of fused ones. */
final class Spectra {
    private Spectra() {}

    static DoubleTensor rfft(DoubleTensor x) {
        int n = x.shape().dim(1);
        Shape shape = Shape.of(x.shape().dim(0), 2, n / 2 + 1, x.shape().dim(2));
        return DoubleTensor.fill(shape, at -> {
            double sum = 0;
            for (int t = 0; t < n; t++) {
                double angle = -2 * Math.PI * (at[2] * t % n) / n;
                sum += x.at(at[0], t, at[3]) * (at[1] == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle));
            }
            return sum / Math.sqrt(n);
        });
    }

    static DoubleTensor irfft(DoubleTensor x, int n) {
        Shape shape = Shape.of(x.shape().dim(0), n, x.shape().dim(3));
        return DoubleTensor.fill(shape, at -> {
            double sum = 0;
            for (int k = 0; 2 * k <= n; k++) {
                double angle = 2 * Math.PI * (k * at[1] % n) / n;
                double re = x.at(at[0], 0, k, at[2]);
                boolean isReal = k == 0 || 2 * k == n;
                double im = isReal ? 0 : x.at(at[0], 1, k, at[2]);
                sum += (isReal ? 1 : 2) * (re * StrictMath.cos(angle) - im * StrictMath.sin(angle));
            }
            return sum / Math.sqrt(n);
        });
    }

    static DoubleTensor chunkLinear(DoubleTensor x, DoubleTensor w, DoubleTensor b) {
        int s = w.shape().dim(2);
        return DoubleTensor.fill(x.shape(), at -> {
            int chunk = at[3] / s;
            int t = at[3] % s;
            double sum = b.at(at[1], chunk, t);
            for (int i = 0; i < s; i++) {
                double re = x.at(at[0], 0, at[2], chunk * s + i);
                double im = x.at(at[0], 1, at[2], chunk * s + i);
                sum += at[1] == 0
                        ? re * w.at(0, chunk, i, t) - im * w.at(1, chunk, i, t)
                        : re * w.at(1, chunk, i, t) + im * w.at(0, chunk, i, t);
            }
            return sum;
        });
    }
}
