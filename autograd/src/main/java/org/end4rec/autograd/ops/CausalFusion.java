package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Two complex block-diagonal layers over two causal filters: {@code y = Re L₂(max(L₁(z), 0))} at each position, {@code
 * z_t = Σ_{a≤t} h_a ⊙ x_{t−a}} with h real in one plane and imaginary in the other, L as in {@link SpectralFusion}.
 * Backward: {@code dH = dy·w₂ᴴ where H > 0}, {@code dz = dH·w₁ᴴ}, {@code dw₂ = Hᴴdy}, {@code dw₁ = zᴴdH}, and dx and dh
 * as in {@link CausalConvolution}.
 */
public final class CausalFusion extends Op {
    private static final String NAME = "causalFusion";

    private final int n;
    private final int d;
    private final int k;
    private final int s;

    /** z [B,2,N,d] for backward, or room for one sequence. */
    private final float[] z;

    private CausalFusion(Variable x, Variable h, Variable w1, Variable b1, Variable w2, Variable b2) {
        super(x, h, w1, b1, w2, b2);
        n = x.shape().dim(1);
        d = x.shape().dim(2);
        k = w1.shape().dim(1);
        s = d / k;
        z = take(recording() ? 2 * x.shape().size() : 2 * n * d);
    }

    /**
     * The fused form of causalConvolution, chunkLinear, relu, chunkLinear and the real plane of it. x: [B,N,d], h:
     * [2,N,d], w1, w2: [2,k,s,s], b1, b2: [2,k,s] → [B,N,d] with k·s = d. One sequence at a time; keeps z for backward.
     * Causal, and with a cost of the filters, as {@link CausalConvolution#causalConvolution} is; the layers are
     * O(B·N·d·s).
     */
    public static Variable causalFusion(Variable x, Variable h, Variable w1, Variable b1, Variable w2, Variable b2) {
        SpectralFusion.check(NAME, x.shape(), w1.shape(), b1.shape(), w2.shape(), b2.shape());
        Shape responses = Shape.of(2, x.shape().dim(1), x.shape().dim(2));
        if (!h.shape().equals(responses)) {
            throw wrongShape(NAME, "h", h.shape(), responses + ", to match x " + x.shape());
        }
        CausalFusion op = new CausalFusion(x, h, w1, b1, w2, b2);
        float[] y = op.take(x.shape().size());
        op.forward(y);
        return op.record(x.shape(), y);
    }

    @Override
    public String name() {
        return NAME;
    }

    private void forward(float[] y) {
        Kernels kernels = Kernels.get();
        float[] hidden = take(2 * n * d);
        float[] fused = take(2 * n * d);
        CausalFilters filters = new CausalFilters(tape().arena(), input(1).value(), 2, n, d);
        for (int at = 0; at < input(0).shape().size(); at += n * d) {
            int own = recording() ? 2 * at : 0;
            filters.of(input(0).value(), at);
            filters.filter(0, z, own);
            filters.filter(1, z, own + n * d);
            hidden(kernels, own, hidden);
            kernels.chunkProduct(n, k, s, input(4).value(), input(5).value(), hidden, 0, fused, 0, false);
            System.arraycopy(fused, 0, y, at, n * d);
        }
        filters.finish();
        release(hidden);
        release(fused);
    }

    private void hidden(Kernels kernels, int own, float[] hidden) {
        kernels.chunkProduct(n, k, s, input(2).value(), input(3).value(), z, own, hidden, 0, true);
    }

    @Override
    protected void backward(float[] dy) {
        Kernels kernels = Kernels.get();
        Variable x = input(0);
        Variable h = input(1);
        int size = 2 * n * d;
        float[] hidden = take(size);
        // its imaginary plane stays 0
        float[] dFused = tape().arena().takeZeroed(size);
        float[] dHidden = take(size);
        float[] dLinear = take(size);
        float[] none = tape().arena().takeZeroed(2 * d);
        float[] adjoint1 = ChunkLinear.adjoint(tape().arena(), input(2).value(), k, s);
        float[] adjoint2 = ChunkLinear.adjoint(tape().arena(), input(4).value(), k, s);
        float[] dw1 = gradientOf(2);
        float[] db1 = gradientOf(3);
        float[] dw2 = gradientOf(4);
        float[] db2 = gradientOf(5);
        boolean isFirstWanted = input(2).requiresGradient() || input(3).requiresGradient();
        boolean isSecondWanted = input(4).requiresGradient() || input(5).requiresGradient();
        boolean isFilterWanted = x.requiresGradient() || h.requiresGradient();
        CausalFilters filters = new CausalFilters(tape().arena(), h.value(), 2, n, d);
        filters.differentiate(x.requiresGradient() ? x.gradient() : null, h.requiresGradient() ? h.gradient() : null);
        for (int at = 0; at < x.shape().size(); at += n * d) {
            hidden(kernels, 2 * at, hidden);
            System.arraycopy(dy, at, dFused, 0, n * d);
            if (isSecondWanted) {
                kernels.chunkGradient(n, k, s, hidden, 0, dFused, 0, dw2, db2);
            }
            if (isFirstWanted || isFilterWanted) {
                kernels.chunkProduct(n, k, s, adjoint2, none, dFused, 0, dHidden, 0, false);
                Arrays.fill(dLinear, 0, size, 0f);
                kernels.reluGradient(hidden, 0, dHidden, 0, dLinear, 0, size);
            }
            if (isFirstWanted) {
                kernels.chunkGradient(n, k, s, z, 2 * at, dLinear, 0, dw1, db1);
            }
            if (isFilterWanted) {
                kernels.chunkProduct(n, k, s, adjoint1, none, dLinear, 0, dHidden, 0, false);
                filters.of(x.value(), at);
                filters.gradient(dHidden, 0);
            }
        }
        filters.finish();
    }
}
