package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;

/**
 * A random decision to keep or drop, straight-through: with {@code soft = σ((margin + g_keep − g_drop)/τ)} the value is
 * {@code soft > ½ ? 1 : 0} and the gradient that of soft, {@code dmargin = dy·soft·(1 − soft)/τ}.
 */
public final class GumbelKeep extends Op {
    private final float tau;
    private final float[] arguments;

    private GumbelKeep(Variable margin, float tau) {
        super(margin);
        this.tau = tau;
        arguments = take(margin.shape().size());
    }

    /**
     * The Gumbel-Softmax over (log π, log(1 − π)), π = σ(margin). margin: [B,N] or any other shape → same, 0 or 1;
     * noise: [B,N,2], a standard Gumbel value for keeping and one for dropping each event; temperature tau > 0. Since
     * log π − log(1 − π) = margin, two exponentials become one sigmoid. Jang, Gu and Poole (2017); Bengio, Léonard and
     * Courville (2013) for the gradient.
     */
    public static Variable gumbelKeep(Variable margin, float[] noise, float tau) {
        if (!(tau > 0) || Float.isInfinite(tau)) {
            throw new IllegalArgumentException("gumbelKeep: tau is " + tau + "; it must be finite and greater than 0");
        }
        int n = margin.shape().size();
        if (noise.length != 2 * n) {
            throw new IllegalArgumentException("gumbelKeep: noise has " + noise.length + " elements; expected " + 2 * n
                    + ", a value for keeping and one for dropping, for each element of margin " + margin.shape());
        }
        GumbelKeep op = new GumbelKeep(margin, tau);
        float[] y = op.take(n);
        for (int i = 0; i < n; i++) {
            float argument = (float) (((double) margin.value()[i] + noise[2 * i] - noise[2 * i + 1]) / tau);
            op.arguments[i] = argument;
            y[i] = argument > 0 ? 1f : 0f;
        }
        return op.record(margin.shape(), y);
    }

    @Override
    public String name() {
        return "gumbelKeep";
    }

    @Override
    protected void backward(float[] dy) {
        float[] dx = input(0).gradient();
        float[] soft = take(dy.length);
        for (int i = 0; i < dy.length; i++) {
            // the derivative is even, and on this side 1 − soft loses no digits
            soft[i] = -Math.abs(arguments[i]);
        }
        Kernels.get().sigmoid(soft, 0, soft, 0, dy.length);
        for (int i = 0; i < dy.length; i++) {
            dx[i] += dy[i] * (soft[i] * (1 - soft[i]) / tau);
        }
    }
}
