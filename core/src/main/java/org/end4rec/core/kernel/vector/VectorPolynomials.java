package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.end4rec.core.kernel.scalar.Polynomials;

/**
 * {@link Polynomials} a vector at a time: the same operations in the same order, so the same bits. n is a
 * multiple of a vector. No vector lives from one turn of a loop to the next: Java 17 may then keep it in memory.
 *
 * <p>The compiler keeps vectors in registers only as long as it inlines, and Java 17 stops to see through the Vector
 * API after some sixty calls of it in one method with all it inlines: beyond, it may box vectors, in some processes and
 * not in others. So a long formula has some constants as vectors, which saves their broadcasts. Those of bits stay in
 * registers; those of floats are read each time, because the results go to arrays of floats too, so there are few.
 */
final class VectorPolynomials {
    private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    private static final int WIDTH = VectorLanes.WIDTH;

    private static final FloatVector GAUSS_3 = FloatVector.broadcast(SPECIES, Polynomials.GAUSS_3);
    private static final FloatVector GAUSS_2 = FloatVector.broadcast(SPECIES, Polynomials.GAUSS_2);
    private static final FloatVector GAUSS_1 = FloatVector.broadcast(SPECIES, Polynomials.GAUSS_1);
    private static final FloatVector GAUSS_0 = FloatVector.broadcast(SPECIES, Polynomials.GAUSS_0);
    private static final IntVector TAIL_END_BITS = IntVector.broadcast(VectorLanes.BITS, Polynomials.TAIL_END_BITS);
    private static final IntVector TANH_END_BITS = IntVector.broadcast(VectorLanes.BITS, Polynomials.TANH_END_BITS);
    private static final IntVector ONE_BITS = IntVector.broadcast(VectorLanes.BITS, Polynomials.ONE_BITS);
    private static final IntVector SIGN_BIT = IntVector.broadcast(VectorLanes.BITS, Polynomials.SIGN_BIT);
    private static final IntVector SIGN_AND_EXPONENT_BITS =
            IntVector.broadcast(VectorLanes.BITS, Polynomials.SIGN_AND_EXPONENT_BITS);
    private static final IntVector HALF_ROOT_BITS = IntVector.broadcast(VectorLanes.BITS, Polynomials.HALF_ROOT_BITS);
    private static final IntVector ROUNDER_BITS = IntVector.broadcast(VectorLanes.BITS, Polynomials.ROUNDER_BITS);

    private VectorPolynomials() {}

    static void exp(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            exp(v).intoArray(y, yo + i);
        }
    }

    private static FloatVector exp(FloatVector x) {
        FloatVector limited = x.blend(Polynomials.EXP_HIGHEST, x.compare(VectorOperators.GT, Polynomials.EXP_HIGHEST));
        limited = limited.blend(Polynomials.EXP_LOWEST, limited.compare(VectorOperators.LT, Polynomials.EXP_LOWEST));
        FloatVector rounded = limited.fma(Polynomials.ONE_OVER_LN2, Polynomials.ROUNDER);
        FloatVector n = rounded.sub(Polynomials.ROUNDER);
        FloatVector r = n.fma(
                FloatVector.broadcast(SPECIES, -Polynomials.LN2_LOW),
                n.fma(FloatVector.broadcast(SPECIES, -Polynomials.LN2_HIGH), limited));
        FloatVector growth = growth(r);
        IntVector exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1).and(SIGN_AND_EXPONENT_BITS);
        FloatVector power = half.add(ONE_BITS).reinterpretAsFloats();
        return growth.fma(power, power).mul(exponent.sub(half).add(ONE_BITS).reinterpretAsFloats());
    }

    private static FloatVector growth(FloatVector r) {
        FloatVector p = r.fma(Polynomials.EXP_4, Polynomials.EXP_3);
        p = p.fma(r, FloatVector.broadcast(SPECIES, Polynomials.EXP_2));
        p = p.fma(r, FloatVector.broadcast(SPECIES, Polynomials.EXP_1));
        p = p.fma(r, FloatVector.broadcast(SPECIES, Polynomials.EXP_0));
        return p.fma(r.mul(r), r);
    }

    static FloatVector expNonPositive(FloatVector x) {
        FloatVector limited = x.blend(Polynomials.EXP_LOWEST, x.compare(VectorOperators.LT, Polynomials.EXP_LOWEST));
        FloatVector rounded = limited.fma(Polynomials.ONE_OVER_LN2, Polynomials.EXP_NON_POSITIVE_ROUNDER);
        FloatVector n = rounded.sub(Polynomials.EXP_NON_POSITIVE_ROUNDER);
        FloatVector r = n.fma(
                FloatVector.broadcast(SPECIES, -Polynomials.LN2_LOW),
                n.fma(FloatVector.broadcast(SPECIES, -Polynomials.LN2_HIGH), limited));
        FloatVector power = rounded.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, 23)
                .add(ONE_BITS)
                .reinterpretAsFloats();
        return growth(r).fma(power, power).mul(Polynomials.EXP_NON_POSITIVE_SCALE);
    }

    static void scaledExp(float[] x, int xo, float shift, float scale, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            expNonPositive(v.sub(shift)).mul(scale).intoArray(y, yo + i);
        }
    }

    static void log(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            log(v).intoArray(y, yo + i);
        }
    }

    private static FloatVector log(FloatVector x) {
        VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Polynomials.SMALLEST_NORMAL);
        IntVector bits = x.blend(x.mul(Polynomials.SUBNORMAL_SCALE), subnormal).reinterpretAsInts();
        IntVector exponent = bits.sub(HALF_ROOT_BITS).lanewise(VectorOperators.ASHR, 23);
        FloatVector e = exponent.add(ROUNDER_BITS).reinterpretAsFloats().sub(Polynomials.ROUNDER);
        e = e.blend(e.add(Polynomials.SUBNORMAL_EXPONENT), subnormal);
        FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats()
                .sub(1f);
        FloatVector p = logPolynomial(f);
        FloatVector square = f.mul(f);
        p = e.fma(FloatVector.broadcast(SPECIES, Polynomials.LN2_LOW), p.mul(f).mul(square));
        p = square.fma(FloatVector.broadcast(SPECIES, -0.5f), p);
        FloatVector y = e.fma(FloatVector.broadcast(SPECIES, Polynomials.LN2_HIGH), f.add(p));
        y = FloatVector.broadcast(SPECIES, Float.NaN).blend(y, x.compare(VectorOperators.GT, 0f));
        y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
        return y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
    }

    private static FloatVector logPolynomial(FloatVector f) {
        FloatVector p = f.fma(Polynomials.LOG_8, Polynomials.LOG_7);
        p = p.fma(f, FloatVector.broadcast(SPECIES, Polynomials.LOG_6));
        p = p.fma(f, FloatVector.broadcast(SPECIES, Polynomials.LOG_5));
        p = p.fma(f, FloatVector.broadcast(SPECIES, Polynomials.LOG_4));
        p = p.fma(f, FloatVector.broadcast(SPECIES, Polynomials.LOG_3));
        p = p.fma(f, FloatVector.broadcast(SPECIES, Polynomials.LOG_2));
        p = p.fma(f, FloatVector.broadcast(SPECIES, Polynomials.LOG_1));
        return p.fma(f, FloatVector.broadcast(SPECIES, Polynomials.LOG_0));
    }

    static void tanh(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            tanh(v).intoArray(y, yo + i);
        }
    }

    private static FloatVector tanh(FloatVector x) {
        FloatVector size = limitedSize(x, TANH_END_BITS);
        FloatVector twice = size.add(size);
        FloatVector rounded = twice.fma(Polynomials.ONE_OVER_LN2, Polynomials.ROUNDER);
        FloatVector growth = growth(
                rounded.sub(Polynomials.ROUNDER).fma(FloatVector.broadcast(SPECIES, -Polynomials.LN2_HIGH), twice));
        FloatVector power = rounded.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, 23)
                .add(ONE_BITS)
                .reinterpretAsFloats();
        FloatVector far = FloatVector.broadcast(SPECIES, 1f)
                .sub(FloatVector.broadcast(SPECIES, 2f)
                        .div(growth.fma(power, power).add(1f)));
        far = far.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
        FloatVector square = x.mul(x);
        FloatVector p = square.fma(Polynomials.TANH_4, Polynomials.TANH_3);
        p = p.fma(square, FloatVector.broadcast(SPECIES, Polynomials.TANH_2));
        p = p.fma(square, FloatVector.broadcast(SPECIES, Polynomials.TANH_1));
        p = p.fma(square, FloatVector.broadcast(SPECIES, Polynomials.TANH_0));
        FloatVector near = x.mul(p.fma(square, FloatVector.broadcast(SPECIES, 1f)));
        return near.blend(far, x.abs().compare(VectorOperators.GE, Polynomials.TANH_SPLIT));
    }

    static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            sigmoid(v).intoArray(y, yo + i);
        }
    }

    private static FloatVector sigmoid(FloatVector x) {
        FloatVector e = expNonPositive(x.abs().neg());
        return FloatVector.broadcast(SPECIES, 1f)
                .blend(e, x.compare(VectorOperators.LT, 0f))
                .div(e.add(1f));
    }

    static void logSigmoid(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            logSigmoid(v).intoArray(y, yo + i);
        }
    }

    private static FloatVector logSigmoid(FloatVector x) {
        FloatVector e = expNonPositive(x.abs().neg());
        VectorMask<Float> large = e.compare(VectorOperators.GT, Polynomials.ROOT_OF_TWO_LESS_ONE);
        FloatVector f = e.blend(e.sub(1f).mul(0.5f), large);
        FloatVector p = logPolynomial(f);
        FloatVector square = f.mul(f);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector exponent = zero.blend(1f, large);
        p = exponent.fma(
                FloatVector.broadcast(SPECIES, Polynomials.LN2_LOW), p.mul(f).mul(square));
        p = square.fma(FloatVector.broadcast(SPECIES, -0.5f), p);
        p = exponent.fma(FloatVector.broadcast(SPECIES, Polynomials.LN2_HIGH), f.add(p));
        return zero.blend(x, x.compare(VectorOperators.LT, 0f)).sub(p);
    }

    static void gelu(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            FloatVector t = limitedSize(v, TAIL_END_BITS);
            FloatVector tail = tail(t);
            // scaledGaussian of Polynomials
            FloatVector rounded = t.mul(t).fma(-0.5f * Polynomials.ONE_OVER_LN2, Polynomials.GAUSS_ROUNDER);
            FloatVector whole = rounded.sub(Polynomials.GAUSS_ROUNDER);
            FloatVector s = whole.fma(
                    FloatVector.broadcast(SPECIES, Polynomials.TWICE_LN2_REST),
                    t.fma(t, whole.mul(Polynomials.TWICE_LN2_SHORT)));
            FloatVector p = s.fma(FloatVector.broadcast(SPECIES, Polynomials.GAUSS_4), GAUSS_3);
            p = p.fma(s, GAUSS_2);
            p = p.fma(s, GAUSS_1);
            p = p.fma(s, GAUSS_0);
            p = p.fma(s, FloatVector.broadcast(SPECIES, -0.5f));
            p = p.fma(s, FloatVector.broadcast(SPECIES, 1f));
            FloatVector gaussian = p.reinterpretAsInts()
                    .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                    .reinterpretAsFloats();
            t.mul(tail)
                    .fma(gaussian, v.blend(-0f, v.compare(VectorOperators.LT, 0f)))
                    .intoArray(y, yo + i);
        }
    }

    static void geluAndGradient(float[] x, int xo, float[] dy, int dyo, float[] y, int yo, float[] dx, int dxo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            FloatVector gradient = FloatVector.fromArray(SPECIES, dy, dyo + i);
            FloatVector t = tailSize(v);
            FloatVector tail = tail(t);
            // scaledGaussian of Polynomials
            FloatVector rounded = t.mul(t).fma(-0.5f * Polynomials.ONE_OVER_LN2, Polynomials.GAUSS_ROUNDER);
            FloatVector whole = rounded.sub(Polynomials.GAUSS_ROUNDER);
            FloatVector s = whole.fma(
                    FloatVector.broadcast(SPECIES, Polynomials.TWICE_LN2_REST),
                    t.fma(t, whole.mul(Polynomials.TWICE_LN2_SHORT)));
            FloatVector p = s.fma(FloatVector.broadcast(SPECIES, Polynomials.GAUSS_4), GAUSS_3);
            p = p.fma(s, GAUSS_2);
            p = p.fma(s, GAUSS_1);
            p = p.fma(s, GAUSS_0);
            p = p.fma(s, FloatVector.broadcast(SPECIES, -0.5f));
            p = p.fma(s, FloatVector.broadcast(SPECIES, 1f));
            FloatVector gaussian = p.reinterpretAsInts()
                    .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                    .reinterpretAsFloats();
            VectorMask<Float> negative = v.compare(VectorOperators.LT, 0f);
            t.mul(tail).fma(gaussian, v.blend(-0f, negative)).intoArray(y, yo + i);
            FloatVector factor = t.fma(FloatVector.broadcast(SPECIES, -Polynomials.TWICE_DENSITY_AT_ZERO), tail);
            FloatVector right = factor.fma(gaussian, FloatVector.broadcast(SPECIES, 1f));
            FloatVector derivative = right.blend(factor.neg().mul(gaussian), negative);
            gradient.mul(derivative).intoArray(dx, dxo + i);
        }
    }

    /** The minimum of bits is one instruction, but NaN becomes the limit: the caller brings it back. */
    private static FloatVector limitedSize(FloatVector x, IntVector mostBits) {
        return x.abs().reinterpretAsInts().min(mostBits).reinterpretAsFloats();
    }

    private static FloatVector tailSize(FloatVector x) {
        FloatVector t = x.abs();
        return t.blend(Polynomials.TAIL_END, t.compare(VectorOperators.GT, Polynomials.TAIL_END));
    }

    private static FloatVector tail(FloatVector t) {
        FloatVector p = t.fma(Polynomials.TAIL_4, Polynomials.TAIL_3);
        p = p.fma(t, FloatVector.broadcast(SPECIES, Polynomials.TAIL_2));
        p = p.fma(t, FloatVector.broadcast(SPECIES, Polynomials.TAIL_1));
        p = p.fma(t, FloatVector.broadcast(SPECIES, Polynomials.TAIL_0));
        FloatVector q = t.fma(Polynomials.TAIL_BELOW_5, Polynomials.TAIL_BELOW_4);
        q = q.fma(t, FloatVector.broadcast(SPECIES, Polynomials.TAIL_BELOW_3));
        q = q.fma(t, FloatVector.broadcast(SPECIES, Polynomials.TAIL_BELOW_2));
        q = q.fma(t, FloatVector.broadcast(SPECIES, Polynomials.TAIL_BELOW_1));
        return p.div(q.fma(t, FloatVector.broadcast(SPECIES, 1f)));
    }
}
