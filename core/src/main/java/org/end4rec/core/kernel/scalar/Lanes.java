package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.Fma;

/**
 * The fixed order of every sum: sixteen lanes start at 0; element i of the full blocks of sixteen belongs to lane i mod
 * 16, and the {@code r < 16} elements left over belong to the last r lanes. The lanes end in a tree: lane i + lane (i +
 * 8), then (i + 4), (i + 2), (i + 1). Even and odd lanes meet only at its root, so they are summed one after the other,
 * in eight registers.
 */
public final class Lanes {
    /** How many lanes a sum has. */
    public static final int COUNT = 16;

    private Lanes() {}

    /** Σ x over the lanes first, first + 2, …, first + 14. */
    static float sum(float[] x, int xo, int n, int first) {
        float l0 = 0f;
        float l1 = 0f;
        float l2 = 0f;
        float l3 = 0f;
        float l4 = 0f;
        float l5 = 0f;
        float l6 = 0f;
        float l7 = 0f;
        int i = xo + first;
        int rest = n;
        for (; rest >= COUNT; rest -= COUNT, i += COUNT) {
            l0 = l0 + x[i];
            l1 = l1 + x[i + 2];
            l2 = l2 + x[i + 4];
            l3 = l3 + x[i + 6];
            l4 = l4 + x[i + 8];
            l5 = l5 + x[i + 10];
            l6 = l6 + x[i + 12];
            l7 = l7 + x[i + 14];
        }
        int from = COUNT - rest;
        i -= from;
        l0 = first >= from ? l0 + x[i] : l0;
        l1 = first + 2 >= from ? l1 + x[i + 2] : l1;
        l2 = first + 4 >= from ? l2 + x[i + 4] : l2;
        l3 = first + 6 >= from ? l3 + x[i + 6] : l3;
        l4 = first + 8 >= from ? l4 + x[i + 8] : l4;
        l5 = first + 10 >= from ? l5 + x[i + 10] : l5;
        l6 = first + 12 >= from ? l6 + x[i + 12] : l6;
        l7 = first + 14 >= from ? l7 + x[i + 14] : l7;
        return ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7));
    }

    /** Σ a·b over the lanes first, first + 2, …, first + 14. */
    static float dot(float[] a, int ao, float[] b, int bo, int n, int first) {
        float l0 = 0f;
        float l1 = 0f;
        float l2 = 0f;
        float l3 = 0f;
        float l4 = 0f;
        float l5 = 0f;
        float l6 = 0f;
        float l7 = 0f;
        int i = ao + first;
        int j = bo + first;
        int rest = n;
        for (; rest >= COUNT; rest -= COUNT, i += COUNT, j += COUNT) {
            l0 = Fma.fma(a[i], b[j], l0);
            l1 = Fma.fma(a[i + 2], b[j + 2], l1);
            l2 = Fma.fma(a[i + 4], b[j + 4], l2);
            l3 = Fma.fma(a[i + 6], b[j + 6], l3);
            l4 = Fma.fma(a[i + 8], b[j + 8], l4);
            l5 = Fma.fma(a[i + 10], b[j + 10], l5);
            l6 = Fma.fma(a[i + 12], b[j + 12], l6);
            l7 = Fma.fma(a[i + 14], b[j + 14], l7);
        }
        int from = COUNT - rest;
        i -= from;
        j -= from;
        l0 = first >= from ? Fma.fma(a[i], b[j], l0) : l0;
        l1 = first + 2 >= from ? Fma.fma(a[i + 2], b[j + 2], l1) : l1;
        l2 = first + 4 >= from ? Fma.fma(a[i + 4], b[j + 4], l2) : l2;
        l3 = first + 6 >= from ? Fma.fma(a[i + 6], b[j + 6], l3) : l3;
        l4 = first + 8 >= from ? Fma.fma(a[i + 8], b[j + 8], l4) : l4;
        l5 = first + 10 >= from ? Fma.fma(a[i + 10], b[j + 10], l5) : l5;
        l6 = first + 12 >= from ? Fma.fma(a[i + 12], b[j + 12], l6) : l6;
        l7 = first + 14 >= from ? Fma.fma(a[i + 14], b[j + 14], l7) : l7;
        return ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7));
    }

    /** Σ e^(x − shift) over the lanes first, first + 2, …, first + 14. */
    static float sumExp(float[] x, int xo, float shift, int n, int first) {
        float l0 = 0f;
        float l1 = 0f;
        float l2 = 0f;
        float l3 = 0f;
        float l4 = 0f;
        float l5 = 0f;
        float l6 = 0f;
        float l7 = 0f;
        int i = xo + first;
        int rest = n;
        for (; rest >= COUNT; rest -= COUNT, i += COUNT) {
            l0 = l0 + Polynomials.expNonPositive(x[i] - shift);
            l1 = l1 + Polynomials.expNonPositive(x[i + 2] - shift);
            l2 = l2 + Polynomials.expNonPositive(x[i + 4] - shift);
            l3 = l3 + Polynomials.expNonPositive(x[i + 6] - shift);
            l4 = l4 + Polynomials.expNonPositive(x[i + 8] - shift);
            l5 = l5 + Polynomials.expNonPositive(x[i + 10] - shift);
            l6 = l6 + Polynomials.expNonPositive(x[i + 12] - shift);
            l7 = l7 + Polynomials.expNonPositive(x[i + 14] - shift);
        }
        int from = COUNT - rest;
        i -= from;
        l0 = first >= from ? l0 + Polynomials.expNonPositive(x[i] - shift) : l0;
        l1 = first + 2 >= from ? l1 + Polynomials.expNonPositive(x[i + 2] - shift) : l1;
        l2 = first + 4 >= from ? l2 + Polynomials.expNonPositive(x[i + 4] - shift) : l2;
        l3 = first + 6 >= from ? l3 + Polynomials.expNonPositive(x[i + 6] - shift) : l3;
        l4 = first + 8 >= from ? l4 + Polynomials.expNonPositive(x[i + 8] - shift) : l4;
        l5 = first + 10 >= from ? l5 + Polynomials.expNonPositive(x[i + 10] - shift) : l5;
        l6 = first + 12 >= from ? l6 + Polynomials.expNonPositive(x[i + 12] - shift) : l6;
        l7 = first + 14 >= from ? l7 + Polynomials.expNonPositive(x[i + 14] - shift) : l7;
        return ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7));
    }
}
