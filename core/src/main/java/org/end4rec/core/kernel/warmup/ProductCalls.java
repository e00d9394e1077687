package org.end4rec.core.kernel.warmup;

import static org.end4rec.core.kernel.warmup.KernelCall.inputs;

import java.util.List;
import org.end4rec.core.kernel.Kernels;

/** Calls of the products: matrices that are copied into panels, matrices that are read in place, rests of tiles. */
final class ProductCalls {
    private static final int D = 64;

    private ProductCalls() {}

    static void addTo(List<KernelCall> calls, Kernels kernels, int rows) {
        for (int[] size : new int[][] {{rows + 16, D, 4 * D}, {D, D, D}, {1, D, 4 * D}, {16, 32, 50}, {50, 32, 16}}) {
            int m = size[0];
            int k = size[1];
            int n = size[2];
            float[] a = inputs(m * k);
            float[] b = inputs(k * n);
            float[] c = new float[m * n];
            String name = " " + m + "x" + k + "x" + n;
            add(calls, "productNN" + name, () -> kernels.productNN(m, n, k, a, 0, k, b, 0, n, c, 0, n, false));
            add(calls, "productNT" + name, () -> kernels.productNT(m, n, k, a, 0, k, b, 0, k, c, 0, n, false));
            add(calls, "productTN" + name, () -> kernels.productTN(m, n, k, a, 0, m, b, 0, n, c, 0, n, true));
        }
        float[] row = inputs(D);
        int columns = Kernels.QUANTIZED_COLUMNS;
        int[] quantized = new int[D / 4 * columns];
        for (int i = 0; i < quantized.length; i++) {
            quantized[i] = i * 0x9E3779B1;
        }
        float[] scales = inputs(columns);
        float[] y = new float[columns];
        float[] results = new float[1];
        add(
                calls,
                "quantizedProduct",
                () -> results[0] = kernels.quantizedProduct(D, row, 0, quantized, 0, scales, scales, 0, 1.25f, y, 0));
    }

    private static void add(List<KernelCall> calls, String name, Runnable body) {
        calls.add(new KernelCall(name, KernelFamily.PRODUCTS, body));
    }
}
