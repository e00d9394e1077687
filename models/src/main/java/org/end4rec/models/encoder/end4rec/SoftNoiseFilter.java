package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.ComplexMultiply.complexMultiply;
import static org.end4rec.autograd.ops.Irfft.irfft;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.Rfft.rfft;
import static org.end4rec.autograd.ops.Select.select;
import static org.end4rec.autograd.ops.Subtract.subtract;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.core.Shape;
import org.end4rec.models.data.Batch;
import org.jspecify.annotations.Nullable;

/**
 * A spectral kernel for each behavior's channel: {@code S_sp = irfft(Σ_b K_b ⊙ rfft(channel_b))}, {@code S_sn = H_hp −
 * S_sp}, where channel b is H_hp restricted to the events of behavior b.
 */
final class SoftNoiseFilter {
    private final Parameter kernel;
    private final int behaviors;

    SoftNoiseFilter(End4RecConfig c, Parameters parameters, long seed) {
        behaviors = c.behaviors();
        String name = "soft.kernel";
        Shape shape = Shape.of(2, behaviors, c.bins(), c.dim());
        kernel = parameters.add(
                new Parameter(name, Initializers.normal(shape, End4RecConfig.INITIAL_DEVIATION, seed, name)));
        float[] values = kernel.value().data();
        for (int i = 0; i < values.length / 2; i++) {
            values[i] += 1f;
        }
    }

    /** S_sp and S_sn, both [B,N,d]. */
    record Filtered(Variable kept, Variable removed) {}

    /** Filters {@code h} [B,N,d]. A behavior that no event of the shard has costs nothing. */
    Filtered filter(Tape tape, Variable h, Batch batch) {
        Variable spectrum = null;
        for (int b = 1; b <= behaviors; b++) {
            Variable channel = channel(tape, h, batch, b);
            if (channel != null) {
                Variable part = complexMultiply(rfft(channel), select(tape.leaf(kernel), 1, b - 1));
                spectrum = spectrum == null ? part : add(spectrum, part);
            }
        }
        Variable kept = spectrum == null ? h : irfft(spectrum, batch.length());
        return new Filtered(kept, subtract(h, kept));
    }

    private static @Nullable Variable channel(Tape tape, Variable h, Batch batch, int behavior) {
        float[] member = new float[batch.behaviors().length];
        boolean any = false;
        for (int i = 0; i < member.length; i++) {
            if (batch.behaviors()[i] == behavior) {
                member[i] = 1f;
                any = true;
            }
        }
        return any ? multiply(h, tape.constant(Shape.of(batch.size(), batch.length(), 1), member)) : null;
    }
}
