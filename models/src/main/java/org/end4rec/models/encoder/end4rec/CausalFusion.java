package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.ComplexMultiply.complexMultiply;
import static org.end4rec.autograd.ops.Concat.concat;
import static org.end4rec.autograd.ops.Irfft.irfft;
import static org.end4rec.autograd.ops.Reshape.reshape;
import static org.end4rec.autograd.ops.Rfft.rfft;
import static org.end4rec.autograd.ops.Scale.scale;
import static org.end4rec.autograd.ops.Select.select;
import static org.end4rec.autograd.ops.Slice.slice;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.ChunkedDiagonalFusion;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;

/**
 * Chunked diagonal fusion that has not seen the future: two causal filters make the real and the imaginary plane of a complex signal, {@code
 * Z_t = Σ_a h_a ⊙ S_{t−a}}, and the fusion mixes its channels at each position, {@code M = Re fusion(Z)}. h complex, {@code
 * ebm.l.response} [2,N,d], decays at first. The convolution goes through the spectrum of a sequence padded to 2N: O(N log N·d).
 */
final class CausalFusion implements EfficientBehaviorMiner.Mixer {
    private final int n;
    private final int d;
    private final Parameter response;
    private final ChunkedDiagonalFusion fusion;

    CausalFusion(Parameters parameters, String layer, End4RecConfig c, long seed) {
        n = c.length();
        d = c.dim();
        response = parameters.add(new Parameter(layer + ".response", decays(n, d)));
        fusion = new ChunkedDiagonalFusion(parameters, layer + ".fusion", c.dim(), c.chunks(), seed);
    }

    /** Exponential means over 1 … N events, other spans in each plane and channel. */
    private static Tensor decays(int n, int d) {
        float[] h = new float[2 * n * d];
        for (int plane = 0; plane < 2; plane++) {
            for (int channel = 0; channel < d; channel++) {
                double span = StrictMath.pow(n, (channel % 8 + 0.5 * plane) / 7.5);
                double total = 0;
                for (int age = 0; age < n; age++) {
                    total += StrictMath.exp(-age / span);
                }
                for (int age = 0; age < n; age++) {
                    h[(plane * n + age) * d + channel] = (float) (StrictMath.exp(-age / span) / total);
                }
            }
        }
        return Tensor.of(Shape.of(2, n, d), h);
    }

    @Override
    public Variable mix(Variable s) {
        Tape tape = s.tape();
        int b = s.shape().dim(0);
        Variable spectrum = rfft(padded(s, b));
        Variable responses = scale(rfft(padded(tape.leaf(response), 2)), (float) Math.sqrt(2.0 * n));
        Variable z = concat(
                1, filtered(spectrum, select(responses, 0, 0), b), filtered(spectrum, select(responses, 0, 1), b));
        return select(fusion.apply(z), 1, 0);
    }

    private Variable padded(Variable x, int b) {
        return concat(
                1, x, x.tape().constant(Shape.of(b, n, d), x.tape().arena().takeZeroed(b * n * d)));
    }

    private Variable filtered(Variable spectrum, Variable weights, int b) {
        Variable whole = irfft(complexMultiply(spectrum, weights), 2 * n);
        return reshape(slice(whole, 1, 0, n), Shape.of(b, 1, n, d));
    }
}
