package org.end4rec.core.kernel;

import java.util.Map;
import org.end4rec.core.kernel.KernelCases.Case;

/** The cases of the loops of Fourier transforms. */
final class FourierCases {
    private static final int RUN = 48;

    private FourierCases() {}

    static void addTo(Map<String, Case> cases) {
        cases.put("butterflies", (kernels, n, inputs) -> {
            float[][] results = new float[5][];
            int at = 0;
            for (int radix : new int[] {2, 3, 4, 5, 8}) {
                int m = 1 + n % 7;
                int block = radix * RUN;
                float[] w = inputs.array(2 * m * (radix - 1));
                float[] x = inputs.array(2 * m * block + 11);
                float[] y = inputs.array(2 * (m * block + 5 * m) + 3);
                int xi = m * block + 9;
                int yi = m * block + 5 * m + 2;
                kernels.butterflies(radix, m, RUN, w, x, 2, xi, m * RUN, RUN, y, 1, yi, block, RUN, 2, 5);
                results[at++] = y;
            }
            return results;
        });
        cases.put("unpairSpectra", (kernels, n, inputs) -> {
            int length = 1 + n % 64;
            int plane = length * RUN;
            float[] z = inputs.array(2 * plane + 5);
            float[] y = inputs.array(2 * (length / 2 + 1) * 100 + 3);
            kernels.unpairSpectra(length, RUN, 0.3f, 0.7f, z, 2, plane + 4, y, 1, 100);
            return new float[][] {y};
        });
        cases.put("pairSpectra", (kernels, n, inputs) -> {
            int length = 1 + n % 64;
            int plane = length * RUN;
            float[] x = inputs.array(2 * (length / 2 + 1) * 100 + 3);
            float[] z = inputs.array(2 * plane + 5);
            kernels.pairSpectra(length, RUN, 0.3f, 0.7f, x, 1, 100, z, 2, plane + 4);
            return new float[][] {z};
        });
        cases.put("twiddleRows", (kernels, n, inputs) -> {
            int rows = 1 + n % 64;
            float[] w = inputs.array(2 * rows);
            float[] z = inputs.array(2 * rows * RUN + 7);
            kernels.twiddleRows(rows, RUN, w, n % 2 == 0, z, 1, rows * RUN + 5);
            return new float[][] {z};
        });
        cases.put("complexProduct", (kernels, n, inputs) -> {
            float[] x = inputs.array(2 * n + 5);
            float[] w = inputs.array(2 * n + 5);
            float[] y = inputs.array(2 * n + 5);
            kernels.complexProduct(n % 2 == 0, x, 1, n + 3, w, 0, n + 2, y, 2, n + 5, n);
            return new float[][] {y};
        });
        cases.put("causalProduct", (kernels, n, inputs) -> {
            int rows = 1 + n % 13;
            int d = 1 + n % 75;
            float[] h = inputs.array(rows * d + 3);
            float[] x = inputs.array(rows * d + 3);
            float[] y = inputs.array(rows * d + 3);
            float[] backwards = inputs.array(rows * d + 3);
            int newest = (rows - 1) * d;
            kernels.causalProduct(rows, d, h, 1, x, 2, y, 3, d);
            kernels.causalProduct(rows, d, h, 0, x, 3 + newest, backwards, 1 + newest, -d);
            return new float[][] {y, backwards};
        });
        cases.put("chunkProduct", (kernels, n, inputs) -> {
            int k = 1 + n % 4;
            int s = width(n, k);
            int f = 1 + n % 11;
            int size = 2 * f * k * s;
            float[] w = inputs.array(2 * k * s * s);
            float[] b = inputs.array(2 * k * s);
            float[] x = inputs.array(size + 3);
            float[] y = inputs.array(size + 3);
            float[] rectified = inputs.array(size + 3);
            kernels.chunkProduct(f, k, s, w, b, x, 1, y, 2, false);
            kernels.chunkProduct(f, k, s, w, b, x, 1, rectified, 0, true);
            return new float[][] {y, rectified};
        });
        cases.put("chunkGradient", (kernels, n, inputs) -> {
            int k = 1 + n % 4;
            int s = width(n, k);
            int f = 1 + n % 11;
            int size = 2 * f * k * s;
            float[] x = inputs.array(size + 3);
            float[] dy = inputs.array(size + 3);
            float[] dw = inputs.array(2 * k * s * s);
            float[] db = inputs.array(2 * k * s);
            kernels.chunkGradient(f, k, s, x, 1, dy, 2, dw, db);
            return new float[][] {dw, db};
        });
    }

    /** The width of each of k chunks: half that of a vector, of 16 or of 8 floats, where k is even. */
    private static int width(int n, int k) {
        return k == 4 ? 8 : k == 2 ? 4 : 1 + n % 25;
    }
}
