package org.end4rec.core.kernel.vector;

import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.kernel.ProductKernels;
import org.end4rec.core.kernel.ReductionKernels;
import org.end4rec.core.kernel.scalar.Lanes;

/**
 * Short calls of kernels that use many parts of the Vector API, before any other call. Java 17 predicts, from the calls
 * it has seen, which operation of the Vector API comes. If only products and transforms came first, the predictions
 * fail later and are given up for the life of the JVM; then every vector of GELU, tanh or a search is an object. The
 * calls take some 0.2 s, once.
 */
final class VectorFirstCalls {
    /** Ten rounds are enough for GELU and tanh; twenty are too few for the search. */
    private static final int ROUNDS = 50;

    private static final int COUNT = 4 * Lanes.COUNT;

    /** Tested on 17, which needs the calls, and on 25, which does not. */
    private static final int FIRST_WITHOUT_NEED = 25;

    private VectorFirstCalls() {}

    static void makeWhereNeeded(Kernels kernels) {
        if (Runtime.version().feature() < FIRST_WITHOUT_NEED) {
            for (int i = 0; i < ROUNDS; i++) {
                make(kernels);
            }
        }
    }

    private static void make(Kernels kernels) {
        float[] x = new float[COUNT];
        float[] y = new float[COUNT];
        elementwise(kernels, x, y);
        reductions(kernels, x, y);
        float[] bounds = new float[ProductKernels.QUANTIZED_COLUMNS];
        int[] quantized = new int[COUNT / 4 * ProductKernels.QUANTIZED_COLUMNS];
        kernels.quantizedProduct(COUNT, x, 0, quantized, 0, bounds, bounds, 0, 1f, bounds, 0);
        kernels.adam(y, x, new float[COUNT], new float[COUNT], 0, COUNT, 0.9f, 0.999f, 1e-8f, 1f, 1e-3f, 1f);
        int s = 2 * Lanes.COUNT / 4;
        float[] spectrum = new float[2 * 2 * 4 * s];
        float[] weight = new float[2 * 4 * s * s];
        kernels.chunkProduct(2, 4, s, weight, new float[2 * 4 * s], spectrum, 0, new float[spectrum.length], 0, true);
        kernels.chunkGradient(2, 4, s, spectrum, 0, spectrum, 0, weight, new float[2 * 4 * s]);
    }

    private static void elementwise(Kernels kernels, float[] x, float[] y) {
        kernels.exp(x, 0, y, 0, COUNT);
        kernels.log(x, 0, y, 0, COUNT);
        kernels.tanh(x, 0, y, 0, COUNT);
        kernels.gelu(x, 0, y, 0, COUNT);
        kernels.geluAndGradient(x, 0, x, 0, y, 0, y, 0, COUNT);
        kernels.sigmoid(x, 0, y, 0, COUNT);
        kernels.logSigmoid(x, 0, y, 0, COUNT);
        kernels.relu(x, 0, y, 0, COUNT);
        kernels.reluGradient(x, 0, x, 0, y, 0, COUNT);
        kernels.maximum(x, 0, x, 0, y, 0, COUNT);
        kernels.axpy(1f, x, 0, y, 0, COUNT);
    }

    private static void reductions(Kernels kernels, float[] x, float[] y) {
        kernels.sum(x, 0, COUNT);
        kernels.dot(x, 0, x, 0, COUNT);
        kernels.max(x, 0, COUNT);
        kernels.expSum(x, 0, 0f, y, 0, COUNT);
        kernels.sumExp(x, 0, 0f, COUNT);
        kernels.scaledExp(x, 0, 0f, 1f, y, 0, COUNT);
        kernels.softmaxColumns(1f, x, 0, Lanes.COUNT, 4, Lanes.COUNT);
        kernels.softmaxColumnsGradient(1f, x, 0, y, 0, Lanes.COUNT, 4, Lanes.COUNT);
        float[] statistics = new float[ReductionKernels.ROW_STATISTICS];
        float[] row = new float[COUNT];
        kernels.layerNorm(1, COUNT, 1e-5, x, 0, row, row, y, 0, statistics, 0);
        kernels.layerNormGradient(1, COUNT, x, 0, row, statistics, 0, y, 0, new float[COUNT], 0, row, row);
    }
}
