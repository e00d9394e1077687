package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.BehaviorFilter.behaviorFilter;
import static org.end4rec.autograd.ops.Irfft.irfft;
import static org.end4rec.autograd.ops.NewestConvolution.newestConvolution;
import static org.end4rec.autograd.ops.Permute.permute;
import static org.end4rec.autograd.ops.Scale.scale;
import static org.end4rec.autograd.ops.Select.select;
import static org.end4rec.autograd.ops.Subtract.subtract;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.EncoderBase;

/**
 * The Soft Noise Filter, section 4.4, equation (7): a spectral kernel for each behavior's channel,
 * {@code S_sp = irfft(Σ_b K_b ⊙ rfft(channel_b))}, {@code S_sn = H_hp − S_sp}. Channel b is H_hp at events of behavior
 * b, and 0 at others.
 *
 * <p>Prediction and contrast read the newest position only. There the filter is a sum over the events: each event times
 * the impulse response of its behavior, {@code irfft(K_b)/√N}, at the event's age.
 */
final class SoftNoiseFilter {
    private final Parameter kernel;

    SoftNoiseFilter(End4RecConfig c, Parameters parameters, long seed) {
        String name = "soft.kernel";
        Shape shape = Shape.of(2, c.behaviors(), c.bins(), c.dim());
        kernel = EncoderBase.normal(parameters, name, shape, seed);
        float[] values = kernel.value().data();
        for (int i = 0; i < values.length / 2; i++) {
            values[i] += 1f;
        }
    }

    /** H_hp [B,N,d], and the newest position of S_sp and S_sn, both [B,d]. */
    record Filtered(Variable input, Variable kept, Variable removed) {}

    /** Filters {@code h} [B,N,d], which is zero where there is no event. */
    Filtered filterNewest(Tape tape, Variable h, Batch batch) {
        int n = batch.length();
        Variable responses = scale(irfft(permute(tape.leaf(kernel), 1, 0, 2, 3), n), (float) (1 / Math.sqrt(n)));
        Variable kept = newestConvolution(h, responses, batch.behaviors());
        return new Filtered(h, kept, subtract(select(h, 1, -1), kept));
    }

    /** S_sp at all positions, [B,N,d]. */
    Variable filter(Tape tape, Variable h, Batch batch) {
        return behaviorFilter(h, batch.behaviors(), tape.leaf(kernel));
    }
}
