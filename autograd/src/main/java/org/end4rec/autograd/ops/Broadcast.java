package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * NumPy's broadcasting of two shapes, and its undoing: axes are matched from the end, and one of size 1 or absent is
 * repeated. Neighbouring axes on which the shapes behave alike are merged first, so equal shapes are a single run, a
 * suffix [d] or [N,d] against [B,N,d] a run per repetition, and [B,N,1] a run of d per row.
 */
final class Broadcast {
    private static final int[] ONE = {1};

    private final Shape shape;
    private final Runs runs;

    private Broadcast(Shape shape, Runs runs) {
        this.shape = shape;
        this.runs = runs;
    }

    /** @throws IllegalArgumentException if the shapes do not match */
    static Broadcast of(String op, Shape a, Shape b) {
        if (a.equals(b)) {
            return new Broadcast(a, new Runs(new int[] {a.size()}, ONE, ONE));
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
        return new Broadcast(Shape.of(dims), runs);
    }

    /** The shape of the result. */
    Shape shape() {
        return shape;
    }

    /** y = kernel(a, b) with both broadcast to {@link #shape}. */
    void apply(Kernel kernel, Variable a, Variable b, float[] y) {
        float[] av = a.value();
        float[] bv = b.value();
        if (runs.aStep() == 0) {
            float[] repeated = a.tape().arena().take(runs.length());
            runs.forEach((ao, bo, yo, n) -> {
                Arrays.fill(repeated, av[ao]);
                kernel.apply(repeated, 0, bv, bo, y, yo, n);
            });
        } else if (runs.bStep() == 0) {
            float[] repeated = a.tape().arena().take(runs.length());
            runs.forEach((ao, bo, yo, n) -> {
                Arrays.fill(repeated, bv[bo]);
                kernel.apply(av, ao, repeated, 0, y, yo, n);
            });
        } else {
            runs.forEach((ao, bo, yo, n) -> kernel.apply(av, ao, bv, bo, y, yo, n));
        }
    }

    /** da += Σ dy over the axes on which a is repeated. */
    void accumulateA(float[] dy, float[] da) {
        boolean repeated = runs.aStep() == 0;
        runs.forEach((ao, bo, yo, n) -> accumulate(repeated, 1, dy, yo, da, ao, n));
    }

    /** db += factor·Σ dy over the axes on which b is repeated. */
    void accumulateB(float factor, float[] dy, float[] db) {
        boolean repeated = runs.bStep() == 0;
        runs.forEach((ao, bo, yo, n) -> accumulate(repeated, factor, dy, yo, db, bo, n));
    }

    /** da += Σ dy·b over the axes on which a is repeated. */
    void accumulateProductA(float[] dy, float[] b, float[] da) {
        boolean aRepeated = runs.aStep() == 0;
        boolean bRepeated = runs.bStep() == 0;
        runs.forEach((ao, bo, yo, n) -> accumulateProduct(aRepeated, bRepeated, dy, yo, b, bo, da, ao, n));
    }

    /** db += Σ dy·a over the axes on which b is repeated. */
    void accumulateProductB(float[] dy, float[] a, float[] db) {
        boolean aRepeated = runs.aStep() == 0;
        boolean bRepeated = runs.bStep() == 0;
        runs.forEach((ao, bo, yo, n) -> accumulateProduct(bRepeated, aRepeated, dy, yo, a, ao, db, bo, n));
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
        void apply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);
    }
}
