package org.end4rec.models.encoder.end4rec.beyond;

import static org.end4rec.autograd.ops.ComplexMultiply.complexMultiply;
import static org.end4rec.autograd.ops.Irfft.irfft;
import static org.end4rec.autograd.ops.Rfft.rfft;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.ChunkedDiagonalFusion;
import org.end4rec.core.Shape;
import org.end4rec.models.encoder.EncoderBase;
import org.end4rec.models.encoder.Mixer;
import org.end4rec.models.encoder.end4rec.End4RecConfig;

/**
 * Not in the paper. Chunked diagonal fusion after a weight for each frequency and channel:
 * {@code M = irfft(fusion(W ⊙ rfft(S)))}, W complex {@code ebm.l.band} [2,F,d], near 1 at first. The fusion alone has
 * the same weights at every frequency, so its result hardly depends on the age of an event. W gives each channel an
 * impulse response.
 */
final class BandedMixing implements Mixer {
    private final Parameter band;
    private final ChunkedDiagonalFusion fusion;

    BandedMixing(Parameters parameters, String layer, End4RecConfig c, long seed) {
        String name = layer + ".band";
        band = EncoderBase.normal(parameters, name, Shape.of(2, c.bins(), c.dim()), seed);
        float[] values = band.value().data();
        for (int i = 0; i < values.length / 2; i++) {
            values[i] += 1f;
        }
        fusion = new ChunkedDiagonalFusion(parameters, layer + ".fusion", c.dim(), c.chunks(), seed);
    }

    @Override
    public Variable mix(Variable s) {
        Variable weighted = complexMultiply(rfft(s), s.tape().leaf(band));
        return irfft(fusion.apply(weighted), s.shape().dim(1));
    }
}
