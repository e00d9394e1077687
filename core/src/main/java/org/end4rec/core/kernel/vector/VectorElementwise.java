package org.end4rec.core.kernel.vector;

import static org.end4rec.core.kernel.vector.VectorLanes.SPECIES;
import static org.end4rec.core.kernel.vector.VectorLanes.TAIL;
import static org.end4rec.core.kernel.vector.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.end4rec.core.kernel.ElementwiseKernels;

/** {@link ElementwiseKernels} on the Vector API; what is left after the last full vector goes to the scalar kernels. */
interface VectorElementwise extends ElementwiseKernels {
    @Override
    default void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, a, ao + i)
                    .add(FloatVector.fromArray(SPECIES, b, bo + i))
                    .intoArray(y, yo + i);
        }
        TAIL.add(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    default void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, a, ao + i)
                    .sub(FloatVector.fromArray(SPECIES, b, bo + i))
                    .intoArray(y, yo + i);
        }
        TAIL.subtract(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    default void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, a, ao + i)
                    .mul(FloatVector.fromArray(SPECIES, b, bo + i))
                    .intoArray(y, yo + i);
        }
        TAIL.multiply(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    default void scale(float s, float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, x, xo + i).mul(s).intoArray(y, yo + i);
        }
        TAIL.scale(s, x, xo + full, y, yo + full, n - full);
    }

    @Override
    default void shift(float[] x, int xo, float a, float b, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, x, xo + i).sub(a).sub(b).intoArray(y, yo + i);
        }
        TAIL.shift(x, xo + full, a, b, y, yo + full, n - full);
    }

    @Override
    default void accumulate(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, y, yo + i)
                    .add(FloatVector.fromArray(SPECIES, x, xo + i))
                    .intoArray(y, yo + i);
        }
        TAIL.accumulate(x, xo + full, y, yo + full, n - full);
    }

    @Override
    default void axpy(float s, float[] x, int xo, float[] y, int yo, int n) {
        FloatVector factor = FloatVector.broadcast(SPECIES, s);
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            factor.fma(FloatVector.fromArray(SPECIES, x, xo + i), FloatVector.fromArray(SPECIES, y, yo + i))
                    .intoArray(y, yo + i);
        }
        TAIL.axpy(s, x, xo + full, y, yo + full, n - full);
    }

    @Override
    default void multiplyAccumulate(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, a, ao + i)
                    .fma(FloatVector.fromArray(SPECIES, b, bo + i), FloatVector.fromArray(SPECIES, y, yo + i))
                    .intoArray(y, yo + i);
        }
        TAIL.multiplyAccumulate(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    default void maximum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, a, ao + i)
                    .max(FloatVector.fromArray(SPECIES, b, bo + i))
                    .intoArray(y, yo + i);
        }
        TAIL.maximum(a, ao + full, b, bo + full, y, yo + full, n - full);
    }

    @Override
    default void relu(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, x, xo + i).max(0f).intoArray(y, yo + i);
        }
        TAIL.relu(x, xo + full, y, yo + full, n - full);
    }

    @Override
    default void reluGradient(float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int n) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            VectorMask<Float> positive =
                    FloatVector.fromArray(SPECIES, x, xo + i).compare(VectorOperators.GT, 0f);
            FloatVector.fromArray(SPECIES, dx, dxo + i)
                    .add(zero.blend(FloatVector.fromArray(SPECIES, dy, dyo + i), positive))
                    .intoArray(dx, dxo + i);
        }
        TAIL.reluGradient(x, xo + full, dy, dyo + full, dx, dxo + full, n - full);
    }

    @Override
    default void exp(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.exp(x, xo, y, yo, full);
        TAIL.exp(x, xo + full, y, yo + full, n - full);
    }

    @Override
    default void expDifference(float[] x, int xo, float[] shift, int so, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            VectorPolynomials.expNonPositive(FloatVector.fromArray(SPECIES, x, xo + i)
                            .sub(FloatVector.fromArray(SPECIES, shift, so + i)))
                    .intoArray(y, yo + i);
        }
        TAIL.expDifference(x, xo + full, shift, so + full, y, yo + full, n - full);
    }

    @Override
    default void accumulateExp(float[] x, int xo, float[] shift, int so, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector.fromArray(SPECIES, y, yo + i)
                    .add(VectorPolynomials.expNonPositive(FloatVector.fromArray(SPECIES, x, xo + i)
                            .sub(FloatVector.fromArray(SPECIES, shift, so + i))))
                    .intoArray(y, yo + i);
        }
        TAIL.accumulateExp(x, xo + full, shift, so + full, y, yo + full, n - full);
    }

    @Override
    default void log(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.log(x, xo, y, yo, full);
        TAIL.log(x, xo + full, y, yo + full, n - full);
    }

    @Override
    default void tanh(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.tanh(x, xo, y, yo, full);
        TAIL.tanh(x, xo + full, y, yo + full, n - full);
    }

    @Override
    default void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.sigmoid(x, xo, y, yo, full);
        TAIL.sigmoid(x, xo + full, y, yo + full, n - full);
    }

    @Override
    default void logSigmoid(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.logSigmoid(x, xo, y, yo, full);
        TAIL.logSigmoid(x, xo + full, y, yo + full, n - full);
    }

    @Override
    default void gelu(float[] x, int xo, float[] y, int yo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.gelu(x, xo, y, yo, full);
        TAIL.gelu(x, xo + full, y, yo + full, n - full);
    }

    @Override
    default void geluAndGradient(
            float[] x, int xo, float[] dy, int dyo, float[] y, int yo, float[] dx, int dxo, int n) {
        int full = SPECIES.loopBound(n);
        VectorPolynomials.geluAndGradient(x, xo, dy, dyo, y, yo, dx, dxo, full);
        TAIL.geluAndGradient(x, xo + full, dy, dyo + full, y, yo + full, dx, dxo + full, n - full);
    }
}
