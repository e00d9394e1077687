package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.end4rec.core.kernel.scalar.ScalarSpectra;

/** The loops of {@code ScalarSpectra} on the widest vectors that the processor prefers; 16 divides every run. */
final class VectorSpectra {
    // one species in all classes: Java 17 compiles no vector code well once two of them have run
    static final VectorSpecies<Float> LANES = VectorLanes.SPECIES;

    private static final int WIDTH = LANES.length();

    private VectorSpectra() {}

    static void unpair(
            int n, int s, float weight, float interior, float[] z, int zr, int zi, float[] y, int yo, int d) {
        int plane = (n / 2 + 1) * d;
        int h = d / 2;
        for (int k = 0; 2 * k <= n; k++) {
            int re = yo + k * d;
            int im = re + plane;
            int a = k * s;
            if (k == 0 || 2 * k == n) {
                for (int i = 0; i < s; i += WIDTH) {
                    FloatVector.fromArray(LANES, z, zr + a + i).mul(weight).intoArray(y, re + i);
                    FloatVector.fromArray(LANES, z, zi + a + i).mul(weight).intoArray(y, re + h + i);
                    FloatVector.zero(LANES).intoArray(y, im + i);
                    FloatVector.zero(LANES).intoArray(y, im + h + i);
                }
                continue;
            }
            int b = (n - k) * s;
            for (int i = 0; i < s; i += WIDTH) {
                FloatVector aRe = FloatVector.fromArray(LANES, z, zr + a + i);
                FloatVector aIm = FloatVector.fromArray(LANES, z, zi + a + i);
                FloatVector bRe = FloatVector.fromArray(LANES, z, zr + b + i);
                FloatVector bIm = FloatVector.fromArray(LANES, z, zi + b + i);
                aRe.add(bRe).mul(interior).intoArray(y, re + i);
                aIm.sub(bIm).mul(interior).intoArray(y, im + i);
                aIm.add(bIm).mul(interior).intoArray(y, re + h + i);
                bRe.sub(aRe).mul(interior).intoArray(y, im + h + i);
            }
        }
    }

    static void pair(int n, int s, float weight, float interior, float[] x, int xo, int d, float[] z, int zr, int zi) {
        int plane = (n / 2 + 1) * d;
        int h = d / 2;
        for (int k = 0; 2 * k <= n; k++) {
            int re = xo + k * d;
            int im = re + plane;
            int a = k * s;
            if (k == 0 || 2 * k == n) {
                for (int i = 0; i < s; i += WIDTH) {
                    FloatVector.fromArray(LANES, x, re + i).mul(weight).intoArray(z, zr + a + i);
                    FloatVector.fromArray(LANES, x, re + h + i).mul(weight).intoArray(z, zi + a + i);
                }
                continue;
            }
            int b = (n - k) * s;
            for (int i = 0; i < s; i += WIDTH) {
                FloatVector aRe = FloatVector.fromArray(LANES, x, re + i).mul(interior);
                FloatVector aIm = FloatVector.fromArray(LANES, x, im + i).mul(interior);
                FloatVector bRe = FloatVector.fromArray(LANES, x, re + h + i).mul(interior);
                FloatVector bIm = FloatVector.fromArray(LANES, x, im + h + i).mul(interior);
                aRe.sub(bIm).intoArray(z, zr + a + i);
                aIm.add(bRe).intoArray(z, zi + a + i);
                aRe.add(bIm).intoArray(z, zr + b + i);
                bRe.sub(aIm).intoArray(z, zi + b + i);
            }
        }
    }

    static void turnRows(int rows, int s, float[] w, boolean conjugate, float[] z, int zr, int zi) {
        for (int t = 0; t < rows; t++) {
            FloatVector c = FloatVector.broadcast(LANES, w[2 * t]);
            FloatVector sine = FloatVector.broadcast(LANES, conjugate ? -w[2 * t + 1] : w[2 * t + 1]);
            FloatVector minus = sine.neg();
            for (int i = t * s; i < (t + 1) * s; i += WIDTH) {
                FloatVector re = FloatVector.fromArray(LANES, z, zr + i);
                FloatVector im = FloatVector.fromArray(LANES, z, zi + i);
                re.fma(c, im.mul(minus)).intoArray(z, zr + i);
                re.fma(sine, im.mul(c)).intoArray(z, zi + i);
            }
        }
    }

    static void product(
            boolean conjugate, float[] x, int xr, int xi, float[] w, int wr, int wi, float[] y, int yr, int yi, int n) {
        FloatVector sign = FloatVector.broadcast(LANES, conjugate ? -1f : 1f);
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector re = FloatVector.fromArray(LANES, x, xr + i);
            FloatVector im = FloatVector.fromArray(LANES, x, xi + i);
            FloatVector c = FloatVector.fromArray(LANES, w, wr + i);
            FloatVector s = FloatVector.fromArray(LANES, w, wi + i).mul(sign);
            im.fma(s.neg(), re.fma(c, FloatVector.fromArray(LANES, y, yr + i))).intoArray(y, yr + i);
            im.fma(c, re.fma(s, FloatVector.fromArray(LANES, y, yi + i))).intoArray(y, yi + i);
        }
        ScalarSpectra.product(
                conjugate, x, xr + full, xi + full, w, wr + full, wi + full, y, yr + full, yi + full, n - full);
    }
}
