package org.end4rec.core.kernel.vector;

import static org.end4rec.core.kernel.vector.VectorLanes.SPECIES;
import static org.end4rec.core.kernel.vector.VectorLanes.TAIL;
import static org.end4rec.core.kernel.vector.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import org.end4rec.core.kernel.SpectralKernels;

/** The loops of {@code ScalarSpectra} on the widest vectors that the processor prefers; 16 divides every run. */
interface VectorSpectra extends SpectralKernels {
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
                for (int i = 0; i < s; i += WIDTH) {
                    FloatVector.fromArray(SPECIES, z, zr + a + i).mul(weight).intoArray(y, re + i);
                    FloatVector.fromArray(SPECIES, z, zi + a + i).mul(weight).intoArray(y, re + h + i);
                    FloatVector.zero(SPECIES).intoArray(y, im + i);
                    FloatVector.zero(SPECIES).intoArray(y, im + h + i);
                }
                continue;
            }
            int b = (n - k) * s;
            for (int i = 0; i < s; i += WIDTH) {
                FloatVector aRe = FloatVector.fromArray(SPECIES, z, zr + a + i);
                FloatVector aIm = FloatVector.fromArray(SPECIES, z, zi + a + i);
                FloatVector bRe = FloatVector.fromArray(SPECIES, z, zr + b + i);
                FloatVector bIm = FloatVector.fromArray(SPECIES, z, zi + b + i);
                aRe.add(bRe).mul(interior).intoArray(y, re + i);
                aIm.sub(bIm).mul(interior).intoArray(y, im + i);
                aIm.add(bIm).mul(interior).intoArray(y, re + h + i);
                bRe.sub(aRe).mul(interior).intoArray(y, im + h + i);
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
                for (int i = 0; i < s; i += WIDTH) {
                    FloatVector.fromArray(SPECIES, x, re + i).mul(weight).intoArray(z, zr + a + i);
                    FloatVector.fromArray(SPECIES, x, re + h + i).mul(weight).intoArray(z, zi + a + i);
                }
                continue;
            }
            int b = (n - k) * s;
            for (int i = 0; i < s; i += WIDTH) {
                FloatVector aRe = FloatVector.fromArray(SPECIES, x, re + i).mul(interior);
                FloatVector aIm = FloatVector.fromArray(SPECIES, x, im + i).mul(interior);
                FloatVector bRe = FloatVector.fromArray(SPECIES, x, re + h + i).mul(interior);
                FloatVector bIm = FloatVector.fromArray(SPECIES, x, im + h + i).mul(interior);
                aRe.sub(bIm).intoArray(z, zr + a + i);
                aIm.add(bRe).intoArray(z, zi + a + i);
                aRe.add(bIm).intoArray(z, zr + b + i);
                bRe.sub(aIm).intoArray(z, zi + b + i);
            }
        }
    }

    @Override
    default void twiddleRows(int rows, int s, float[] w, boolean conjugate, float[] z, int zr, int zi) {
        for (int t = 0; t < rows; t++) {
            FloatVector c = FloatVector.broadcast(SPECIES, w[2 * t]);
            FloatVector sine = FloatVector.broadcast(SPECIES, conjugate ? -w[2 * t + 1] : w[2 * t + 1]);
            FloatVector minus = sine.neg();
            for (int i = t * s; i < (t + 1) * s; i += WIDTH) {
                FloatVector re = FloatVector.fromArray(SPECIES, z, zr + i);
                FloatVector im = FloatVector.fromArray(SPECIES, z, zi + i);
                re.fma(c, im.mul(minus)).intoArray(z, zr + i);
                re.fma(sine, im.mul(c)).intoArray(z, zi + i);
            }
        }
    }

    @Override
    default void complexProduct(
            boolean conjugate, float[] x, int xr, int xi, float[] w, int wr, int wi, float[] y, int yr, int yi, int n) {
        FloatVector sign = FloatVector.broadcast(SPECIES, conjugate ? -1f : 1f);
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector re = FloatVector.fromArray(SPECIES, x, xr + i);
            FloatVector im = FloatVector.fromArray(SPECIES, x, xi + i);
            FloatVector c = FloatVector.fromArray(SPECIES, w, wr + i);
            FloatVector s = FloatVector.fromArray(SPECIES, w, wi + i).mul(sign);
            im.fma(s.neg(), re.fma(c, FloatVector.fromArray(SPECIES, y, yr + i)))
                    .intoArray(y, yr + i);
            im.fma(c, re.fma(s, FloatVector.fromArray(SPECIES, y, yi + i))).intoArray(y, yi + i);
        }
        TAIL.complexProduct(
                conjugate, x, xr + full, xi + full, w, wr + full, wi + full, y, yr + full, yi + full, n - full);
    }
}
