package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.core.fft.RealFft;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.memory.Arena;
import org.jspecify.annotations.Nullable;

/**
 * P causal filters h [P,N,d] of one sequence after another, and their adjoints. Short sequences are summed as they
 * stand, O(N²·d); long ones go through spectra of length 2N, whose zeros keep the end of a sequence from its start, O(N
 * log N·d): there each position has a rounding error relative to the whole sequence, so what comes later reaches what
 * came before by that much.
 */
final class CausalFilters {
    /** Up to this length the sums are faster than the transforms. */
    static final int LONGEST_SUM = 100;

    private static final float[] NONE = {};

    private final Kernels kernels = Kernels.get();
    private final Arena arena;
    private final int n;
    private final int d;
    private final int filters;
    private final float[] h;

    /** Null for short sequences, which need no buffers either. */
    private final @Nullable RealFft plan;

    /** Floats of a plane of a spectrum. */
    private final int plane;

    private final float[] padded;
    private final float[] scratch;
    private final float[] responses;
    private final float[] spectrum;
    private final float[] product;
    private final float[] whole;

    private float[] x = NONE;
    private int at;
    private float @Nullable [] dx;
    private float @Nullable [] dh;
    private float[] slope = NONE;
    private float[] dResponses = NONE;

    CausalFilters(Arena arena, float[] h, int filters, int n, int d) {
        this.arena = arena;
        this.h = h;
        this.filters = filters;
        this.n = n;
        this.d = d;
        plan = n <= LONGEST_SUM ? null : RealFft.of(2 * n);
        plane = plan == null ? 0 : plan.bins() * d;
        padded = plan == null ? NONE : arena.takeZeroed(2 * n * d);
        scratch = plan == null ? NONE : arena.take(plan.scratch(d));
        spectrum = plan == null ? NONE : arena.take(2 * plane);
        product = plan == null ? NONE : arena.take(2 * plane);
        whole = plan == null ? NONE : arena.take(2 * n * d);
        responses = plan == null ? NONE : arena.take(2 * filters * plane);
        if (plan != null) {
            for (int p = 0; p < filters; p++) {
                transform(plan, h, p * n * d, responses, 2 * p * plane);
            }
            // a product of unitary spectra lacks that factor
            float root = root();
            for (int i = 0; i < 2 * filters * plane; i++) {
                responses[i] *= root;
            }
        }
    }

    private float root() {
        return (float) Math.sqrt(2.0 * n);
    }

    /** The sequence that is filtered next: x [N,d] from {@code from} on. */
    void of(float[] sequence, int from) {
        x = sequence;
        at = from;
        if (plan != null) {
            transform(plan, x, at, spectrum, 0);
        }
    }

    /** y[t] = Σ_{a≤t} h[p,a] ⊙ x[t−a], [N,d] from yo on. */
    void filter(int p, float[] y, int yo) {
        if (plan == null) {
            Arrays.fill(y, yo, yo + n * d, 0f);
            kernels.causalProduct(n, d, h, p * n * d, x, at, y, yo, d);
            return;
        }
        Arrays.fill(product, 0, 2 * plane, 0f);
        int from = 2 * p * plane;
        kernels.complexProduct(false, spectrum, 0, plane, responses, from, from + plane, product, 0, plane, plane);
        plan.inverse(product, 0, whole, 0, d, scratch);
        System.arraycopy(whole, 0, y, yo, n * d);
    }

    /** Before the first gradient: what is added to, x's where it stands, null for what nobody wants. */
    void differentiate(float @Nullable [] xGradient, float @Nullable [] hGradient) {
        dx = xGradient;
        dh = hGradient;
        if (plan != null) {
            slope = arena.take(2 * plane);
            dResponses = arena.takeZeroed(2 * filters * plane);
        }
    }

    /** Takes the gradients dy [P,N,d] of all filters of the sequence {@link #of} was told of. */
    void gradient(float[] dy, int dyo) {
        if (plan != null) {
            gradient(plan, dy, dyo);
            return;
        }
        float[] toX = dx;
        float[] toH = dh;
        int newest = (n - 1) * d;
        for (int p = 0; p < filters; p++) {
            int last = dyo + p * n * d + newest;
            if (toX != null) {
                kernels.causalProduct(n, d, h, p * n * d, dy, last, toX, at + newest, -d);
            }
            if (toH != null) {
                kernels.causalProduct(n, d, x, at, dy, last, toH, p * n * d + newest, -d);
            }
        }
    }

    private void gradient(RealFft transform, float[] dy, int dyo) {
        Arrays.fill(product, 0, 2 * plane, 0f);
        for (int p = 0; p < filters; p++) {
            int from = 2 * p * plane;
            transform(transform, dy, dyo + p * n * d, slope, 0);
            kernels.complexProduct(true, slope, 0, plane, responses, from, from + plane, product, 0, plane, plane);
            kernels.complexProduct(true, slope, 0, plane, spectrum, 0, plane, dResponses, from, from + plane, plane);
        }
        float[] to = dx;
        if (to != null) {
            transform.inverse(product, 0, whole, 0, d, scratch);
            kernels.accumulate(whole, 0, to, at, n * d);
        }
    }

    /** After the last gradient, and where there was none: gives all buffers back. */
    void finish() {
        if (plan == null) {
            return;
        }
        if (dResponses.length > 0) {
            float[] to = dh;
            for (int p = 0; to != null && p < filters; p++) {
                plan.inverse(dResponses, 2 * p * plane, whole, 0, d, scratch);
                kernels.axpy(root(), whole, 0, to, p * n * d, n * d);
            }
            arena.release(slope);
            arena.release(dResponses);
        }
        arena.release(padded);
        arena.release(scratch);
        arena.release(spectrum);
        arena.release(product);
        arena.release(whole);
        arena.release(responses);
    }

    private void transform(RealFft transform, float[] sequence, int from, float[] to, int offset) {
        System.arraycopy(sequence, from, padded, 0, n * d);
        transform.forward(padded, 0, to, offset, d, scratch);
    }
}
