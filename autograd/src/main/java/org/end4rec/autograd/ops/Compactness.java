package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.linalg.CodingRate;

/**
 * Coding rate of each sequence: {@code R(s) = ½·ln det(I + c·sᵀs)} with {@code c = d/(N·eps²)};
 * {@code ds = dR·c·s·(I + c·sᵀs)⁻¹}.
 */
public final class Compactness extends Op {
    private final double eps;

    private Compactness(Variable s, double eps) {
        super(s);
        this.eps = eps;
    }

    /**
     * The nats needed to tell the rows of a sequence apart to a precision of eps: small if they lie close together. s:
     * [B,N,d] → [B]; eps > 0. Computed in double over the smaller of the matrices sᵀs and s·sᵀ, whose determinants
     * agree (Sylvester). O(B·N·d·min(N,d)). Yu et al. (2020); END4Rec, compactness regularization.
     *
     * @throws ArithmeticException if s holds a NaN or an infinity
     */
    public static Variable compactness(Variable s, double eps) {
        Shape shape = s.shape();
        if (shape.rank() != 3 || shape.dim(1) < 1 || shape.dim(2) < 1) {
            throw wrongShape("compactness", "s", shape, "[B,N,d] with N and d at least 1");
        }
        if (!(eps > 0) || Double.isInfinite(eps)) {
            throw new IllegalArgumentException("compactness: eps is " + eps + "; it must be finite and greater than 0");
        }
        Compactness op = new Compactness(s, eps);
        CodingRate rate = op.codingRate();
        int b = shape.dim(0);
        float[] y = op.take(b);
        for (int i = 0; i < b; i++) {
            y[i] = (float) rate.value(s.value(), i * shape.dim(1) * shape.dim(2), eps);
        }
        return op.record(Shape.of(b), y);
    }

    private CodingRate codingRate() {
        return new CodingRate(input(0).shape().dim(1), input(0).shape().dim(2));
    }

    @Override
    public String name() {
        return "compactness";
    }

    @Override
    protected void backward(float[] dy) {
        Variable s = input(0);
        CodingRate rate = codingRate();
        int size = s.shape().dim(1) * s.shape().dim(2);
        for (int i = 0; i < dy.length; i++) {
            rate.addGradient(dy[i], s.value(), i * size, eps, s.gradient(), i * size);
        }
    }
}
