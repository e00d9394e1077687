package org.end4rec.autograd.layers;

import static org.end4rec.autograd.ops.CausalAttention.causalAttention;
import static org.end4rec.autograd.ops.Linear.linear;

import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;

/**
 * Attention of a sequence to its own past with H heads: {@code y = causalAttention(x·q, x·k, x·v)·o}. Parameters
 * {@code prefix.q}, {@code prefix.k}, {@code prefix.v}, {@code prefix.o} [d,d], without biases. Vaswani et al. (2017).
 */
public final class CausalSelfAttention {
    private static final double STANDARD_DEVIATION = 0.02;

    private final Parameter q;
    private final Parameter k;
    private final Parameter v;
    private final Parameter o;
    private final int heads;

    /**
     * Adds its parameters to {@code parameters}: normal with standard deviation 0.02.
     *
     * @throws IllegalArgumentException if {@code heads} does not divide {@code d}
     */
    public CausalSelfAttention(Parameters parameters, String prefix, int d, int heads, long seed) {
        if (heads < 1 || d % heads != 0) {
            throw new IllegalArgumentException("CausalSelfAttention: heads is " + heads
                    + "; it must be at least 1 and divide the hidden size " + d);
        }
        this.heads = heads;
        Objects.requireNonNull(prefix, "prefix");
        q = parameters.add(weight(prefix + ".q", d, seed));
        k = parameters.add(weight(prefix + ".k", d, seed));
        v = parameters.add(weight(prefix + ".v", d, seed));
        o = parameters.add(weight(prefix + ".o", d, seed));
    }

    private static Parameter weight(String name, int d, long seed) {
        return new Parameter(name, Initializers.normal(Shape.of(d, d), STANDARD_DEVIATION, seed, name));
    }

    /**
     * What the newest M positions see of the sequence and its past.
     *
     * @param newest [B,M,d] → same; the newest positions of {@code x}, or x itself
     * @param x [B,N,d]
     * @param padding [B,N], 0 where padded; kept, not copied
     */
    public Variable apply(Variable newest, Variable x, float[] padding) {
        Tape tape = x.tape();
        Variable seen = causalAttention(
                linear(newest, tape.leaf(q)), linear(x, tape.leaf(k)), linear(x, tape.leaf(v)), padding, heads);
        return linear(seen, tape.leaf(o));
    }
}
