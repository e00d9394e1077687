package org.end4rec.bench;

import org.jtransforms.fft.FloatFFT_1D;

/**
 * The peer of {@code RealFft}: JTransforms' real transform of one channel at a time, which has to gather a channel out
 * of [N,d] and scatter its spectrum to [2,F,d]. Unitary. Even lengths only. Not thread-safe.
 */
public final class ChannelwiseFft {
    private final int n;
    private final FloatFFT_1D transform;
    private final float[] channel;
    private final float scale;

    /** @throws IllegalArgumentException if n is odd or below 2 */
    public ChannelwiseFft(int n) {
        if (n < 2 || n % 2 != 0) {
            throw new IllegalArgumentException("ChannelwiseFft: length is " + n + "; it must be even and at least 2");
        }
        this.n = n;
        transform = new FloatFFT_1D(n);
        channel = new float[n];
        scale = (float) Math.sqrt(n);
    }

    /** y = rfft(x): x [N,d] → y [2,F,d]. */
    public void forward(float[] x, int xo, float[] y, int yo, int d) {
        int bins = n / 2 + 1;
        for (int c = 0; c < d; c++) {
            for (int t = 0; t < n; t++) {
                channel[t] = x[xo + t * d + c];
            }
            transform.realForward(channel);
            // JTransforms packs the real part of bin n/2 where the imaginary part of bin 0 would be
            y[yo + c] = channel[0] / scale;
            y[yo + bins * d + c] = 0f;
            y[yo + (bins - 1) * d + c] = channel[1] / scale;
            y[yo + (2 * bins - 1) * d + c] = 0f;
            for (int k = 1; k < bins - 1; k++) {
                y[yo + k * d + c] = channel[2 * k] / scale;
                y[yo + (bins + k) * d + c] = channel[2 * k + 1] / scale;
            }
        }
    }

    /** y = irfft(x): x [2,F,d] → y [N,d]. */
    public void inverse(float[] x, int xo, float[] y, int yo, int d) {
        int bins = n / 2 + 1;
        for (int c = 0; c < d; c++) {
            channel[0] = x[xo + c];
            channel[1] = x[xo + (bins - 1) * d + c];
            for (int k = 1; k < bins - 1; k++) {
                channel[2 * k] = x[xo + k * d + c];
                channel[2 * k + 1] = x[xo + (bins + k) * d + c];
            }
            transform.realInverse(channel, true);
            for (int t = 0; t < n; t++) {
                y[yo + t * d + c] = channel[t] * scale;
            }
        }
    }
}
