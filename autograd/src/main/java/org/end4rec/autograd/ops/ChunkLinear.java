package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

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
        float[] w = input(1).value();
        float[] b = input(2).value();
        int imaginary = k * s * s;
        float[] minus = negatedImaginaryWeights();
        for (int row = 0; row < y.length / Math.max(d, 1); row++) {
            System.arraycopy(b, row / f % 2 * d, y, row * d, d);
        }
        for (int i = 0; i < input(0).shape().dim(0); i++) {
            for (int c = 0; c < k; c++) {
                int re = i * 2 * f * d + c * s;
                int im = re + f * d;
                int wo = c * s * s;
                kernels.productNN(f, s, s, x, re, d, w, wo, s, y, re, d, true);
                kernels.productNN(f, s, s, x, im, d, minus, wo, s, y, re, d, true);
                kernels.productNN(f, s, s, x, re, d, w, imaginary + wo, s, y, im, d, true);
                kernels.productNN(f, s, s, x, im, d, w, wo, s, y, im, d, true);
            }
        }
    }

    @Override
    protected void backward(float[] dy) {
        if (input(0).requiresGradient()) {
            inputGradient(dy, input(0).gradient());
        }
        if (input(1).requiresGradient()) {
            weightGradient(dy, input(1).gradient());
        }
        if (input(2).requiresGradient()) {
            float[] db = input(2).gradient();
            for (int row = 0; row < dy.length / Math.max(d, 1); row++) {
                Kernels.get().accumulate(dy, row * d, db, row / f % 2 * d, d);
            }
        }
    }

    private void inputGradient(float[] dy, float[] dx) {
        Kernels kernels = Kernels.get();
        float[] w = input(1).value();
        int imaginary = k * s * s;
        float[] minus = negatedImaginaryWeights();
        for (int i = 0; i < input(0).shape().dim(0); i++) {
            for (int c = 0; c < k; c++) {
                int re = i * 2 * f * d + c * s;
                int im = re + f * d;
                int wo = c * s * s;
                kernels.productNT(f, s, s, dy, re, d, w, wo, s, dx, re, d, true);
                kernels.productNT(f, s, s, dy, im, d, w, imaginary + wo, s, dx, re, d, true);
                kernels.productNT(f, s, s, dy, re, d, minus, wo, s, dx, im, d, true);
                kernels.productNT(f, s, s, dy, im, d, w, wo, s, dx, im, d, true);
            }
        }
    }

    private void weightGradient(float[] dy, float[] dw) {
        Kernels kernels = Kernels.get();
        float[] x = input(0).value();
        int imaginary = k * s * s;
        // the products only add, so what is to be subtracted is gathered first
        float[] subtracted = tape().arena().takeZeroed(imaginary);
        for (int i = 0; i < input(0).shape().dim(0); i++) {
            for (int c = 0; c < k; c++) {
                int re = i * 2 * f * d + c * s;
                int im = re + f * d;
                int wo = c * s * s;
                kernels.productTN(s, s, f, x, re, d, dy, re, d, dw, wo, s, true);
                kernels.productTN(s, s, f, x, im, d, dy, im, d, dw, wo, s, true);
                kernels.productTN(s, s, f, x, re, d, dy, im, d, dw, imaginary + wo, s, true);
                kernels.productTN(s, s, f, x, im, d, dy, re, d, subtracted, wo, s, true);
            }
        }
        kernels.axpy(-1f, subtracted, 0, dw, imaginary, imaginary);
    }

    private float[] negatedImaginaryWeights() {
        int imaginary = k * s * s;
        float[] minus = take(imaginary);
        Kernels.get().scale(-1f, input(1).value(), imaginary, minus, 0, imaginary);
        return minus;
    }
}
