package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;

/**
 * Causal filters of a sequence: {@code y[p,t] = Σ_{a≤t} h[p,a] ⊙ x[t−a]}, {@code dx[s] = Σ_p Σ_{t≥s} h[p,t−s] ⊙
 * dy[p,t]}, {@code dh[p,a] = Σ_B Σ_t x[t−a] ⊙ dy[p,t]}; see {@link CausalFilters}.
 */
public final class CausalConvolution extends Op {
    private static final String NAME = "causalConvolution";

    private final int n;
    private final int d;
    private final int filters;

    private CausalConvolution(Variable x, Variable h) {
        super(x, h);
        n = x.shape().dim(1);
        d = x.shape().dim(2);
        filters = h.shape().dim(0);
    }

    /**
     * Filters each sequence with all impulse responses. x: [B,N,d], h: [P,N,d], index a of axis 1 is the weight of the
     * event a places before → [B,P,N,d]. Nothing is kept. With N up to 100 no position depends on a later
     * one, in O(B·P·N²·d); above, in O(B·P·N·d·log N), none does but for rounding relative to the whole sequence.
     */
    public static Variable causalConvolution(Variable x, Variable h) {
        Shape shape = x.shape();
        if (shape.rank() != 3 || shape.dim(1) < 1 || shape.dim(2) < 1) {
            throw wrongShape(NAME, "x", shape, "[B,N,d] with N and d at least 1");
        }
        Shape responses = h.shape();
        if (responses.rank() != 3
                || responses.dim(0) < 1
                || responses.dim(1) != shape.dim(1)
                || responses.dim(2) != shape.dim(2)) {
            throw wrongShape(
                    NAME,
                    "h",
                    responses,
                    "[P," + shape.dim(1) + "," + shape.dim(2) + "] with P at least 1, to match x " + shape);
        }
        CausalConvolution op = new CausalConvolution(x, h);
        Shape result = Shape.of(shape.dim(0), responses.dim(0), shape.dim(1), shape.dim(2));
        float[] y = op.take(result.size());
        op.forward(y);
        return op.record(result, y);
    }

    @Override
    public String name() {
        return NAME;
    }

    private void forward(float[] y) {
        CausalFilters causal = filters();
        for (int b = 0; b < input(0).shape().dim(0); b++) {
            causal.of(input(0).value(), b * n * d);
            for (int p = 0; p < filters; p++) {
                causal.filter(p, y, (b * filters + p) * n * d);
            }
        }
        causal.finish();
    }

    @Override
    protected void backward(float[] dy) {
        Variable x = input(0);
        Variable h = input(1);
        CausalFilters causal = filters();
        causal.differentiate(x.requiresGradient() ? x.gradient() : null, h.requiresGradient() ? h.gradient() : null);
        for (int b = 0; b < x.shape().dim(0); b++) {
            causal.of(x.value(), b * n * d);
            causal.gradient(dy, b * filters * n * d);
        }
        causal.finish();
    }

    private CausalFilters filters() {
        return new CausalFilters(tape().arena(), input(1).value(), filters, n, d);
    }
}
