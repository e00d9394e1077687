package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * NumPy's broadcasting of two shapes, and its undoing: axes are matched from the end, and one of size 1 or absent is
 * repeated. Neighbouring axes on which the shapes behave alike are merged first, so equal shapes are a single row, a
 * suffix [d] or [N,d] against [B,N,d] a row per repetition, and [B,N,1] a row of d per position. Immutable.
 */
final class Broadcast {
    private static final int[] ONE = {1};

    private static final int SLOT_BITS = 8;

    /** Plans that have been made, one a slot: a step asks for the same few again and again. */
    private static final @Nullable Broadcast[] KEPT = new @Nullable Broadcast[1 << SLOT_BITS];

    private final Shape a;
    private final Shape b;
    private final Shape shape;
    private final BroadcastRows rows;

    private Broadcast(Shape a, Shape b, Shape shape, BroadcastRows rows) {
        this.a = a;
        this.b = b;
        this.shape = shape;
        this.rows = rows;
    }

    /** @throws IllegalArgumentException if the shapes do not match */
    static Broadcast of(String op, Shape a, Shape b) {
        int slot = (31 * a.hashCode() + b.hashCode()) * 0x9E3779B9 >>> 32 - SLOT_BITS;
        // a race is harmless: plans are immutable, and whoever loses makes one more
        Broadcast found = KEPT[slot];
        if (found == null || !found.a.equals(a) || !found.b.equals(b)) {
            found = make(op, a, b);
            KEPT[slot] = found;
        }
        return found;
    }

    private static Broadcast make(String op, Shape a, Shape b) {
        if (a.equals(b)) {
            return new Broadcast(a, b, a, new BroadcastRows(new int[] {a.size()}, ONE, ONE));
        }
        int rank = Math.max(a.rank(), b.rank());
        int[] dims = new int[rank];
        int[] merged = new int[rank + 1];
        int[] aStrides = new int[rank + 1];
        int[] bStrides = new int[rank + 1];
        int first = rank + 1;
        int aSize = 1;
        int bSize = 1;
        for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
            int aDim = fromEnd <= a.rank() ? a.dim(-fromEnd) : 1;
            int bDim = fromEnd <= b.rank() ? b.dim(-fromEnd) : 1;
            if (aDim != bDim && aDim != 1 && bDim != 1) {
                throw Op.wrongShape(op, "b", b, "axes equal to those of a " + a + " or 1, counted from the end");
            }
            int dim = aDim == 1 ? bDim : aDim;
            dims[rank - fromEnd] = dim;
            if (dim == 1) {
                continue;
            }
            int aStride = aDim == 1 ? 0 : aSize;
            int bStride = bDim == 1 ? 0 : bSize;
            boolean alike = first <= rank
                    && (aStride == 0) == (aStrides[first] == 0)
                    && (bStride == 0) == (bStrides[first] == 0);
            if (alike) {
                merged[first] *= dim;
            } else {
                first--;
                merged[first] = dim;
                aStrides[first] = aStride;
                bStrides[first] = bStride;
            }
            aSize *= aDim;
            bSize *= bDim;
        }
        if (first > rank) {
            first = rank;
            merged[first] = 1;
            aStrides[first] = 1;
            bStrides[first] = 1;
        }
        BroadcastRows rows = new BroadcastRows(
                Arrays.copyOfRange(merged, first, rank + 1),
                Arrays.copyOfRange(aStrides, first, rank + 1),
                Arrays.copyOfRange(bStrides, first, rank + 1));
        return new Broadcast(a, b, Shape.of(dims), rows);
    }

    /** The shape of the result. */
    Shape shape() {
        return shape;
    }

    /** y = kernel(a, b) with both broadcast to {@link #shape}. */
    void apply(Kernel kernel, Variable a, Variable b, float[] y) {
        Kernels kernels = Kernels.get();
        int n = rows.length();
        boolean aRepeated = rows.aStep() == 0;
        boolean bRepeated = rows.bStep() == 0;
        float[] av = aRepeated ? a.tape().arena().take(n) : a.value();
        float[] bv = bRepeated ? b.tape().arena().take(n) : b.value();
        for (int row = 0; row < rows.count(); row++) {
            int ao = rows.a(row);
            int bo = rows.b(row);
            if (aRepeated) {
                Arrays.fill(av, a.value()[ao]);
                ao = 0;
            }
            if (bRepeated) {
                Arrays.fill(bv, b.value()[bo]);
                bo = 0;
            }
            kernel.apply(kernels, av, ao, bv, bo, y, row * n, n);
        }
    }

    /** da += Σ dy over the axes on which a is repeated. */
    void accumulateA(float[] dy, float[] da) {
        boolean repeated = rows.aStep() == 0;
        int n = rows.length();
        for (int row = 0; row < rows.count(); row++) {
            accumulate(repeated, 1, dy, row * n, da, rows.a(row), n);
        }
    }

    /** db += factor·Σ dy over the axes on which b is repeated. */
    void accumulateB(float factor, float[] dy, float[] db) {
        boolean repeated = rows.bStep() == 0;
        int n = rows.length();
        for (int row = 0; row < rows.count(); row++) {
            accumulate(repeated, factor, dy, row * n, db, rows.b(row), n);
        }
    }

    /** da += Σ dy·b over the axes on which a is repeated. */
    void accumulateProductA(float[] dy, float[] b, float[] da) {
        boolean aRepeated = rows.aStep() == 0;
        boolean bRepeated = rows.bStep() == 0;
        int n = rows.length();
        for (int row = 0; row < rows.count(); row++) {
            accumulateProduct(aRepeated, bRepeated, dy, row * n, b, rows.b(row), da, rows.a(row), n);
        }
    }

    /** db += Σ dy·a over the axes on which b is repeated. */
    void accumulateProductB(float[] dy, float[] a, float[] db) {
        boolean aRepeated = rows.aStep() == 0;
        boolean bRepeated = rows.bStep() == 0;
        int n = rows.length();
        for (int row = 0; row < rows.count(); row++) {
            accumulateProduct(bRepeated, aRepeated, dy, row * n, a, rows.a(row), db, rows.b(row), n);
        }
    }

    private static void accumulate(boolean repeated, float factor, float[] dy, int yo, float[] dx, int xo, int n) {
        if (repeated) {
            dx[xo] += factor * Kernels.get().sum(dy, yo, n);
        } else {
            Kernels.get().axpy(factor, dy, yo, dx, xo, n);
        }
    }

    private static void accumulateProduct(
            boolean repeated,
            boolean otherRepeated,
            float[] dy,
            int yo,
            float[] other,
            int oo,
            float[] dx,
            int xo,
            int n) {
        if (repeated) {
            dx[xo] += Kernels.get().dot(dy, yo, other, oo, n);
        } else if (otherRepeated) {
            Kernels.get().axpy(other[oo], dy, yo, dx, xo, n);
        } else {
            Kernels.get().multiplyAccumulate(dy, yo, other, oo, dx, xo, n);
        }
    }

    /** An element-wise loop of {@link Kernels} over two inputs. */
    interface Kernel {
        void apply(Kernels kernels, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);
    }
}
