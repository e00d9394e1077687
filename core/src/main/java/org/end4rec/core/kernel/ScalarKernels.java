package org.end4rec.core.kernel;

/** The kernels in plain Java: the default where the Vector API is absent, and the oracle of the vector provider. */
final class ScalarKernels extends Kernels {
    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + i] + b[bo + i];
        }
    }

    @Override
    public void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + i] - b[bo + i];
        }
    }

    @Override
    public void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + i] * b[bo + i];
        }
    }

    @Override
    public void scale(float s, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = s * x[xo + i];
        }
    }

    @Override
    public void accumulate(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] += x[xo + i];
        }
    }

    @Override
    public void axpy(float s, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(s, x[xo + i], y[yo + i]);
        }
    }

    @Override
    public void multiplyAccumulate(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(a[ao + i], b[bo + i], y[yo + i]);
        }
    }

    @Override
    public void relu(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.max(x[xo + i], 0f);
        }
    }

    @Override
    public void reluGradient(float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int n) {
        for (int i = 0; i < n; i++) {
            dx[dxo + i] += x[xo + i] > 0 ? dy[dyo + i] : 0f;
        }
    }

    @Override
    public void exp(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) StrictMath.exp(x[xo + i]);
        }
    }

    @Override
    public void log(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) StrictMath.log(x[xo + i]);
        }
    }

    @Override
    public void tanh(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) StrictMath.tanh(x[xo + i]);
        }
    }

    @Override
    public void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) (1 / (1 + StrictMath.exp(-x[xo + i])));
        }
    }

    @Override
    public void logSigmoid(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            double v = x[xo + i];
            y[yo + i] = (float) (Math.min(v, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(v))));
        }
    }

    private static double normalCdf(double x) {
        double sum = x;
        double term = x;
        for (int i = 1; i < 300 && Math.abs(term) > 1e-18; i++) {
            term *= x * x / (2 * i + 1);
            sum += term;
        }
        return Math.abs(x) > 8 ? (x > 0 ? 1 : 0) : 0.5 + sum * StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    @Override
    public void gelu(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) (x[xo + i] * normalCdf(x[xo + i]));
        }
    }

    @Override
    public void geluGradient(float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int n) {
        for (int i = 0; i < n; i++) {
            double v = x[xo + i];
            dx[dxo + i] +=
                    dy[dyo + i] * (float) (normalCdf(v) + v * StrictMath.exp(-v * v / 2) / Math.sqrt(2 * Math.PI));
        }
    }

    @Override
    public float sum(float[] x, int xo, int n) {
        float[] lanes = new float[8];
        for (int i = 0; i < n; i++) {
            lanes[i & 7] += x[xo + i];
        }
        return tree(lanes);
    }

    @Override
    public float dot(float[] a, int ao, float[] b, int bo, int n) {
        float[] lanes = new float[8];
        for (int i = 0; i < n; i++) {
            lanes[i & 7] = Math.fma(a[ao + i], b[bo + i], lanes[i & 7]);
        }
        return tree(lanes);
    }

    private static float tree(float[] lane) {
        return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
    }

    @Override
    public float max(float[] x, int xo, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    @Override
    public float expSum(float[] x, int xo, float shift, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) StrictMath.exp(x[xo + i] - shift);
        }
        return sum(y, yo, n);
    }

    @Override
    public void productNN(
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
            boolean accumulate) {
        product(m, n, k, a, ao, lda, 1, b, bo, ldb, 1, c, co, ldc, accumulate);
    }

    @Override
    public void productNT(
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
            boolean accumulate) {
        product(m, n, k, a, ao, lda, 1, b, bo, 1, ldb, c, co, ldc, accumulate);
    }

    @Override
    public void productTN(
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
            boolean accumulate) {
        product(m, n, k, a, ao, 1, lda, b, bo, ldb, 1, c, co, ldc, accumulate);
    }

    private static void product(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ai,
            int ak,
            float[] b,
            int bo,
            int bk,
            int bj,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = accumulate ? c[co + i * ldc + j] : 0f;
                for (int l = 0; l < k; l++) {
                    sum = Math.fma(a[ao + i * ai + l * ak], b[bo + l * bk + j * bj], sum);
                }
                c[co + i * ldc + j] = sum;
            }
        }
    }

    @Override
    public void adam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int offset,
            int n,
            float beta1,
            float beta2,
            float epsilon,
            float decay,
            float rate,
            float scale) {
        for (int i = offset; i < offset + n; i++) {
            m[i] = Math.fma(beta1, m[i], (1 - beta1) * g[i]);
            v[i] = Math.fma(beta2, v[i], (1 - beta2) * g[i] * g[i]);
            w[i] = decay * w[i] - rate * m[i] / ((float) Math.sqrt(v[i]) * scale + epsilon);
        }
    }
}
