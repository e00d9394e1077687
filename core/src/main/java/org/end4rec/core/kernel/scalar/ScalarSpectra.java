package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.Fma;
import org.end4rec.core.kernel.SpectralKernels;

/** From the spectra of pairs of real channels to those of the channels and back, and products with them. */
public interface ScalarSpectra extends SpectralKernels {
    @Override
    default void unpairSpectra(
            int n, int s, float weight, float interior, float[] z, int zr, int zi, float[] y, int yo, int d) {
        int plane = (n / 2 + 1) * d;
        int h = d / 2;
        for (int k = 0; 2 * k <= n; k++) {
            int re = yo + k * d;
            int im = re + plane;
            int a = k * s;
            if (k == 0 || 2 * k == n) {
                for (int i = 0; i < s; i++) {
                    y[re + i] = weight * z[zr + a + i];
                    y[re + h + i] = weight * z[zi + a + i];
                    y[im + i] = 0f;
                    y[im + h + i] = 0f;
                }
                continue;
            }
            int b = (n - k) * s;
            for (int i = 0; i < s; i++) {
                float aRe = z[zr + a + i];
                float aIm = z[zi + a + i];
                float bRe = z[zr + b + i];
                float bIm = z[zi + b + i];
                y[re + i] = interior * (aRe + bRe);
                y[im + i] = interior * (aIm - bIm);
                y[re + h + i] = interior * (aIm + bIm);
                y[im + h + i] = interior * (bRe - aRe);
            }
        }
    }

    @Override
    default void pairSpectra(
            int n, int s, float weight, float interior, float[] x, int xo, int d, float[] z, int zr, int zi) {
        int plane = (n / 2 + 1) * d;
        int h = d / 2;
        for (int k = 0; 2 * k <= n; k++) {
            int re = xo + k * d;
            int im = re + plane;
            int a = k * s;
            if (k == 0 || 2 * k == n) {
                for (int i = 0; i < s; i++) {
                    z[zr + a + i] = weight * x[re + i];
                    z[zi + a + i] = weight * x[re + h + i];
                }
                continue;
            }
            int b = (n - k) * s;
            for (int i = 0; i < s; i++) {
                float aRe = interior * x[re + i];
                float aIm = interior * x[im + i];
                float bRe = interior * x[re + h + i];
                float bIm = interior * x[im + h + i];
                z[zr + a + i] = aRe - bIm;
                z[zi + a + i] = aIm + bRe;
                z[zr + b + i] = aRe + bIm;
                z[zi + b + i] = bRe - aIm;
            }
        }
    }

    @Override
    default void twiddleRows(int rows, int s, float[] w, boolean conjugate, float[] z, int zr, int zi) {
        for (int t = 0; t < rows; t++) {
            float c = w[2 * t];
            float sine = conjugate ? -w[2 * t + 1] : w[2 * t + 1];
            float minus = -sine;
            for (int i = t * s; i < (t + 1) * s; i++) {
                float re = z[zr + i];
                float im = z[zi + i];
                z[zr + i] = Fma.fma(re, c, im * minus);
                z[zi + i] = Fma.fma(re, sine, im * c);
            }
        }
    }

    @Override
    default void complexProduct(
            boolean conjugate, float[] x, int xr, int xi, float[] w, int wr, int wi, float[] y, int yr, int yi, int n) {
        float sign = conjugate ? -1f : 1f;
        for (int i = 0; i < n; i++) {
            float re = x[xr + i];
            float im = x[xi + i];
            float c = w[wr + i];
            float s = sign * w[wi + i];
            y[yr + i] = Fma.fma(im, -s, Fma.fma(re, c, y[yr + i]));
            y[yi + i] = Fma.fma(im, c, Fma.fma(re, s, y[yi + i]));
        }
    }
}
