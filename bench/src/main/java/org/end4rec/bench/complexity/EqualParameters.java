package org.end4rec.bench.complexity;

import static org.end4rec.autograd.ops.ComplexMultiply.complexMultiply;
import static org.end4rec.autograd.ops.Irfft.irfft;
import static org.end4rec.autograd.ops.Rfft.rfft;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;

/**
 * Blocks with as many parameters at N 256 and d 64: a spectral filter has 2·F·d = 16,512, dense fusion 4·(d² + d) =
 * 16,640, attention 4·d² = 16,384.
 */
public enum EqualParameters {
    /** irfft(w ⊙ rfft(x)). */
    FILTER,
    /** Fusion with one chunk. */
    DENSE_FUSION,
    /** Attention that stores its weights. */
    PLAIN_ATTENTION,
    /** Attention in blocks. */
    BLOCKED_ATTENTION;

    private static final int LENGTH = 256;
    private static final int CHANNELS = 64;

    /** One pass over a batch. */
    @FunctionalInterface
    public interface Work {
        /** The value, or the gradient of the input. */
        float[] run(MeasuredPass pass);
    }

    /** The pass over {@code batch} sequences of noise. */
    public Work work(int batch) {
        return switch (this) {
            case FILTER -> new Filter(batch);
            case DENSE_FUSION -> MixingBlock.ebm(batch, LENGTH, CHANNELS, 1)::run;
            case PLAIN_ATTENTION -> MixingBlock.of(MeasuredMixer.PLAIN_ATTENTION, batch, LENGTH, CHANNELS)::run;
            case BLOCKED_ATTENTION -> MixingBlock.of(MeasuredMixer.BLOCKED_ATTENTION, batch, LENGTH, CHANNELS)::run;
        };
    }

    /** Numbers that training would move. */
    public long parameterCount() {
        return switch (this) {
            case FILTER -> 2L * (LENGTH / 2 + 1) * CHANNELS;
            case DENSE_FUSION -> MixingBlock.ebm(1, 1, CHANNELS, 1).parameterCount();
            default ->
                MixingBlock.of(MeasuredMixer.BLOCKED_ATTENTION, 1, 1, CHANNELS).parameterCount();
        };
    }

    private static final class Filter implements Work {
        private final Parameter w =
                new Parameter("w", Initializers.normal(Shape.of(2, LENGTH / 2 + 1, CHANNELS), 1, 1, "w"));
        private final Tensor x;
        private final Tensor dy;
        private final Tape inference = Tape.inference();
        private final Tape training = Tape.training();

        Filter(int batch) {
            x = Initializers.normal(Shape.of(batch, LENGTH, CHANNELS), 1, 1, "x");
            dy = Initializers.normal(x.shape(), 1, 1, "dy");
        }

        private Variable mix(Variable input) {
            return irfft(complexMultiply(rfft(input), input.tape().leaf(w)), LENGTH);
        }

        @Override
        public float[] run(MeasuredPass pass) {
            if (pass == MeasuredPass.FORWARD) {
                inference.reset();
                return mix(inference.constant(x)).value();
            }
            training.reset();
            Variable input = training.input(x);
            Variable y = mix(input);
            System.arraycopy(dy.data(), 0, y.firstGradient(), 0, dy.data().length);
            training.backward();
            return input.gradient();
        }
    }
}
