package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.BehaviorFilter.behaviorFilter;
import static org.end4rec.autograd.ops.Subtract.subtract;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.core.Shape;
import org.end4rec.models.data.Batch;

/**
 * A spectral kernel for each behavior's channel: {@code S_sp = irfft(Σ_b K_b ⊙ rfft(channel_b))}, {@code S_sn = H_hp −
 * S_sp}, where channel b is H_hp restricted to the events of behavior b.
 */
final class SoftNoiseFilter {
    private final Parameter kernel;

    SoftNoiseFilter(End4RecConfig c, Parameters parameters, long seed) {
        String name = "soft.kernel";
        Shape shape = Shape.of(2, c.behaviors(), c.bins(), c.dim());
        kernel = parameters.add(
                new Parameter(name, Initializers.normal(shape, End4RecConfig.INITIAL_DEVIATION, seed, name)));
        float[] values = kernel.value().data();
        for (int i = 0; i < values.length / 2; i++) {
            values[i] += 1f;
        }
    }

    /** S_sp and S_sn, both [B,N,d]. */
    record Filtered(Variable kept, Variable removed) {}

    /** Filters {@code h} [B,N,d]. A behavior that a sequence does not have costs nothing; without any, S_sp is 0. */
    Filtered filter(Tape tape, Variable h, Batch batch) {
        Variable kept = behaviorFilter(h, batch.behaviors(), tape.leaf(kernel));
        return new Filtered(kept, subtract(h, kept));
    }
}
