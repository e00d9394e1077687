package org.end4rec.core.kernel;

/**
 * The fixed order of every sum: element i belongs to lane i mod 8, and the eight lanes end in the tree
 * ((0+4)+(2+6))+((1+5)+(3+7)). The lanes passed in hold what has been summed before; the given elements start at lane 0.
 */
final class Lanes {
    private Lanes() {}

    static float tree(float l0, float l1, float l2, float l3, float l4, float l5, float l6, float l7) {
        return ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7));
    }

    static float sum(
            float l0, float l1, float l2, float l3, float l4, float l5, float l6, float l7, float[] x, int xo, int n) {
        int i = xo;
        int rest = n;
        for (; rest >= 8; rest -= 8, i += 8) {
            l0 += x[i];
            l1 += x[i + 1];
            l2 += x[i + 2];
            l3 += x[i + 3];
            l4 += x[i + 4];
            l5 += x[i + 5];
            l6 += x[i + 6];
            l7 += x[i + 7];
        }
        // a lane without an element is left alone: adding 0 would turn −0 into +0
        l0 = rest > 0 ? l0 + x[i] : l0;
        l1 = rest > 1 ? l1 + x[i + 1] : l1;
        l2 = rest > 2 ? l2 + x[i + 2] : l2;
        l3 = rest > 3 ? l3 + x[i + 3] : l3;
        l4 = rest > 4 ? l4 + x[i + 4] : l4;
        l5 = rest > 5 ? l5 + x[i + 5] : l5;
        l6 = rest > 6 ? l6 + x[i + 6] : l6;
        return tree(l0, l1, l2, l3, l4, l5, l6, l7);
    }

    static float dot(
            float l0,
            float l1,
            float l2,
            float l3,
            float l4,
            float l5,
            float l6,
            float l7,
            float[] a,
            int ao,
            float[] b,
            int bo,
            int n) {
        int i = ao;
        int j = bo;
        int rest = n;
        for (; rest >= 8; rest -= 8, i += 8, j += 8) {
            l0 = Math.fma(a[i], b[j], l0);
            l1 = Math.fma(a[i + 1], b[j + 1], l1);
            l2 = Math.fma(a[i + 2], b[j + 2], l2);
            l3 = Math.fma(a[i + 3], b[j + 3], l3);
            l4 = Math.fma(a[i + 4], b[j + 4], l4);
            l5 = Math.fma(a[i + 5], b[j + 5], l5);
            l6 = Math.fma(a[i + 6], b[j + 6], l6);
            l7 = Math.fma(a[i + 7], b[j + 7], l7);
        }
        l0 = rest > 0 ? Math.fma(a[i], b[j], l0) : l0;
        l1 = rest > 1 ? Math.fma(a[i + 1], b[j + 1], l1) : l1;
        l2 = rest > 2 ? Math.fma(a[i + 2], b[j + 2], l2) : l2;
        l3 = rest > 3 ? Math.fma(a[i + 3], b[j + 3], l3) : l3;
        l4 = rest > 4 ? Math.fma(a[i + 4], b[j + 4], l4) : l4;
        l5 = rest > 5 ? Math.fma(a[i + 5], b[j + 5], l5) : l5;
        l6 = rest > 6 ? Math.fma(a[i + 6], b[j + 6], l6) : l6;
        return tree(l0, l1, l2, l3, l4, l5, l6, l7);
    }
}
