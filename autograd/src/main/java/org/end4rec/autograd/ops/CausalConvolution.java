package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.fft.RealFft;
import org.end4rec.core.kernel.Kernels;

/**
 * Causal filters of a sequence: {@code y[p,t] = Σ_{a≤t} h[p,a] ⊙ x[t−a]}, {@code dx[s] = Σ_p Σ_{t≥s} h[p,t−s] ⊙
 * dy[p,t]}, {@code dh[p,a] = Σ_B Σ_t x[t−a] ⊙ dy[p,t]}. All three are products of spectra of length 2N, where zeros keep the end
 * of a sequence from its start.
 */
public final class CausalConvolution extends Op {
    private static final String NAME = "causalConvolution";

    private final int n;
    private final int d;
    private final int filters;
    private final RealFft plan;

    /** Floats of one padded sequence, and of its spectrum. */
    private final int padded;

    private final int plane;

    private CausalConvolution(Variable x, Variable h) {
        super(x, h);
        n = x.shape().dim(1);
        d = x.shape().dim(2);
        filters = h.shape().dim(0);
        plan = RealFft.of(2 * n);
        padded = 2 * n * d;
        plane = plan.bins() * d;
    }

    /**
     * Filters each sequence with all impulse responses. x: [B,N,d], h: [P,N,d], index a of axis 1 is the weight of the
     * event a places before → [B,P,N,d]. One sequence at a time; backward computes its spectrum again, so nothing is kept. O(B·P·N·d·log N).
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
        Kernels kernels = Kernels.get();
        float[] time = tape().arena().takeZeroed(padded);
        float[] spectrum = take(2 * plane);
        float[] product = take(2 * plane);
        float[] whole = take(padded);
        float[] scratch = take(plan.scratch(d));
        float[] responses = responses(time, scratch);
        for (int b = 0; b < input(0).shape().dim(0); b++) {
            transform(input(0).value(), b * n * d, time, spectrum, 0, scratch);
            for (int p = 0; p < filters; p++) {
                Arrays.fill(product, 0f);
                int from = 2 * p * plane;
                kernels.complexProduct(
                        false, spectrum, 0, plane, responses, from, from + plane, product, 0, plane, plane);
                plan.inverse(product, 0, whole, 0, d, scratch);
                System.arraycopy(whole, 0, y, (b * filters + p) * n * d, n * d);
            }
        }
        release(time);
        release(spectrum);
        release(product);
        release(whole);
        release(responses);
        release(scratch);
    }

    @Override
    protected void backward(float[] dy) {
        Kernels kernels = Kernels.get();
        Variable x = input(0);
        Variable h = input(1);
        float[] time = tape().arena().takeZeroed(padded);
        float[] spectrum = take(2 * plane);
        float[] slope = take(2 * plane);
        float[] back = take(2 * plane);
        float[] whole = take(padded);
        float[] scratch = take(plan.scratch(d));
        float[] responses = responses(time, scratch);
        float[] dResponses = tape().arena().takeZeroed(2 * filters * plane);
        for (int b = 0; b < x.shape().dim(0); b++) {
            transform(x.value(), b * n * d, time, spectrum, 0, scratch);
            Arrays.fill(back, 0f);
            for (int p = 0; p < filters; p++) {
                int from = 2 * p * plane;
                transform(dy, (b * filters + p) * n * d, time, slope, 0, scratch);
                kernels.complexProduct(true, slope, 0, plane, responses, from, from + plane, back, 0, plane, plane);
                kernels.complexProduct(
                        true, slope, 0, plane, spectrum, 0, plane, dResponses, from, from + plane, plane);
            }
            if (x.requiresGradient()) {
                plan.inverse(back, 0, whole, 0, d, scratch);
                kernels.accumulate(whole, 0, x.gradient(), b * n * d, n * d);
            }
        }
        if (h.requiresGradient()) {
            for (int p = 0; p < filters; p++) {
                plan.inverse(dResponses, 2 * p * plane, whole, 0, d, scratch);
                kernels.axpy((float) Math.sqrt(2.0 * n), whole, 0, h.gradient(), p * n * d, n * d);
            }
        }
    }

    /** The spectra of the impulse responses, times √(2N): a product of unitary spectra lacks that factor. [P,2,F,d]. */
    private float[] responses(float[] time, float[] scratch) {
        float[] responses = take(2 * filters * plane);
        for (int p = 0; p < filters; p++) {
            transform(input(1).value(), p * n * d, time, responses, 2 * p * plane, scratch);
        }
        float root = (float) Math.sqrt(2.0 * n);
        for (int i = 0; i < responses.length; i++) {
            responses[i] *= root;
        }
        return responses;
    }

    /** The spectrum of a sequence padded with zeros; {@code time} has them in its second half. */
    private void transform(float[] x, int from, float[] time, float[] spectrum, int to, float[] scratch) {
        System.arraycopy(x, from, time, 0, n * d);
        plan.forward(time, 0, spectrum, to, d, scratch);
    }
}
