package org.end4rec.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API. What is left of a loop of plain arithmetic after the last full vector goes to the scalar
 * kernels, which give the same bits, and so do arrays too short for the other classes.
 */
final class VectorKernels extends Kernels {
    private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    private static final int WIDTH = VectorLanes.WIDTH;

    private final ScalarKernels tail = new ScalarKernels();

    VectorKernels() {
        int bits = VectorLanes.preferredBits();
        if (bits < VectorLanes.SMALLEST_BITS) {
            throw new UnsupportedOperationException("this processor's preferred vectors have " + bits
                    + " bits and the vector kernels need " + VectorLanes.SMALLEST_BITS
                    + "; use a processor with AVX2 or wider vectors");
        }
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, a, ao + i)
                    .add(FloatVector.fromArray(SPECIES, b, bo + i))
                    .intoArray(y, yo + i);
        }
        tail.add(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    public void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, a, ao + i)
                    .sub(FloatVector.fromArray(SPECIES, b, bo + i))
                    .intoArray(y, yo + i);
        }
        tail.subtract(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    public void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, a, ao + i)
                    .mul(FloatVector.fromArray(SPECIES, b, bo + i))
                    .intoArray(y, yo + i);
        }
        tail.multiply(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    public void scale(float s, float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, x, xo + i).mul(s).intoArray(y, yo + i);
        }
        tail.scale(s, x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void shift(float[] x, int xo, float a, float b, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, x, xo + i).sub(a).sub(b).intoArray(y, yo + i);
        }
        tail.shift(x, xo + full, a, b, y, yo + full, n - full);
    }

    @Override
    public void accumulate(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, y, yo + i)
                    .add(FloatVector.fromArray(SPECIES, x, xo + i))
                    .intoArray(y, yo + i);
        }
        tail.accumulate(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void axpy(float s, float[] x, int xo, float[] y, int yo, int n) {
        FloatVector factor = FloatVector.broadcast(SPECIES, s);
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            factor.fma(FloatVector.fromArray(SPECIES, x, xo + i), FloatVector.fromArray(SPECIES, y, yo + i))
                    .intoArray(y, yo + i);
        }
        tail.axpy(s, x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void multiplyAccumulate(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, a, ao + i)
                    .fma(FloatVector.fromArray(SPECIES, b, bo + i), FloatVector.fromArray(SPECIES, y, yo + i))
                    .intoArray(y, yo + i);
        }
        tail.multiplyAccumulate(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    public void maximum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, a, ao + i)
                    .max(FloatVector.fromArray(SPECIES, b, bo + i))
                    .intoArray(y, yo + i);
        }
        tail.maximum(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    public void relu(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, x, xo + i).max(0f).intoArray(y, yo + i);
        }
        tail.relu(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void reluGradient(float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int n) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            VectorMask<Float> positive =
                    FloatVector.fromArray(SPECIES, x, xo + i).compare(VectorOperators.GT, 0f);
            FloatVector.fromArray(SPECIES, dx, dxo + i)
                    .add(zero.blend(FloatVector.fromArray(SPECIES, dy, dyo + i), positive))
                    .intoArray(dx, dxo + i);
        }
        tail.reluGradient(x, xo + full, dy, dyo + full, dx, dxo + full, n - full);
    }

    @Override
    public void exp(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.exp(x, xo, y, yo, full);
        tail.exp(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void expDifference(float[] x, int xo, float[] shift, int so, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            VectorPolynomials.decay(FloatVector.fromArray(SPECIES, x, xo + i)
                            .sub(FloatVector.fromArray(SPECIES, shift, so + i)))
                    .intoArray(y, yo + i);
        }
        tail.expDifference(x, xo + full, shift, so + full, y, yo + full, n - full);
    }

    @Override
    public void accumulateExp(float[] x, int xo, float[] shift, int so, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, y, yo + i)
                    .add(VectorPolynomials.decay(FloatVector.fromArray(SPECIES, x, xo + i)
                            .sub(FloatVector.fromArray(SPECIES, shift, so + i))))
                    .intoArray(y, yo + i);
        }
        tail.accumulateExp(x, xo + full, shift, so + full, y, yo + full, n - full);
    }

    @Override
    public void log(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.log(x, xo, y, yo, full);
        tail.log(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void tanh(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.tanh(x, xo, y, yo, full);
        tail.tanh(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.sigmoid(x, xo, y, yo, full);
        tail.sigmoid(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void logSigmoid(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.logSigmoid(x, xo, y, yo, full);
        tail.logSigmoid(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void gelu(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.gelu(x, xo, y, yo, full);
        tail.gelu(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void geluAndGradient(float[] x, int xo, float[] dy, int dyo, float[] y, int yo, float[] dx, int dxo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.geluAndGradient(x, xo, dy, dyo, y, yo, dx, dxo, full);
        tail.geluAndGradient(x, xo + full, dy, dyo + full, y, yo + full, dx, dxo + full, n - full);
    }

    @Override
    public float sum(float[] x, int xo, int n) {
        return n < Lanes.COUNT ? tail.sum(x, xo, n) : VectorReductions.sum(x, xo, n);
    }

    @Override
    public float dot(float[] a, int ao, float[] b, int bo, int n) {
        return n < Lanes.COUNT ? tail.dot(a, ao, b, bo, n) : VectorReductions.dot(a, ao, b, bo, n);
    }

    @Override
    public float max(float[] x, int xo, int n) {
        return n < Lanes.COUNT ? tail.max(x, xo, n) : VectorReductions.max(x, xo, n);
    }

    @Override
    public float expSum(float[] x, int xo, float shift, float[] y, int yo, int n) {
        return n < Lanes.COUNT ? tail.expSum(x, xo, shift, y, yo, n) : VectorReductions.expSum(x, xo, shift, y, yo, n);
    }

    @Override
    public float sumExp(float[] x, int xo, float shift, int n) {
        return n < Lanes.COUNT ? tail.sumExp(x, xo, shift, n) : VectorReductions.sumExp(x, xo, shift, n);
    }

    @Override
    public void scaledExp(float[] x, int xo, float shift, float scale, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.scaledExp(x, xo, shift, scale, y, yo, full);
        tail.scaledExp(x, xo + full, shift, scale, y, yo + full, n - full);
    }

    @Override
    public void softmaxColumns(float scale, float[] x, int xo, int ld, int rows, int n) {
        int full = SPECIES.loopBound(n);
        VectorColumns.softmax(scale, x, xo, ld, rows, full);
        tail.softmaxColumns(scale, x, xo + full, ld, rows, n - full);
    }

    @Override
    public void softmaxColumnsGradient(float scale, float[] y, int yo, float[] dy, int dyo, int ld, int rows, int n) {
        int full = SPECIES.loopBound(n);
        VectorColumns.softmaxGradient(scale, y, yo, dy, dyo, ld, rows, full);
        tail.softmaxColumnsGradient(scale, y, yo + full, dy, dyo + full, ld, rows, n - full);
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
    public float rowProduct(int n, int k, float[] a, int ao, float[] b, int bo, int ldb, float[] y, int yo) {
        return VectorRowProduct.rowProduct(n, k, a, ao, b, bo, ldb, y, yo);
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
        tail.adam(w, g, m, v, full, offset + n - full, beta1, beta2, epsilon, decay, rate, scale);
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
        tail.adamIdle(w, m, v, full, offset + n - full, beta1, beta2, epsilon, decay, rate, scale, from, to, calm);
    }
}
