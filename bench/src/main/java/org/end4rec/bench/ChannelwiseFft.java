package org.end4rec.bench;

import org.jtransforms.fft.FloatFFT_1D;

/**
 * The peer of {@code RealFft}: JTransforms' real transform of one channel at a time, which has to gather a channel out
 * of [N,d] and scatter its spectrum to [2,F,d]. Unitary. Even lengths only. Not thread-safe.
 */
final class ChannelwiseFft {
    private final int n;
    private final FloatFFT_1D transform;
    private final float[] channel;
    private final float scale;

    ChannelwiseFft(int n) {
        if (n < 2 || n % 2 != 0) {
            throw new IllegalArgumentException("ChannelwiseFft: length is " + n + "; it must be even and at least 2");
        }
        this.n = n;
        transform = new FloatFFT_1D(n);
        channel = new float[n];
        scale = (float) Math.sqrt(n);
    }

    /** y = rfft(x): x [N,d] → y [2,F,d]. */
    void forward(float[] x, float[] y, int d) {
        int bins = n / 2 + 1;
        for (int c = 0; c < d; c++) {
            for (int t = 0; t < n; t++) {
                channel[t] = x[t * d + c];
            }
            transform.realForward(channel);
            // JTransforms packs the real part of bin n/2 where the imaginary part of bin 0 would be
            y[c] = channel[0] / scale;
            y[bins * d + c] = 0f;
            y[(bins - 1) * d + c] = channel[1] / scale;
            y[(2 * bins - 1) * d + c] = 0f;
            for (int k = 1; k < bins - 1; k++) {
                y[k * d + c] = channel[2 * k] / scale;
                y[(bins + k) * d + c] = channel[2 * k + 1] / scale;
            }
        }
    }

    /** y = irfft(x): x [2,F,d] → y [N,d]. */
    void inverse(float[] x, float[] y, int d) {
        int bins = n / 2 + 1;
        for (int c = 0; c < d; c++) {
            channel[0] = x[c];
            channel[1] = x[(bins - 1) * d + c];
            for (int k = 1; k < bins - 1; k++) {
                channel[2 * k] = x[k * d + c];
                channel[2 * k + 1] = x[(bins + k) * d + c];
            }
            transform.realInverse(channel, true);
            for (int t = 0; t < n; t++) {
                y[t * d + c] = channel[t] * scale;
            }
        }
    }
}
