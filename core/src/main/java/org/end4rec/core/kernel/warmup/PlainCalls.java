package org.end4rec.core.kernel.warmup;

import static org.end4rec.core.kernel.warmup.KernelCall.inputs;

import java.util.Arrays;
import java.util.List;
import org.end4rec.core.kernel.Kernels;

/** Calls of the element-wise kernels, the reductions, the factorization and the optimizer's steps. */
final class PlainCalls {
    private static final int D = 64;

    @FunctionalInterface
    private interface Unary {
        void apply(float[] x, int xo, float[] y, int yo, int n);
    }

    @FunctionalInterface
    private interface Binary {
        void apply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);
    }

    private final List<KernelCall> calls;
    private final Kernels kernels;
    private final int rows;
    private final int n;

    private PlainCalls(List<KernelCall> calls, Kernels kernels, int rows) {
        this.calls = calls;
        this.kernels = kernels;
        this.rows = rows;
        n = rows * D;
    }

    static void addTo(List<KernelCall> calls, Kernels kernels, int rows) {
        PlainCalls plain = new PlainCalls(calls, kernels, rows);
        plain.elementwise();
        plain.reductions();
        plain.normalization();
        plain.optimizer();
        plain.factorization();
    }

    private void elementwise() {
        KernelFamily family = KernelFamily.ELEMENTWISE;
        binary("add", kernels::add);
        binary("subtract", kernels::subtract);
        binary("multiply", kernels::multiply);
        binary("maximum", kernels::maximum);
        binary("multiplyAccumulate", kernels::multiplyAccumulate);
        binary("reluGradient", kernels::reluGradient);
        binary("expDifference", kernels::expDifference);
        binary("accumulateExp", kernels::accumulateExp);
        unary("scale", family, (x, xo, y, yo, size) -> kernels.scale(0.9f, x, xo, y, yo, size));
        unary("shift", family, (x, xo, y, yo, size) -> kernels.shift(x, xo, 0.1f, 0.2f, y, yo, size));
        unary("axpy", family, (x, xo, y, yo, size) -> kernels.axpy(1e-6f, x, xo, y, yo, size));
        unary("accumulate", family, kernels::accumulate);
        unary("relu", family, kernels::relu);
        unary("exp", family, kernels::exp);
        unary("log", family, kernels::log);
        unary("tanh", family, kernels::tanh);
        unary("sigmoid", family, kernels::sigmoid);
        unary("logSigmoid", family, kernels::logSigmoid);
        unary("gelu", family, kernels::gelu);
        float[] x = inputs(n);
        float[] dy = inputs(n);
        float[] y = new float[n];
        float[] dx = new float[n];
        add("geluAndGradient", family, () -> kernels.geluAndGradient(x, 0, dy, 0, y, 0, dx, 0, n));
    }

    private void reductions() {
        KernelFamily family = KernelFamily.REDUCTIONS;
        float[] x = inputs(n);
        float[] y = new float[n];
        float[] results = new float[1];
        add("sum", family, () -> results[0] = kernels.sum(x, 0, n));
        add("dot", family, () -> results[0] = kernels.dot(x, 0, x, 0, n));
        add("max", family, () -> results[0] = kernels.max(x, 0, n));
        add("expSum", family, () -> results[0] = kernels.expSum(x, 0, 1f, y, 0, n));
        add("sumExp", family, () -> results[0] = kernels.sumExp(x, 0, 1f, n));
        unary("scaledExp", family, (a, ao, b, bo, size) -> kernels.scaledExp(a, ao, 1f, 0.5f, b, bo, size));
        float[] weights = inputs(n);
        float[] slopes = inputs(n);
        add("softmaxColumns", family, () -> kernels.softmaxColumns(0.3f, weights, 0, D, rows, D));
        add(
                "softmaxColumnsGradient",
                family,
                () -> kernels.softmaxColumnsGradient(0.3f, weights, 0, slopes, 0, D, rows, D));
    }

    private void normalization() {
        KernelFamily family = KernelFamily.REDUCTIONS;
        float[] x = inputs(n);
        float[] y = new float[n];
        float[] dx = new float[n];
        float[] weight = inputs(D);
        float[] bias = inputs(D);
        float[] statistics = new float[rows * Kernels.ROW_STATISTICS];
        float[] dWeight = new float[D];
        float[] dBias = new float[D];
        add("layerNorm", family, () -> kernels.layerNorm(rows, D, 1e-5, x, 0, weight, bias, y, 0, statistics, 0));
        add(
                "layerNormGradient",
                family,
                () -> kernels.layerNormGradient(rows, D, x, 0, weight, statistics, 0, y, 0, dx, 0, dWeight, dBias));
    }

    private void optimizer() {
        float[] w = inputs(n);
        float[] g = inputs(n);
        float[] m = new float[n];
        float[] v = new float[n];
        add("adam", KernelFamily.OPTIMIZER, () -> kernels.adam(w, g, m, v, 0, n, 0.9f, 0.999f, 1e-8f, 1f, 1e-3f, 1f));
        int steps = 20;
        float[] ones = new float[steps];
        Arrays.fill(ones, 1f);
        float[] rates = new float[steps];
        Arrays.fill(rates, 1e-3f);
        add(
                "adamZeroGradientSteps",
                KernelFamily.OPTIMIZER,
                () -> kernels.adamZeroGradientSteps(
                        w, m, v, 0, D, 0.9f, 0.999f, 1e-8f, ones, rates, ones, 0, steps, steps));
    }

    /** The coding rate of 50 rows of 64 channels. */
    private void factorization() {
        KernelFamily family = KernelFamily.FACTORIZATION;
        int order = 52;
        int columns = 2 * D;
        double[] v = new double[D * D];
        for (int i = 0; i < v.length; i++) {
            v[i] = i % D < 50 ? StrictMath.sin(i) : 0;
        }
        double[] w = new double[D * columns];
        add("gram, eliminate, substituteBack", family, () -> {
            kernels.gram(order, D, 0.01, v, D, w, columns);
            kernels.eliminate(order, columns, w, columns);
            kernels.substituteBack(order, D, D, w, columns);
        });
    }

    private void unary(String name, KernelFamily family, Unary kernel) {
        float[] x = inputs(n);
        float[] y = new float[n];
        add(name, family, () -> kernel.apply(x, 0, y, 0, n));
    }

    private void binary(String name, Binary kernel) {
        float[] a = inputs(n);
        float[] b = inputs(n);
        float[] y = new float[n];
        add(name, KernelFamily.ELEMENTWISE, () -> kernel.apply(a, 0, b, 0, y, 0, n));
    }

    private void add(String name, KernelFamily family, Runnable body) {
        calls.add(new KernelCall(name, family, body));
    }
}
