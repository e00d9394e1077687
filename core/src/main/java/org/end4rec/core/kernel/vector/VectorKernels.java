package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.kernel.scalar.Lanes;
import org.end4rec.core.kernel.scalar.Normalization;

/**
 * The kernels on the Vector API. What is left of a loop of plain arithmetic after the last full vector goes to the scalar
 * kernels, which give the same bits, and so do arrays too short for the other classes.
 */
public final class VectorKernels extends Kernels implements VectorElementwise {
    /** @throws UnsupportedOperationException where the preferred vectors are too short */
    public VectorKernels() {
        int bits = VectorLanes.preferredBits();
        if (bits < VectorLanes.SMALLEST_BITS) {
            throw new UnsupportedOperationException("this processor's preferred vectors have " + bits
                    + " bits and the vector kernels need " + VectorLanes.SMALLEST_BITS
                    + "; use a processor with AVX2 or wider vectors");
        }
        VectorFirstCalls.makeWhereNeeded(this);
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public float sum(float[] x, int xo, int n) {
        return n < Lanes.COUNT ? TAIL.sum(x, xo, n) : VectorReductions.sum(x, xo, n);
    }

    @Override
    public float dot(float[] a, int ao, float[] b, int bo, int n) {
        return n < Lanes.COUNT ? TAIL.dot(a, ao, b, bo, n) : VectorReductions.dot(a, ao, b, bo, n);
    }

    @Override
    public float max(float[] x, int xo, int n) {
        return n < Lanes.COUNT ? TAIL.max(x, xo, n) : VectorReductions.max(x, xo, n);
    }

    @Override
    public float expSum(float[] x, int xo, float shift, float[] y, int yo, int n) {
        return n < Lanes.COUNT ? TAIL.expSum(x, xo, shift, y, yo, n) : VectorReductions.expSum(x, xo, shift, y, yo, n);
    }

    @Override
    public float sumExp(float[] x, int xo, float shift, int n) {
        return n < Lanes.COUNT ? TAIL.sumExp(x, xo, shift, n) : VectorReductions.sumExp(x, xo, shift, n);
    }

    @Override
    public void scaledExp(float[] x, int xo, float shift, float scale, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.scaledExp(x, xo, shift, scale, y, yo, full);
        TAIL.scaledExp(x, xo + full, shift, scale, y, yo + full, n - full);
    }

    @Override
    public void softmaxColumns(float scale, float[] x, int xo, int ld, int rows, int n) {
        int full = SPECIES.loopBound(n);
        VectorColumns.softmax(scale, x, xo, ld, rows, full);
        TAIL.softmaxColumns(scale, x, xo + full, ld, rows, n - full);
    }

    @Override
    public void softmaxColumnsGradient(float scale, float[] y, int yo, float[] dy, int dyo, int ld, int rows, int n) {
        int full = SPECIES.loopBound(n);
        VectorColumns.softmaxGradient(scale, y, yo, dy, dyo, ld, rows, full);
        TAIL.softmaxColumnsGradient(scale, y, yo + full, dy, dyo + full, ld, rows, n - full);
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
        if (d % Lanes.COUNT == 0) {
            VectorNormalization.forward(rows, d, epsilon, x, xo, weight, bias, y, yo, statistics, so);
        } else {
            Normalization.forward(this, rows, d, epsilon, x, xo, weight, bias, y, yo, statistics, so);
        }
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
        if (d % Lanes.COUNT == 0) {
            VectorNormalization.gradient(rows, d, x, xo, weight, statistics, so, dy, dyo, dx, dxo, dWeight, dBias);
        } else {
            Normalization.gradient(this, rows, d, x, xo, weight, statistics, so, dy, dyo, dx, dxo, dWeight, dBias);
        }
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
        VectorProducts.productNN(m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc, accumulate);
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
        VectorProducts.productNT(m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc, accumulate);
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
        VectorProducts.productTN(m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc, accumulate);
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
        return VectorRoughProduct.roughProduct(k, a, ao, b, bo, scale, error, so, norm, y, yo);
    }

    @Override
    public void gram(int n, int k, double scale, double[] v, int ldv, double[] w, int ldw) {
        VectorFactorization.gram(n, k, scale, v, ldv, w, ldw);
    }

    @Override
    public void eliminate(int n, int columns, double[] w, int ldw) {
        VectorFactorization.eliminate(n, columns, w, ldw);
    }

    @Override
    public void substituteBack(int n, int from, int columns, double[] w, int ldw) {
        VectorFactorization.substituteBack(n, from, columns, w, ldw);
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
        VectorButterflies.stage(radix, m, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
    }

    @Override
    public void unpairSpectra(
            int n, int s, float weight, float interior, float[] z, int zr, int zi, float[] y, int yo, int d) {
        VectorSpectra.unpair(n, s, weight, interior, z, zr, zi, y, yo, d);
    }

    @Override
    public void pairSpectra(
            int n, int s, float weight, float interior, float[] x, int xo, int d, float[] z, int zr, int zi) {
        VectorSpectra.pair(n, s, weight, interior, x, xo, d, z, zr, zi);
    }

    @Override
    public void turnRows(int rows, int s, float[] w, boolean conjugate, float[] z, int zr, int zi) {
        VectorSpectra.turnRows(rows, s, w, conjugate, z, zr, zi);
    }

    @Override
    public void complexProduct(
            boolean conjugate, float[] x, int xr, int xi, float[] w, int wr, int wi, float[] y, int yr, int yi, int n) {
        VectorSpectra.product(conjugate, x, xr, xi, w, wr, wi, y, yr, yi, n);
    }

    @Override
    public void causalProduct(int n, int d, float[] h, int ho, float[] x, int xo, float[] y, int yo, int step) {
        VectorCausal.product(this, n, d, h, ho, x, xo, y, yo, step);
    }

    @Override
    public void chunkProduct(
            int f, int k, int s, float[] w, float[] b, float[] x, int xo, float[] y, int yo, boolean rectify) {
        VectorChunks.product(f, k, s, w, b, x, xo, y, yo, rectify);
    }

    @Override
    public void chunkGradient(int f, int k, int s, float[] x, int xo, float[] dy, int dyo, float[] dw, float[] db) {
        VectorChunks.gradient(f, k, s, x, xo, dy, dyo, dw, db);
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
        FloatVector keepMean = FloatVector.broadcast(SPECIES, beta1);
        FloatVector keepSquare = FloatVector.broadcast(SPECIES, beta2);
        FloatVector smallest = FloatVector.broadcast(SPECIES, epsilon);
        FloatVector correction = FloatVector.broadcast(SPECIES, scale);
        int full = offset + SPECIES.loopBound(n);
        for (int i = offset; i < full; i += WIDTH) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector mean = keepMean.fma(FloatVector.fromArray(SPECIES, m, i), gradient.mul(1f - beta1));
            FloatVector square = keepSquare.fma(
                    FloatVector.fromArray(SPECIES, v, i),
                    gradient.mul(1f - beta2).mul(gradient));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            FloatVector step = mean.mul(rate).div(square.sqrt().fma(correction, smallest));
            FloatVector.fromArray(SPECIES, w, i).mul(decay).sub(step).intoArray(w, i);
        }
        TAIL.adam(w, g, m, v, full, offset + n - full, beta1, beta2, epsilon, decay, rate, scale);
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
        int full = VectorIdleSteps.run(w, m, v, offset, n, beta1, beta2, epsilon, decay, rate, scale, from, to, calm);
        TAIL.adamIdle(w, m, v, full, offset + n - full, beta1, beta2, epsilon, decay, rate, scale, from, to, calm);
    }
}
