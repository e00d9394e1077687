package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.Fma;
import org.end4rec.core.kernel.SpectralKernels;

/** Complex block-diagonal products over the bins of one spectrum, and their gradient. */
public interface ScalarChunks extends SpectralKernels {
    @Override
    default void chunkProduct(
            int f, int k, int s, float[] w, float[] b, float[] x, int xo, float[] y, int yo, boolean rectify) {
        int d = k * s;
        int plane = f * d;
        for (int row = 0; row < f; row++) {
            for (int c = 0; c < k; c++) {
                int at = row * d + c * s;
                for (int o = 0; o < s; o++) {
                    float re = b[c * s + o];
                    float im = b[d + c * s + o];
                    for (int i = 0; i < s; i++) {
                        float xRe = x[xo + at + i];
                        float xIm = x[xo + plane + at + i];
                        float wRe = w[(c * s + i) * s + o];
                        float wIm = w[(d + c * s + i) * s + o];
                        re = Fma.fma(xIm, -wIm, Fma.fma(xRe, wRe, re));
                        im = Fma.fma(xIm, wRe, Fma.fma(xRe, wIm, im));
                    }
                    y[yo + at + o] = rectify ? Math.max(re, 0f) : re;
                    y[yo + plane + at + o] = rectify ? Math.max(im, 0f) : im;
                }
            }
        }
    }

    @Override
    default void chunkGradient(int f, int k, int s, float[] x, int xo, float[] dy, int dyo, float[] dw, float[] db) {
        int d = k * s;
        int plane = f * d;
        for (int c = 0; c < k; c++) {
            for (int i = 0; i < s; i++) {
                for (int o = 0; o < s; o++) {
                    int at = (c * s + i) * s + o;
                    float re = 0f;
                    float im = 0f;
                    for (int row = c * s; row < plane; row += d) {
                        float xRe = x[xo + row + i];
                        float xIm = x[xo + plane + row + i];
                        float dyRe = dy[dyo + row + o];
                        float dyIm = dy[dyo + plane + row + o];
                        re = Fma.fma(xIm, dyIm, Fma.fma(xRe, dyRe, re));
                        im = Fma.fma(xIm, -dyRe, Fma.fma(xRe, dyIm, im));
                    }
                    dw[at] += re;
                    dw[d * s + at] += im;
                }
            }
        }
        for (int row = 0; row < 2 * f; row++) {
            int bias = row < f ? 0 : d;
            for (int i = 0; i < d; i++) {
                db[bias + i] += dy[dyo + row * d + i];
            }
        }
    }
}
