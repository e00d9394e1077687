package org.end4rec.core.kernel;

/**
 * Short calls of kernels that use many parts of the Vector API, before anything else does. Java 17 predicts from what it
 * has watched inside the Vector API; where products and transforms alone came first, the predictions fail later,
 * are given up for the life of the JVM, and every vector of GELU, tanh or a search is then an object. Some 0.1 s, once.
 */
final class VectorFirstCalls {
    /** Ten are enough. */
    private static final int ROUNDS = 20;

    private static final int COUNT = 4 * Lanes.COUNT;

    /** Tested on 17, where it is needed, and on 25, where it is not. */
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
        kernels.exp(x, 0, y, 0, COUNT);
        kernels.tanh(x, 0, y, 0, COUNT);
        kernels.gelu(x, 0, y, 0, COUNT);
        kernels.geluAndGradient(x, 0, x, 0, y, 0, y, 0, COUNT);
        kernels.sigmoid(x, 0, y, 0, COUNT);
        kernels.logSigmoid(x, 0, y, 0, COUNT);
        float[] bounds = new float[ProductKernels.ROUGH_COLUMNS];
        int[] rough = new int[COUNT / 4 * ProductKernels.ROUGH_COLUMNS];
        kernels.roughProduct(COUNT, x, 0, rough, 0, bounds, bounds, 0, 1f, bounds, 0);
    }
}
