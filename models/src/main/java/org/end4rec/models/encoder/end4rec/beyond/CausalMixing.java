package org.end4rec.models.encoder.end4rec.beyond;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.ChunkedDiagonalFusion;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.models.encoder.Mixer;
import org.end4rec.models.encoder.end4rec.End4RecConfig;

/**
 * Not in the paper. Chunked diagonal fusion of the past only. Two causal filters make the real and the imaginary plane
 * of a complex signal, {@code Z_t = Σ_a h_a ⊙ S_{t−a}}, and the fusion mixes its channels at each position,
 * {@code M = Re fusion(Z)}. h complex, {@code ebm.l.response} [2,N,d], decays at first. O(N log N·d); short sequences
 * are summed directly.
 */
final class CausalMixing implements Mixer {
    private final Parameter response;
    private final ChunkedDiagonalFusion fusion;

    CausalMixing(Parameters parameters, String layer, End4RecConfig c, long seed) {
        response = parameters.add(new Parameter(layer + ".response", decays(c.length(), c.dim())));
        fusion = new ChunkedDiagonalFusion(parameters, layer + ".fusion", c.dim(), c.chunks(), seed);
    }

    /** Exponential means over 1 … N events, with another span in each plane and channel. */
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
        return fusion.mixCausally(s, s.tape().leaf(response));
    }
}
