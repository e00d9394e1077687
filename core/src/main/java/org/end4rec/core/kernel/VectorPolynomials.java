package org.end4rec.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Polynomials} eight lanes at a time: the same operations in the same order, so the same bits. n is a multiple of
 * eight.
 *
 * <p>The compiler keeps vectors in registers only as long as it inlines. It always inlines the Vector API, but other
 * methods only while they are short and the caller's graph has fewer than some 18,000 nodes. So each formula stands in
 * its loop and calls the Vector API directly; only the shared parts are methods, and the exponential, the longest of
 * them, is called last where the formula allows.
 */
final class VectorPolynomials {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_256;
    private static final int WIDTH = 8;

    private VectorPolynomials() {}

    static void exp(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            exp(FloatVector.fromArray(LANES, x, xo + i)).intoArray(y, yo + i);
        }
    }

    static FloatVector exp(FloatVector x) {
        FloatVector limited = x.blend(Polynomials.EXP_HIGHEST, x.compare(VectorOperators.GT, Polynomials.EXP_HIGHEST));
        limited = limited.blend(Polynomials.EXP_LOWEST, limited.compare(VectorOperators.LT, Polynomials.EXP_LOWEST));
        FloatVector rounded = limited.fma(
                FloatVector.broadcast(LANES, Polynomials.HALF_OVER_LN2),
                FloatVector.broadcast(LANES, Polynomials.ROUNDER));
        FloatVector n = rounded.sub(Polynomials.ROUNDER);
        FloatVector r = n.fma(FloatVector.broadcast(LANES, -2f * Polynomials.LN2_HIGH), limited);
        r = n.fma(FloatVector.broadcast(LANES, -2f * Polynomials.LN2_LOW), r);
        FloatVector p =
                r.fma(FloatVector.broadcast(LANES, Polynomials.EXP_6), FloatVector.broadcast(LANES, Polynomials.EXP_5));
        p = p.fma(r, FloatVector.broadcast(LANES, Polynomials.EXP_4));
        p = p.fma(r, FloatVector.broadcast(LANES, Polynomials.EXP_3));
        p = p.fma(r, FloatVector.broadcast(LANES, Polynomials.EXP_2));
        p = p.fma(r, FloatVector.broadcast(LANES, Polynomials.EXP_1));
        p = p.fma(r, FloatVector.broadcast(LANES, Polynomials.EXP_0));
        p = p.fma(r.mul(r), r).add(1f);
        IntVector power =
                rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(Polynomials.ONE_BITS);
        FloatVector half = power.reinterpretAsFloats();
        return p.mul(half).mul(half);
    }

    static void log(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(LANES, x, xo + i);
            VectorMask<Float> subnormal = v.compare(VectorOperators.LT, Polynomials.SMALLEST_NORMAL);
            FloatVector normal = v.blend(v.mul(Polynomials.SUBNORMAL_SCALE), subnormal);
            IntVector bits = normal.reinterpretAsInts();
            IntVector exponent = bits.sub(Polynomials.HALF_ROOT_BITS).lanewise(VectorOperators.ASHR, 23);
            FloatVector e =
                    exponent.add(Polynomials.ROUNDER_BITS).reinterpretAsFloats().sub(Polynomials.ROUNDER);
            e = e.blend(e.add(Polynomials.SUBNORMAL_EXPONENT), subnormal);
            FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23))
                    .reinterpretAsFloats()
                    .sub(1f);
            FloatVector z = logarithm(e, f);
            z = FloatVector.broadcast(LANES, Float.NaN).blend(z, v.compare(VectorOperators.GT, 0f));
            z = z.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0f));
            z = z.blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
            z.intoArray(y, yo + i);
        }
    }

    private static FloatVector logarithm(FloatVector e, FloatVector f) {
        FloatVector p =
                f.fma(FloatVector.broadcast(LANES, Polynomials.LOG_8), FloatVector.broadcast(LANES, Polynomials.LOG_7));
        p = p.fma(f, FloatVector.broadcast(LANES, Polynomials.LOG_6));
        p = p.fma(f, FloatVector.broadcast(LANES, Polynomials.LOG_5));
        p = p.fma(f, FloatVector.broadcast(LANES, Polynomials.LOG_4));
        p = p.fma(f, FloatVector.broadcast(LANES, Polynomials.LOG_3));
        p = p.fma(f, FloatVector.broadcast(LANES, Polynomials.LOG_2));
        p = p.fma(f, FloatVector.broadcast(LANES, Polynomials.LOG_1));
        p = p.fma(f, FloatVector.broadcast(LANES, Polynomials.LOG_0));
        FloatVector square = f.mul(f);
        p = p.mul(f).mul(square);
        p = e.fma(FloatVector.broadcast(LANES, Polynomials.LN2_LOW), p);
        p = square.fma(FloatVector.broadcast(LANES, -0.5f), p);
        return e.fma(FloatVector.broadcast(LANES, Polynomials.LN2_HIGH), f.add(p));
    }

    static void tanh(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(LANES, x, xo + i);
            FloatVector size = v.abs();
            FloatVector square = v.mul(v);
            FloatVector p = square.fma(
                    FloatVector.broadcast(LANES, Polynomials.TANH_4), FloatVector.broadcast(LANES, Polynomials.TANH_3));
            p = p.fma(square, FloatVector.broadcast(LANES, Polynomials.TANH_2));
            p = p.fma(square, FloatVector.broadcast(LANES, Polynomials.TANH_1));
            p = p.fma(square, FloatVector.broadcast(LANES, Polynomials.TANH_0));
            FloatVector near = v.mul(p.fma(square, FloatVector.broadcast(LANES, 1f)));
            FloatVector far = FloatVector.broadcast(LANES, 1f)
                    .sub(FloatVector.broadcast(LANES, 2f)
                            .div(exp(size.add(size)).add(1f)));
            far = far.blend(far.neg(), v.compare(VectorOperators.LT, 0f));
            FloatVector result = far.blend(near, size.compare(VectorOperators.LT, Polynomials.TANH_SPLIT));
            result.intoArray(y, yo + i);
        }
    }

    static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(LANES, x, xo + i);
            FloatVector e = exp(v.abs().neg());
            FloatVector result = FloatVector.broadcast(LANES, 1f)
                    .blend(e, v.compare(VectorOperators.LT, 0f))
                    .div(e.add(1f));
            result.intoArray(y, yo + i);
        }
    }

    static void logSigmoid(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(LANES, x, xo + i);
            FloatVector zero = FloatVector.zero(LANES);
            FloatVector e = exp(v.abs().neg());
            VectorMask<Float> large = e.compare(VectorOperators.GT, Polynomials.ROOT_OF_TWO_LESS_ONE);
            FloatVector f = e.blend(e.sub(1f).mul(0.5f), large);
            FloatVector logarithm = logarithm(zero.blend(1f, large), f);
            FloatVector result =
                    zero.blend(v, v.compare(VectorOperators.LT, 0f)).sub(logarithm);
            result.intoArray(y, yo + i);
        }
    }

    static void gelu(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(LANES, x, xo + i);
            FloatVector t = limitedSize(v);
            FloatVector ratio = normalTail(t);
            FloatVector gaussian = gaussian(t);
            FloatVector right = v.mul(FloatVector.broadcast(LANES, 1f).sub(ratio.mul(gaussian)));
            FloatVector far = right.blend(t.neg().mul(ratio).mul(gaussian), v.compare(VectorOperators.LT, 0f));
            FloatVector square = t.mul(t);
            FloatVector p = square.fma(
                    FloatVector.broadcast(LANES, Polynomials.CENTER_5),
                    FloatVector.broadcast(LANES, Polynomials.CENTER_4));
            p = p.fma(square, FloatVector.broadcast(LANES, Polynomials.CENTER_3));
            p = p.fma(square, FloatVector.broadcast(LANES, Polynomials.CENTER_2));
            p = p.fma(square, FloatVector.broadcast(LANES, Polynomials.CENTER_1));
            p = p.fma(square, FloatVector.broadcast(LANES, Polynomials.CENTER_0));
            FloatVector near = v.mul(p.fma(v, FloatVector.broadcast(LANES, 0.5f)));
            FloatVector result = far.blend(near, t.compare(VectorOperators.LT, Polynomials.CENTER_END));
            result.intoArray(y, yo + i);
        }
    }

    static void geluGradient(float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(LANES, x, xo + i);
            FloatVector t = limitedSize(v);
            FloatVector factor =
                    t.fma(FloatVector.broadcast(LANES, -Polynomials.NORMAL_DENSITY_AT_ZERO), normalTail(t));
            FloatVector gaussian = gaussian(t);
            FloatVector right = factor.neg().fma(gaussian, FloatVector.broadcast(LANES, 1f));
            FloatVector derivative = right.blend(factor.mul(gaussian), v.compare(VectorOperators.LT, 0f));
            FloatVector.fromArray(LANES, dy, dyo + i)
                    .fma(derivative, FloatVector.fromArray(LANES, dx, dxo + i))
                    .intoArray(dx, dxo + i);
        }
    }

    private static FloatVector limitedSize(FloatVector x) {
        FloatVector t = x.abs();
        return t.blend(Polynomials.TAIL_END, t.compare(VectorOperators.GT, Polynomials.TAIL_END));
    }

    private static FloatVector gaussian(FloatVector t) {
        FloatVector square = t.mul(t);
        FloatVector lost = t.fma(t, square.neg());
        FloatVector e = exp(square.mul(-0.5f));
        return lost.mul(-0.5f).fma(e, e);
    }

    private static FloatVector normalTail(FloatVector t) {
        FloatVector reciprocal = FloatVector.broadcast(LANES, 1f).div(t.add(Polynomials.TAIL_POLE));
        FloatVector v = t.sub(Polynomials.TAIL_CENTER).mul(reciprocal);
        FloatVector p = v.fma(
                FloatVector.broadcast(LANES, Polynomials.TAIL_9), FloatVector.broadcast(LANES, Polynomials.TAIL_8));
        p = p.fma(v, FloatVector.broadcast(LANES, Polynomials.TAIL_7));
        p = p.fma(v, FloatVector.broadcast(LANES, Polynomials.TAIL_6));
        p = p.fma(v, FloatVector.broadcast(LANES, Polynomials.TAIL_5));
        p = p.fma(v, FloatVector.broadcast(LANES, Polynomials.TAIL_4));
        p = p.fma(v, FloatVector.broadcast(LANES, Polynomials.TAIL_3));
        p = p.fma(v, FloatVector.broadcast(LANES, Polynomials.TAIL_2));
        p = p.fma(v, FloatVector.broadcast(LANES, Polynomials.TAIL_1));
        p = p.fma(v, FloatVector.broadcast(LANES, Polynomials.TAIL_0));
        return p.mul(reciprocal);
    }
}
