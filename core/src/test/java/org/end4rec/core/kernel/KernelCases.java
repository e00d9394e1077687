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

    private static final int ROWS = 3;

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
        cases.put("maximum", binary(Kernels::maximum));
        cases.put("expDifference", binary(Kernels::expDifference));
        cases.put("accumulateExp", binary(Kernels::accumulateExp));
        cases.put("multiplyAccumulate", binary(Kernels::multiplyAccumulate));
        cases.put("reluGradient", binary(Kernels::reluGradient));
        cases.put("geluAndGradient", (kernels, n, inputs) -> {
            float[] x = inputs.array(n + 9);
            float[] dy = inputs.array(n + 9);
            float[] y = inputs.array(n + 9);
            float[] dx = inputs.array(n + 9);
            kernels.geluAndGradient(x, 5, dy, 0, y, 3, dx, 7, n);
            return new float[][] {x, dy, y, dx};
        });
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
        cases.put("shift", (kernels, n, inputs) -> {
            float a = inputs.next();
            float b = inputs.next();
            return unary((k, x, xo, y, yo, size) -> k.shift(x, xo, a, b, y, yo, size))
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
        cases.put("softmaxColumns", (kernels, n, inputs) -> {
            float[] x = inputs.array(7 * (n + 2) + 3);
            kernels.softmaxColumns(0.7f, x, 3, n + 2, 7, n);
            return new float[][] {x};
        });
        cases.put("softmaxColumnsGradient", (kernels, n, inputs) -> {
            float[] y = inputs.array(7 * (n + 2) + 3);
            float[] dy = inputs.array(7 * (n + 2) + 5);
            kernels.softmaxColumnsGradient(0.7f, y, 3, dy, 5, n + 2, 7, n);
            return new float[][] {y, dy};
        });
        cases.put("sumExp", (kernels, n, inputs) -> {
            float shift = inputs.next();
            return scalar(kernels.sumExp(inputs.array(n + 9), 5, shift, n));
        });
        cases.put("scaledExp", (kernels, n, inputs) -> {
            float shift = inputs.next();
            float scale = inputs.next();
            return unary((k, x, xo, y, yo, size) -> k.scaledExp(x, xo, shift, scale, y, yo, size))
                    .run(kernels, n, inputs);
        });
        cases.put("layerNorm", (kernels, d, inputs) -> {
            float[] x = inputs.array(ROWS * d + 9);
            float[] weight = inputs.array(d);
            float[] bias = inputs.array(d);
            float[] y = inputs.array(ROWS * d + 9);
            float[] statistics = inputs.array(ROWS * Kernels.ROW_STATISTICS + 3);
            kernels.layerNorm(ROWS, d, 1e-3, x, 5, weight, bias, y, 2, statistics, 1);
            return new float[][] {x, y, statistics};
        });
        cases.put("layerNormGradient", (kernels, d, inputs) -> {
            float[] x = inputs.array(ROWS * d + 9);
            float[] weight = inputs.array(d);
            float[] statistics = inputs.array(ROWS * Kernels.ROW_STATISTICS + 3);
            float[] dy = inputs.array(ROWS * d + 9);
            float[] dx = inputs.array(ROWS * d + 9);
            float[] dWeight = inputs.array(d);
            float[] dBias = inputs.array(d);
            kernels.layerNormGradient(ROWS, d, x, 5, weight, statistics, 1, dy, 3, dx, 2, dWeight, dBias);
            return new float[][] {x, dy, dx, dWeight, dBias};
        });
        cases.put("productNN", product(Kernels::productNN, false, false));
        cases.put("productNT", product(Kernels::productNT, false, true));
        cases.put("productTN", product(Kernels::productTN, true, false));
        cases.put("quantizedProduct", (kernels, n, inputs) -> {
            int k = 4 * Math.min(1 + n / 4, 20);
            int[] quantized = new int[k / 4 * Kernels.QUANTIZED_COLUMNS + 3];
            float[] bits = inputs.array(quantized.length);
            for (int i = 0; i < quantized.length; i++) {
                // bits of all kinds in every byte
                quantized[i] = Float.floatToRawIntBits(bits[i]) * 0x9E3779B1;
            }
            float[] scale = inputs.array(Kernels.QUANTIZED_COLUMNS + 1);
            float[] error = inputs.array(Kernels.QUANTIZED_COLUMNS + 1);
            float[] y = inputs.array(Kernels.QUANTIZED_COLUMNS + 5);
            float max = kernels.quantizedProduct(k, inputs.array(k + 2), 2, quantized, 3, scale, error, 1, 1.25f, y, 3);
            return new float[][] {y, {max}};
        });
        cases.put("gram", (kernels, n, inputs) -> {
            double[] v = doubles(inputs, Math.min(n, 200) * 32);
            double[] w = doubles(inputs, 20 * 37);
            kernels.gram(20, Math.min(n, 200), 0.7, v, 32, w, 37);
            return upperTriangle(20, 20, w, 37);
        });
        cases.put("eliminate", (kernels, n, inputs) -> {
            int order = 4 * Math.min((n + 3) / 4, 20);
            double[] w = positiveDefinite(inputs, order, 80 + 32 + 5);
            kernels.eliminate(order, 80 + 32, w, 80 + 32 + 5);
            return upperTriangle(order, 80 + 32, w, 80 + 32 + 5);
        });
        cases.put("substituteBack", (kernels, n, inputs) -> {
            int order = 4 * Math.min((n + 3) / 4, 20);
            double[] w = positiveDefinite(inputs, order, 80 + 32 + 5);
            kernels.substituteBack(order, 80, 32, w, 80 + 32 + 5);
            return upperTriangle(order, 80 + 32 + 5, w, 80 + 32 + 5);
        });
        FourierCases.addTo(cases);
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
        cases.put("adamZeroGradientSteps", KernelCases::adamZeroGradientSteps);
        return cases;
    }

    /** Steps of every size against w: from those that move it to those that do not reach its last bit. */
    private static float[][] adamZeroGradientSteps(Kernels kernels, int n, KernelInputs inputs) {
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
        kernels.adamZeroGradientSteps(w, m, v, 3, n, 0.9f, 0.999f, 1e-8f, decay, rate, scale, 1, steps, 20);
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

    private static double[] doubles(KernelInputs inputs, int length) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = inputs.next();
        }
        return values;
    }

    /** Noise, with a diagonal that outweighs it. */
    private static double[] positiveDefinite(KernelInputs inputs, int order, int stride) {
        double[] w = doubles(inputs, order * stride);
        for (int i = 0; i < order; i++) {
            w[i * stride + i] = 700 + Math.abs(w[i * stride + i]);
        }
        return w;
    }

    /** The specified part of a matrix, each double as two floats: rounded, and what the rounding lost. */
    private static float[][] upperTriangle(int rows, int columns, double[] w, int stride) {
        float[][] parts = new float[rows][2 * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = i; j < columns; j++) {
                double element = w[i * stride + j];
                parts[i][2 * j] = (float) element;
                parts[i][2 * j + 1] = (float) (element - (float) element);
            }
        }
        return parts;
    }
}
