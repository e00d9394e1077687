package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * NumPy's broadcasting of two shapes, and its undoing: axes are matched from the end, and one of size 1 or absent is
 * repeated. Neighbouring axes on which the shapes behave alike are merged first, so equal shapes are a single run, a
 * suffix [d] or [N,d] against [B,N,d] a run per repetition, and [B,N,1] a run of d per row. Immutable.
 */
final class Broadcast {
    private static final int[] ONE = {1};

    private static final int SLOT_BITS = 8;

    /** Plans that have been made, one a slot: a step asks for the same few again and again. */
    private static final @Nullable Broadcast[] KEPT = new @Nullable Broadcast[1 << SLOT_BITS];

    private final Shape a;
    private final Shape b;
    private final Shape shape;
    private final Runs runs;

    private Broadcast(Shape a, Shape b, Shape shape, Runs runs) {
        this.a = a;
        this.b = b;
        this.shape = shape;
        this.runs = runs;
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
            return new Broadcast(a, b, a, new Runs(new int[] {a.size()}, ONE, ONE));
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
        Runs runs = new Runs(
                Arrays.copyOfRange(merged, first, rank + 1),
                Arrays.copyOfRange(aStrides, first, rank + 1),
                Arrays.copyOfRange(bStrides, first, rank + 1));
        return new Broadcast(a, b, Shape.of(dims), runs);
    }

    /** The shape of the result. */
    Shape shape() {
        return shape;
    }

    /** y = kernel(a, b) with both broadcast to {@link #shape}. */
    void apply(Kernel kernel, Variable a, Variable b, float[] y) {
        Kernels kernels = Kernels.get();
        int n = runs.length();
        boolean aRepeated = runs.aStep() == 0;
        boolean bRepeated = runs.bStep() == 0;
        float[] av = aRepeated ? a.tape().arena().take(n) : a.value();
        float[] bv = bRepeated ? b.tape().arena().take(n) : b.value();
        for (int run = 0; run < runs.count(); run++) {
            int ao = runs.a(run);
            int bo = runs.b(run);
            if (aRepeated) {
                Arrays.fill(av, a.value()[ao]);
                ao = 0;
            }
            if (bRepeated) {
                Arrays.fill(bv, b.value()[bo]);
                bo = 0;
            }
            kernel.apply(kernels, av, ao, bv, bo, y, run * n, n);
        }
    }

    /** da += Σ dy over the axes on which a is repeated. */
    void accumulateA(float[] dy, float[] da) {
        boolean repeated = runs.aStep() == 0;
        int n = runs.length();
        for (int run = 0; run < runs.count(); run++) {
            accumulate(repeated, 1, dy, run * n, da, runs.a(run), n);
        }
    }

    /** db += factor·Σ dy over the axes on which b is repeated. */
    void accumulateB(float factor, float[] dy, float[] db) {
        boolean repeated = runs.bStep() == 0;
        int n = runs.length();
        for (int run = 0; run < runs.count(); run++) {
            accumulate(repeated, factor, dy, run * n, db, runs.b(run), n);
        }
    }

    /** da += Σ dy·b over the axes on which a is repeated. */
    void accumulateProductA(float[] dy, float[] b, float[] da) {
        boolean aRepeated = runs.aStep() == 0;
        boolean bRepeated = runs.bStep() == 0;
        int n = runs.length();
        for (int run = 0; run < runs.count(); run++) {
            accumulateProduct(aRepeated, bRepeated, dy, run * n, b, runs.b(run), da, runs.a(run), n);
        }
    }

    /** db += Σ dy·a over the axes on which b is repeated. */
    void accumulateProductB(float[] dy, float[] a, float[] db) {
        boolean aRepeated = runs.aStep() == 0;
        boolean bRepeated = runs.bStep() == 0;
        int n = runs.length();
        for (int run = 0; run < runs.count(); run++) {
            accumulateProduct(bRepeated, aRepeated, dy, run * n, a, runs.a(run), db, runs.b(run), n);
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
