package org.end4rec.autograd.ops;

import java.util.Objects;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.math.CodingRate;
import org.end4rec.core.memory.PerThread;
import org.jspecify.annotations.Nullable;

/**
 * Coding rate of each sequence: {@code R(s) = ½·ln det(I + c·sᵀs)} with {@code c = d/(N·eps²)};
 * {@code ds = dR·c·s·(I + c·sᵀs)⁻¹}.
 */
public final class Compactness extends Op {
    private static final PerThread<Last> LAST = new PerThread<>(Last::new);

    /** The buffers of one thread's last shape: sequences of one model share it. */
    private static final class Last {
        private @Nullable CodingRate rate;
    }

    /** dR/ds [B,N,d], from the same factorization as the value; kept only for backward. */
    private float @Nullable [] derivative;

    private Compactness(Variable s) {
        super(s);
    }

    /**
     * The nats needed to tell the rows of a sequence apart to a precision of eps: small if they lie close together. s:
     * [B,N,d] → [B]; eps > 0. Computed in double over the smaller of the matrices sᵀs and s·sᵀ, whose determinants
     * agree (Sylvester). Keeps [B,N,d] for backward. O(B·N·d·min(N,d)). Yu et al. (2020); END4Rec, compactness
     * regularization.
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
        Compactness op = new Compactness(s);
        CodingRate rate = rate(shape.dim(1), shape.dim(2));
        int b = shape.dim(0);
        int size = shape.dim(1) * shape.dim(2);
        float[] y = op.take(b);
        float[] derivative = op.recording() ? op.take(shape.size()) : null;
        for (int i = 0; i < b; i++) {
            y[i] = (float)
                    (derivative == null
                            ? rate.value(s.value(), i * size, eps)
                            : rate.valueAndGradient(s.value(), i * size, eps, derivative, i * size));
        }
        op.derivative = derivative;
        return op.record(Shape.of(b), y);
    }

    private static CodingRate rate(int n, int d) {
        Last last = LAST.get();
        CodingRate rate = last.rate;
        if (rate == null || !rate.serves(n, d)) {
            rate = new CodingRate(n, d);
            last.rate = rate;
        }
        return rate;
    }

    @Override
    public String name() {
        return "compactness";
    }

    @Override
    protected void backward(float[] dy) {
        float[] derivative = Objects.requireNonNull(this.derivative);
        float[] ds = input(0).gradient();
        int size = dy.length == 0 ? 0 : derivative.length / dy.length;
        for (int i = 0; i < dy.length; i++) {
            Kernels.get().axpy(dy[i], derivative, i * size, ds, i * size, size);
        }
    }
}
