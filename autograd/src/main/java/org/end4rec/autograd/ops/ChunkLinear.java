package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.memory.Arena;

/**
 * Complex block-diagonal product: chunk c of the channels, of width s = d/k, meets its own matrix,
 * {@code Re Y_c = Re X_c·w0_c − Im X_c·w1_c + b0_c} and {@code Im Y_c = Re X_c·w1_c + Im X_c·w0_c + b1_c}. In complex
 * terms {@code dX_c = dY_c·w_cᴴ}, {@code dw_c = X_cᴴ·dY_c}, {@code db_c = Σ dY_c}.
 */
public final class ChunkLinear extends Op {
    private final int f;
    private final int d;
    private final int k;
    private final int s;

    private ChunkLinear(Variable x, Variable w, Variable b) {
        super(x, w, b);
        f = x.shape().dim(2);
        d = x.shape().dim(3);
        k = w.shape().dim(1);
        s = w.shape().dim(2);
    }

    /**
     * One layer of the chunked diagonal mechanism. x: [B,2,F,d], w: [2,k,s,s], b: [2,k,s] → [B,2,F,d] with k·s = d;
     * plane 0 real, plane 1 imaginary; the weights are shared by all bins. O(B·F·d·s). END4Rec, section on the
     * frequency-aware fusion.
     */
    public static Variable chunkLinear(Variable x, Variable w, Variable b) {
        check(x.shape(), w.shape(), b.shape());
        ChunkLinear op = new ChunkLinear(x, w, b);
        float[] y = op.take(x.shape().size());
        op.forward(y);
        return op.record(x.shape(), y);
    }

    private static void check(Shape x, Shape w, Shape b) {
        if (x.rank() != 4 || x.dim(1) != 2) {
            throw wrongShape("chunkLinear", "x", x, "[B,2,F,d]");
        }
        int d = x.dim(3);
        if (w.rank() != 4 || w.dim(0) != 2 || w.dim(1) < 1 || d % w.dim(1) != 0) {
            throw wrongShape("chunkLinear", "w", w, "[2,k,s,s] with a k that divides d = " + d);
        }
        int k = w.dim(1);
        int s = d / k;
        if (w.dim(2) != s || w.dim(3) != s) {
            throw wrongShape("chunkLinear", "w", w, "[2," + k + "," + s + "," + s + "], to match d = " + d);
        }
        if (!b.equals(Shape.of(2, k, s))) {
            throw wrongShape("chunkLinear", "b", b, "[2," + k + "," + s + "], to match w " + w);
        }
    }

    @Override
    public String name() {
        return "chunkLinear";
    }

    private void forward(float[] y) {
        Kernels kernels = Kernels.get();
        float[] x = input(0).value();
        for (int i = 0; i < input(0).shape().dim(0); i++) {
            int at = i * 2 * f * d;
            kernels.chunkProduct(f, k, s, input(1).value(), input(2).value(), x, at, y, at, false);
        }
    }

    @Override
    protected void backward(float[] dy) {
        Kernels kernels = Kernels.get();
        Variable x = input(0);
        int size = 2 * f * d;
        if (x.requiresGradient()) {
            float[] adjoint = adjoint(tape().arena(), input(1).value(), k, s);
            float[] none = tape().arena().takeZeroed(2 * d);
            float[] dx = take(size);
            for (int i = 0; i < x.shape().dim(0); i++) {
                kernels.chunkProduct(f, k, s, adjoint, none, dy, i * size, dx, 0, false);
                kernels.accumulate(dx, 0, x.gradient(), i * size, size);
            }
        }
        if (input(1).requiresGradient() || input(2).requiresGradient()) {
            float[] dw = gradientOf(1);
            float[] db = gradientOf(2);
            for (int i = 0; i < x.shape().dim(0); i++) {
                kernels.chunkGradient(f, k, s, x.value(), i * size, dy, i * size, dw, db);
            }
        }
    }

    /** wᴴ of every chunk in a buffer from the arena: w [2,k,s,s] → same. */
    static float[] adjoint(Arena arena, float[] w, int k, int s) {
        int imaginary = k * s * s;
        float[] adjoint = arena.take(2 * imaginary);
        for (int c = 0; c < k; c++) {
            for (int i = 0; i < s; i++) {
                for (int o = 0; o < s; o++) {
                    int from = (c * s + i) * s + o;
                    int to = (c * s + o) * s + i;
                    adjoint[to] = w[from];
                    adjoint[imaginary + to] = -w[imaginary + from];
                }
            }
        }
        return adjoint;
    }
}
