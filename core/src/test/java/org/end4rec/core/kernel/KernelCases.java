package org.end4rec.core.kernel;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One run of every kernel, by name: from inputs that depend on n and a seed alone to everything the kernel wrote. */
final class KernelCases {
    /** Runs a kernel over n elements and returns the arrays it may write, margins included, and what it returned. */
    @FunctionalInterface
    interface Case {
        float[][] run(Kernels kernels, int n, KernelInputs inputs);
    }

    @FunctionalInterface
    private interface Unary {
        void apply(Kernels kernels, float[] x, int xo, float[] y, int yo, int n);
    }

    @FunctionalInterface
    private interface Binary {
        void apply(Kernels kernels, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);
    }

    @FunctionalInterface
    private interface Product {
        void apply(
                Kernels kernels,
                int m,
                int n,
                int k,
                float[] a,
                int ao,
                int lda,
                float[] b,
                int bo,
                int ldb,
                float[] c,
                int co,
                int ldc,
                boolean accumulate);
    }

    static final Map<String, Case> ALL = all();

    private KernelCases() {}

    static Case of(String name) {
        return Objects.requireNonNull(ALL.get(name), name);
    }

    private static Map<String, Case> all() {
        Map<String, Case> cases = new TreeMap<>();
        cases.put("add", binary(Kernels::add));
        cases.put("subtract", binary(Kernels::subtract));
        cases.put("multiply", binary(Kernels::multiply));
        cases.put("multiplyAccumulate", binary(Kernels::multiplyAccumulate));
        cases.put("reluGradient", binary(Kernels::reluGradient));
        cases.put("geluGradient", binary(Kernels::geluGradient));
        cases.put("accumulate", unary(Kernels::accumulate));
        cases.put("relu", unary(Kernels::relu));
        cases.put("exp", unary(Kernels::exp));
        cases.put("log", unary(Kernels::log));
        cases.put("tanh", unary(Kernels::tanh));
        cases.put("sigmoid", unary(Kernels::sigmoid));
        cases.put("logSigmoid", unary(Kernels::logSigmoid));
        cases.put("gelu", unary(Kernels::gelu));
        cases.put("scale", (kernels, n, inputs) -> {
            float s = inputs.next();
            return unary((k, x, xo, y, yo, size) -> k.scale(s, x, xo, y, yo, size))
                    .run(kernels, n, inputs);
        });
        cases.put("axpy", (kernels, n, inputs) -> {
            float s = inputs.next();
            return unary((k, x, xo, y, yo, size) -> k.axpy(s, x, xo, y, yo, size))
                    .run(kernels, n, inputs);
        });
        cases.put("sum", (kernels, n, inputs) -> scalar(kernels.sum(inputs.array(n + 9), 5, n)));
        cases.put("max", (kernels, n, inputs) -> scalar(kernels.max(inputs.array(n + 9), 5, n)));
        cases.put(
                "dot", (kernels, n, inputs) -> scalar(kernels.dot(inputs.array(n + 9), 5, inputs.array(n + 9), 2, n)));
        cases.put("expSum", (kernels, n, inputs) -> {
            float shift = inputs.next();
            float[] x = inputs.array(n + 9);
            float[] y = inputs.array(n + 9);
            return new float[][] {y, {kernels.expSum(x, 5, shift, y, 2, n)}};
        });
        cases.put("productNN", product(Kernels::productNN, false, false));
        cases.put("productNT", product(Kernels::productNT, false, true));
        cases.put("productTN", product(Kernels::productTN, true, false));
        cases.put("adam", (kernels, n, inputs) -> {
            float[] w = inputs.array(n + 9);
            float[] g = inputs.array(n + 9);
            float[] m = inputs.array(n + 9);
            float[] v = inputs.array(n + 9);
            for (int i = 0; i < v.length; i++) {
                v[i] = Math.abs(v[i]);
            }
            kernels.adam(w, g, m, v, 3, n, 0.9f, 0.999f, 1e-8f, 0.9999f, 0.0123f, 1.7f);
            return new float[][] {w, g, m, v};
        });
        cases.put("adamIdle", KernelCases::adamIdle);
        return cases;
    }

    /** Steps of every size against w: from those that move it to those that do not reach its last bit. */
    private static float[][] adamIdle(Kernels kernels, int n, KernelInputs inputs) {
        int steps = n < 300 ? 260 : 30;
        float[] decay = new float[steps];
        float[] rate = new float[steps];
        float[] scale = new float[steps];
        for (int j = 0; j < steps; j++) {
            decay[j] = n % 2 == 0 ? 1f : 1f - 1e-5f * j / steps;
            rate[j] = j == 20 ? 3f : 0.01f;
            scale[j] = 1.5f - 0.1f * j / steps;
        }
        float[] w = inputs.array(n + 9);
        float[] m = inputs.array(n + 9);
        float[] v = inputs.array(n + 9);
        for (int i = 0; i < v.length; i++) {
            m[i] *= n % 3 == 0 ? 1e-6f : 1f;
            v[i] = Math.abs(v[i]);
        }
        kernels.adamIdle(w, m, v, 3, n, 0.9f, 0.999f, 1e-8f, decay, rate, scale, 1, steps, 20);
        return new float[][] {w, m, v};
    }

    private static Case unary(Unary kernel) {
        return (kernels, n, inputs) -> {
            float[] x = inputs.array(n + 9);
            float[] y = inputs.array(n + 9);
            kernel.apply(kernels, x, 5, y, 2, n);
            return new float[][] {x, y};
        };
    }

    private static Case binary(Binary kernel) {
        return (kernels, n, inputs) -> {
            float[] a = inputs.array(n + 9);
            float[] b = inputs.array(n + 9);
            float[] y = inputs.array(n + 9);
            kernel.apply(kernels, a, 5, b, 0, y, 3, n);
            return new float[][] {a, b, y};
        };
    }

    /** Each of the three sizes in turn is n; the others are small; rows have margins. */
    private static Case product(Product kernel, boolean transposeA, boolean transposeB) {
        return (kernels, size, inputs) -> {
            float[][] results = new float[6][];
            for (int run = 0; run < 6; run++) {
                int m = run % 3 == 0 ? size : 6;
                int n = run % 3 == 1 ? size : 19;
                int k = run % 3 == 2 ? size : 5;
                int lda = (transposeA ? m : k) + 3;
                int ldb = (transposeB ? k : n) + 1;
                int ldc = n + 2;
                float[] a = inputs.array((transposeA ? k : m) * lda + 2);
                float[] b = inputs.array((transposeB ? n : k) * ldb + 1);
                float[] c = inputs.array(m * ldc + 4);
                kernel.apply(kernels, m, n, k, a, 2, lda, b, 1, ldb, c, 3, ldc, run >= 3);
                results[run] = c;
            }
            return results;
        };
    }

    private static float[][] scalar(float value) {
        return new float[][] {{value}};
    }
}
