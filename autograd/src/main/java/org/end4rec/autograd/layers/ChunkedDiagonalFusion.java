package org.end4rec.autograd.layers;

import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.CausalFusion;
import org.end4rec.autograd.ops.ChunkLinear;
import org.end4rec.autograd.ops.Relu;
import org.end4rec.autograd.ops.SpectralFusion;
import org.end4rec.core.Shape;

/**
 * Frequency-aware fusion with the chunked diagonal mechanism of END4Rec: two complex block-diagonal layers over a
 * spectrum with ReLU on the real and on the imaginary plane between them. Parameters {@code prefix.w1}, {@code
 * prefix.w2} [2,k,s,s] and {@code prefix.b1}, {@code prefix.b2} [2,k,s], s = d/k: 4k(s² + s) numbers instead of the 4d²
 * of full matrices.
 */
public final class ChunkedDiagonalFusion {
    private final Parameter w1;
    private final Parameter b1;
    private final Parameter w2;
    private final Parameter b2;

    /**
     * Adds its parameters to {@code parameters}: weights normal with standard deviation 1/√(2s), biases zero.
     *
     * @throws IllegalArgumentException if {@code chunks} does not divide {@code d}
     */
    public ChunkedDiagonalFusion(Parameters parameters, String prefix, int d, int chunks, long seed) {
        if (chunks < 1 || d % chunks != 0) {
            throw new IllegalArgumentException("ChunkedDiagonalFusion: chunks is " + chunks
                    + "; it must be at least 1 and divide the hidden size " + d);
        }
        Objects.requireNonNull(prefix, "prefix");
        w1 = parameters.add(weight(prefix + ".w1", chunks, d / chunks, seed));
        b1 = parameters.add(bias(prefix + ".b1", chunks, d / chunks));
        w2 = parameters.add(weight(prefix + ".w2", chunks, d / chunks, seed));
        b2 = parameters.add(bias(prefix + ".b2", chunks, d / chunks));
    }

    private static Parameter weight(String name, int k, int s, long seed) {
        return new Parameter(name, Initializers.normal(Shape.of(2, k, s, s), 1 / Math.sqrt(2.0 * s), seed, name));
    }

    private static Parameter bias(String name, int k, int s) {
        return new Parameter(name, Initializers.zeros(Shape.of(2, k, s)));
    }

    /** The fused block {@code irfft(apply(rfft(x)))}. x: [B,N,d] → same; N is free as F is below. */
    public Variable mix(Variable x) {
        Tape tape = x.tape();
        return SpectralFusion.spectralFusion(x, tape.leaf(w1), tape.leaf(b1), tape.leaf(w2), tape.leaf(b2));
    }

    /**
     * The fused block {@code Re apply(z)} over two causal filters of x, the real and the imaginary plane of z: no
     * position sees a later one, for N above 100 but for rounding, see
     * {@link org.end4rec.autograd.ops.CausalConvolution}. x: [B,N,d], responses: [2,N,d] → [B,N,d].
     */
    public Variable mixCausally(Variable x, Variable responses) {
        Tape tape = x.tape();
        return CausalFusion.causalFusion(x, responses, tape.leaf(w1), tape.leaf(b1), tape.leaf(w2), tape.leaf(b2));
    }

    /** x: [B,2,F,d] → same; F is free, so the same weights serve every sequence length. */
    public Variable apply(Variable x) {
        Tape tape = x.tape();
        Variable hidden = Relu.relu(ChunkLinear.chunkLinear(x, tape.leaf(w1), tape.leaf(b1)));
        return ChunkLinear.chunkLinear(hidden, tape.leaf(w2), tape.leaf(b2));
    }
}
