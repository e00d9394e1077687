package org.end4rec.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API, always eight lanes wide: the virtual lanes of {@link Kernels}. What is left of a loop
 * after the last full vector goes to the scalar kernels, which give the same bits.
 */
final class VectorKernels extends Kernels {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_256;
    private static final int WIDTH = 8;

    private final ScalarKernels tail = new ScalarKernels();

    VectorKernels() {
        int bits = VectorShape.preferredShape().vectorBitSize();
        if (bits < LANES.vectorBitSize()) {
            throw new UnsupportedOperationException("this processor's preferred vectors have " + bits
                    + " bits and the vector kernels need " + LANES.vectorBitSize()
                    + "; use a processor with AVX2 or wider vectors");
        }
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(LANES, a, ao + i)
                    .add(FloatVector.fromArray(LANES, b, bo + i))
                    .intoArray(y, yo + i);
        }
        tail.add(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    public void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(LANES, a, ao + i)
                    .sub(FloatVector.fromArray(LANES, b, bo + i))
                    .intoArray(y, yo + i);
        }
        tail.subtract(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    public void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(LANES, a, ao + i)
                    .mul(FloatVector.fromArray(LANES, b, bo + i))
                    .intoArray(y, yo + i);
        }
        tail.multiply(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    public void scale(float s, float[] x, int xo, float[] y, int yo, int n) {
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(LANES, x, xo + i).mul(s).intoArray(y, yo + i);
        }
        tail.scale(s, x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void accumulate(float[] x, int xo, float[] y, int yo, int n) {
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(LANES, y, yo + i)
                    .add(FloatVector.fromArray(LANES, x, xo + i))
                    .intoArray(y, yo + i);
        }
        tail.accumulate(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void axpy(float s, float[] x, int xo, float[] y, int yo, int n) {
        FloatVector factor = FloatVector.broadcast(LANES, s);
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            factor.fma(FloatVector.fromArray(LANES, x, xo + i), FloatVector.fromArray(LANES, y, yo + i))
                    .intoArray(y, yo + i);
        }
        tail.axpy(s, x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void multiplyAccumulate(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(LANES, a, ao + i)
                    .fma(FloatVector.fromArray(LANES, b, bo + i), FloatVector.fromArray(LANES, y, yo + i))
                    .intoArray(y, yo + i);
        }
        tail.multiplyAccumulate(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    public void relu(float[] x, int xo, float[] y, int yo, int n) {
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(LANES, x, xo + i).max(0f).intoArray(y, yo + i);
        }
        tail.relu(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void reluGradient(float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int n) {
        FloatVector zero = FloatVector.zero(LANES);
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            VectorMask<Float> positive = FloatVector.fromArray(LANES, x, xo + i).compare(VectorOperators.GT, 0f);
            FloatVector.fromArray(LANES, dx, dxo + i)
                    .add(zero.blend(FloatVector.fromArray(LANES, dy, dyo + i), positive))
                    .intoArray(dx, dxo + i);
        }
        tail.reluGradient(x, xo + full, dy, dyo + full, dx, dxo + full, n - full);
    }

    @Override
    public void exp(float[] x, int xo, float[] y, int yo, int n) {
        int full = LANES.loopBound(n);
        VectorPolynomials.exp(x, xo, y, yo, full);
        tail.exp(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void log(float[] x, int xo, float[] y, int yo, int n) {
        int full = LANES.loopBound(n);
        VectorPolynomials.log(x, xo, y, yo, full);
        tail.log(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void tanh(float[] x, int xo, float[] y, int yo, int n) {
        int full = LANES.loopBound(n);
        VectorPolynomials.tanh(x, xo, y, yo, full);
        tail.tanh(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        int full = LANES.loopBound(n);
        VectorPolynomials.sigmoid(x, xo, y, yo, full);
        tail.sigmoid(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void logSigmoid(float[] x, int xo, float[] y, int yo, int n) {
        int full = LANES.loopBound(n);
        VectorPolynomials.logSigmoid(x, xo, y, yo, full);
        tail.logSigmoid(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void gelu(float[] x, int xo, float[] y, int yo, int n) {
        int full = LANES.loopBound(n);
        VectorPolynomials.gelu(x, xo, y, yo, full);
        tail.gelu(x, xo + full, y, yo + full, n - full);
    }

    @Override
    public void geluGradient(float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int n) {
        int full = LANES.loopBound(n);
        VectorPolynomials.geluGradient(x, xo, dy, dyo, dx, dxo, full);
        tail.geluGradient(x, xo + full, dy, dyo + full, dx, dxo + full, n - full);
    }

    @Override
    public float sum(float[] x, int xo, int n) {
        FloatVector lanes = FloatVector.zero(LANES);
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            lanes = lanes.add(FloatVector.fromArray(LANES, x, xo + i));
        }
        return sum(lanes, x, xo + full, n - full);
    }

    @Override
    public float dot(float[] a, int ao, float[] b, int bo, int n) {
        FloatVector lanes = FloatVector.zero(LANES);
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            lanes = FloatVector.fromArray(LANES, a, ao + i).fma(FloatVector.fromArray(LANES, b, bo + i), lanes);
        }
        return Lanes.dot(
                lanes.lane(0),
                lanes.lane(1),
                lanes.lane(2),
                lanes.lane(3),
                lanes.lane(4),
                lanes.lane(5),
                lanes.lane(6),
                lanes.lane(7),
                a,
                ao + full,
                b,
                bo + full,
                n - full);
    }

    @Override
    public float max(float[] x, int xo, int n) {
        FloatVector lanes = FloatVector.broadcast(LANES, Float.NEGATIVE_INFINITY);
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            lanes = lanes.max(FloatVector.fromArray(LANES, x, xo + i));
        }
        return Math.max(lanes.reduceLanes(VectorOperators.MAX), tail.max(x, xo + full, n - full));
    }

    @Override
    public float expSum(float[] x, int xo, float shift, float[] y, int yo, int n) {
        FloatVector lanes = FloatVector.zero(LANES);
        int full = LANES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector e = VectorPolynomials.exp(
                    FloatVector.fromArray(LANES, x, xo + i).sub(shift));
            e.intoArray(y, yo + i);
            lanes = lanes.add(e);
        }
        tail.expSum(x, xo + full, shift, y, yo + full, n - full);
        return sum(lanes, y, yo + full, n - full);
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
        FloatVector keepMean = FloatVector.broadcast(LANES, beta1);
        FloatVector keepSquare = FloatVector.broadcast(LANES, beta2);
        FloatVector smallest = FloatVector.broadcast(LANES, epsilon);
        FloatVector correction = FloatVector.broadcast(LANES, scale);
        int full = offset + LANES.loopBound(n);
        for (int i = offset; i < full; i += WIDTH) {
            FloatVector gradient = FloatVector.fromArray(LANES, g, i);
            FloatVector mean = keepMean.fma(FloatVector.fromArray(LANES, m, i), gradient.mul(1f - beta1));
            FloatVector square = keepSquare.fma(
                    FloatVector.fromArray(LANES, v, i), gradient.mul(1f - beta2).mul(gradient));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            FloatVector step = mean.mul(rate).div(square.sqrt().fma(correction, smallest));
            FloatVector.fromArray(LANES, w, i).mul(decay).sub(step).intoArray(w, i);
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

    private static float sum(FloatVector lanes, float[] x, int xo, int n) {
        return Lanes.sum(
                lanes.lane(0),
                lanes.lane(1),
                lanes.lane(2),
                lanes.lane(3),
                lanes.lane(4),
                lanes.lane(5),
                lanes.lane(6),
                lanes.lane(7),
                x,
                xo,
                n);
    }
}
