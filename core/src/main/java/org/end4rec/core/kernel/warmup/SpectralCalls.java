package org.end4rec.core.kernel.warmup;

import static org.end4rec.core.kernel.warmup.KernelCall.inputs;

import java.util.List;
import org.end4rec.core.kernel.Kernels;

/** Calls of the stages of transforms, and of what is done to spectra. */
final class SpectralCalls {
    private static final int D = 64;

    /** Floats of a run of the first stage of a transform. */
    private static final int RUN = 32;

    private SpectralCalls() {}

    static void addTo(List<KernelCall> calls, Kernels kernels, int rows) {
        for (int radix : new int[] {2, 3, 4, 5, 8}) {
            int m = rows;
            int block = radix * RUN;
            float[] w = inputs(2 * m * (radix - 1));
            float[] x = inputs(2 * m * block);
            float[] y = new float[2 * m * block];
            add(
                    calls,
                    "butterflies " + radix,
                    () -> kernels.butterflies(
                            radix, m, RUN, w, x, 0, m * block, m * RUN, RUN, y, 0, m * block, block, RUN, m, 0));
        }
        int n = rows;
        float[] z = inputs(2 * n * RUN);
        float[] spectra = inputs(2 * (n / 2 + 1) * D);
        add(calls, "unpairSpectra", () -> kernels.unpairSpectra(n, RUN, 0.3f, 0.7f, z, 0, n * RUN, spectra, 0, D));
        add(calls, "pairSpectra", () -> kernels.pairSpectra(n, RUN, 0.3f, 0.7f, spectra, 0, D, z, 0, n * RUN));
        float[] w = inputs(2 * rows);
        float[] planes = inputs(2 * rows * D);
        add(calls, "twiddleRows", () -> kernels.twiddleRows(rows, D, w, true, planes, 0, rows * D));
        float[] filter = inputs(2 * rows * D);
        float[] y = new float[2 * rows * D];
        int plane = rows * D;
        add(
                calls,
                "complexProduct",
                () -> kernels.complexProduct(true, planes, 0, plane, filter, 0, plane, y, 0, plane, plane));
        int odd = rows - 1;
        add(calls, "causalProduct", () -> kernels.causalProduct(odd, D, filter, 0, planes, 0, y, 0, D));
        for (int k : new int[] {1, 4, 8, 16}) {
            chunks(calls, kernels, rows + 1, k);
        }
    }

    private static void chunks(List<KernelCall> calls, Kernels kernels, int bins, int k) {
        int s = D / k;
        float[] weight = inputs(2 * D * s);
        float[] bias = inputs(2 * D);
        float[] x = inputs(2 * bins * D);
        float[] y = new float[2 * bins * D];
        float[] dw = new float[2 * D * s];
        float[] db = new float[2 * D];
        add(calls, "chunkProduct, k " + k, () -> kernels.chunkProduct(bins, k, s, weight, bias, x, 0, y, 0, true));
        add(calls, "chunkGradient, k " + k, () -> kernels.chunkGradient(bins, k, s, x, 0, y, 0, dw, db));
    }

    private static void add(List<KernelCall> calls, String name, Runnable body) {
        calls.add(new KernelCall(name, KernelFamily.SPECTRA, body));
    }
}
