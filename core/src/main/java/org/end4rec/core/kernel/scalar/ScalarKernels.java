package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.Kernels;

/** The kernels in plain Java: the default where the Vector API is absent, and the oracle of the vector provider. */
public final class ScalarKernels extends Kernels implements ScalarElementwise {
    /** Kernels without state. */
    public ScalarKernels() {}

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public float sum(float[] x, int xo, int n) {
        return Lanes.sum(x, xo, n);
    }

    @Override
    public float dot(float[] a, int ao, float[] b, int bo, int n) {
        return Lanes.dot(a, ao, b, bo, n);
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
            y[yo + i] = Polynomials.decay(x[xo + i] - shift);
        }
        return sum(y, yo, n);
    }

    @Override
    public void softmaxColumns(float scale, float[] x, int xo, int ld, int rows, int n) {
        ScalarColumns.softmax(scale, x, xo, ld, rows, n);
    }

    @Override
    public void softmaxColumnsGradient(float scale, float[] y, int yo, float[] dy, int dyo, int ld, int rows, int n) {
        ScalarColumns.softmaxGradient(scale, y, yo, dy, dyo, ld, rows, n);
    }

    @Override
    public float sumExp(float[] x, int xo, float shift, int n) {
        return Lanes.sumExp(x, xo, shift, n);
    }

    @Override
    public void scaledExp(float[] x, int xo, float shift, float scale, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Polynomials.decay(x[xo + i] - shift) * scale;
        }
    }

    @Override
    public void layerNorm(
            int rows,
            int d,
            double epsilon,
            float[] x,
            int xo,
            float[] weight,
            float[] bias,
            float[] y,
            int yo,
            float[] statistics,
            int so) {
        Normalization.forward(this, rows, d, epsilon, x, xo, weight, bias, y, yo, statistics, so);
    }

    @Override
    public void layerNormGradient(
            int rows,
            int d,
            float[] x,
            int xo,
            float[] weight,
            float[] statistics,
            int so,
            float[] dy,
            int dyo,
            float[] dx,
            int dxo,
            float[] dWeight,
            float[] dBias) {
        Normalization.gradient(this, rows, d, x, xo, weight, statistics, so, dy, dyo, dx, dxo, dWeight, dBias);
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
        ScalarProducts.productNN(m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc, accumulate);
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
        ScalarProducts.productNT(m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc, accumulate);
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
        ScalarProducts.productTN(m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc, accumulate);
    }

    @Override
    public float roughProduct(
            int k,
            float[] a,
            int ao,
            int[] b,
            int bo,
            float[] scale,
            float[] error,
            int so,
            float norm,
            float[] y,
            int yo) {
        return ScalarRoughProduct.roughProduct(k, a, ao, b, bo, scale, error, so, norm, y, yo);
    }

    @Override
    public void gram(int n, int k, double scale, double[] v, int ldv, double[] w, int ldw) {
        ScalarFactorization.gram(n, k, scale, v, ldv, w, ldw);
    }

    @Override
    public void eliminate(int n, int columns, double[] w, int ldw) {
        ScalarFactorization.eliminate(n, columns, w, ldw);
    }

    @Override
    public void substituteBack(int n, int from, int columns, double[] w, int ldw) {
        ScalarFactorization.substituteBack(n, from, columns, w, ldw);
    }

    @Override
    public void butterflies(
            int radix,
            int m,
            int s,
            float[] w,
            float[] x,
            int xr,
            int xi,
            int xl,
            int xp,
            float[] y,
            int yr,
            int yi,
            int yp,
            int yj,
            int group,
            int gap) {
        ScalarButterflies.stage(radix, m, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
    }

    @Override
    public void unpairSpectra(
            int n, int s, float weight, float interior, float[] z, int zr, int zi, float[] y, int yo, int d) {
        ScalarSpectra.unpair(n, s, weight, interior, z, zr, zi, y, yo, d);
    }

    @Override
    public void pairSpectra(
            int n, int s, float weight, float interior, float[] x, int xo, int d, float[] z, int zr, int zi) {
        ScalarSpectra.pair(n, s, weight, interior, x, xo, d, z, zr, zi);
    }

    @Override
    public void turnRows(int rows, int s, float[] w, boolean conjugate, float[] z, int zr, int zi) {
        ScalarSpectra.turnRows(rows, s, w, conjugate, z, zr, zi);
    }

    @Override
    public void complexProduct(
            boolean conjugate, float[] x, int xr, int xi, float[] w, int wr, int wi, float[] y, int yr, int yi, int n) {
        ScalarSpectra.product(conjugate, x, xr, xi, w, wr, wi, y, yr, yi, n);
    }

    @Override
    public void causalProduct(int n, int d, float[] h, int ho, float[] x, int xo, float[] y, int yo, int step) {
        ScalarCausal.product(this, n, 0, d, h, ho, x, xo, y, yo, step);
    }

    @Override
    public void chunkProduct(
            int f, int k, int s, float[] w, float[] b, float[] x, int xo, float[] y, int yo, boolean rectify) {
        ScalarChunks.product(f, k, s, w, b, x, xo, y, yo, rectify);
    }

    @Override
    public void chunkGradient(int f, int k, int s, float[] x, int xo, float[] dy, int dyo, float[] dw, float[] db) {
        ScalarChunks.gradient(f, k, s, x, xo, dy, dyo, dw, db);
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
        float rest1 = 1f - beta1;
        float rest2 = 1f - beta2;
        for (int i = offset; i < offset + n; i++) {
            m[i] = Math.fma(beta1, m[i], rest1 * g[i]);
            v[i] = Math.fma(beta2, v[i], rest2 * g[i] * g[i]);
            w[i] = decay * w[i] - rate * m[i] / Math.fma((float) Math.sqrt(v[i]), scale, epsilon);
        }
    }

    @Override
    public void adamIdle(
            float[] w,
            float[] m,
            float[] v,
            int offset,
            int n,
            float beta1,
            float beta2,
            float epsilon,
            float[] decay,
            float[] rate,
            float[] scale,
            int from,
            int to,
            int calm) {
        for (int j = from; j < to; j++) {
            for (int i = offset; i < offset + n; i++) {
                m[i] = Math.fma(beta1, m[i], 0f);
                v[i] = Math.fma(beta2, v[i], 0f);
                w[i] = decay[j] * w[i] - rate[j] * m[i] / Math.fma((float) Math.sqrt(v[i]), scale[j], epsilon);
            }
        }
    }
}
