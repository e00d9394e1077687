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
        cases.put("turnRows", (kernels, n, inputs) -> {
            int rows = 1 + n % 64;
            float[] w = inputs.array(2 * rows);
            float[] z = inputs.array(2 * rows * RUN + 7);
            kernels.turnRows(rows, RUN, w, n % 2 == 0, z, 1, rows * RUN + 5);
            return new float[][] {z};
        });
    }
}
