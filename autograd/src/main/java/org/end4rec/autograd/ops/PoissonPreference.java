package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.math.GammaFunction;

/**
 * How much a behavior is trusted, from its rate: with {@code λ = softplus(ρ) + 10⁻⁶} the value is
 * {@code p = 1 + e^−λ·λ^λ/Γ(λ+1)} and {@code dρ = dp·(p − 1)·(ln λ − ψ(λ+1))·σ(ρ)}.
 */
public final class PoissonPreference extends Op {
    private static final double SMALLEST_RATE = 1e-6;

    private PoissonPreference(Variable rho) {
        super(rho);
    }

    /**
     * One plus the Poisson mass at its own rate: between 1 and 2, larger for rare behaviors. rho: [R] → same. Computed
     * in double. END4Rec, section on the hard noise eliminator.
     */
    public static Variable poissonPreference(Variable rho) {
        Shape shape = rho.shape();
        if (shape.rank() != 1) {
            throw wrongShape("poissonPreference", "rho", shape, "[R]");
        }
        PoissonPreference op = new PoissonPreference(rho);
        float[] y = op.take(shape.size());
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) (1 + mass(rate(rho.value()[i])));
        }
        return op.record(shape, y);
    }

    @Override
    public String name() {
        return "poissonPreference";
    }

    @Override
    protected void backward(float[] dy) {
        Variable rho = input(0);
        for (int i = 0; i < dy.length; i++) {
            double r = rho.value()[i];
            double rate = rate(r);
            double slope = mass(rate) * (StrictMath.log(rate) - GammaFunction.digamma(rate + 1));
            rho.gradient()[i] += (float) (dy[i] * slope / (1 + StrictMath.exp(-r)));
        }
    }

    private static double rate(double rho) {
        return Math.max(rho, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(rho))) + SMALLEST_RATE;
    }

    /** e^−λ·λ^λ/Γ(λ+1) = e^−δ(λ)/√(2πλ), which stays exact where λ^λ and Γ overflow. */
    private static double mass(double rate) {
        return StrictMath.exp(-GammaFunction.stirlingError(rate)) / Math.sqrt(2 * Math.PI * rate);
    }
}
