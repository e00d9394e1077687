package org.end4rec.bench.complexity;

import static org.end4rec.autograd.ops.BlockedAttention.blockedAttention;
import static org.end4rec.autograd.ops.Linear.linear;
import static org.end4rec.autograd.ops.Matmul.matmul;
import static org.end4rec.autograd.ops.MatmulTransposed.matmulTransposed;
import static org.end4rec.autograd.ops.Permute.permute;
import static org.end4rec.autograd.ops.Reshape.reshape;
import static org.end4rec.autograd.ops.Scale.scale;
import static org.end4rec.autograd.ops.Softmax.softmax;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.ChunkedDiagonalFusion;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;

/**
 * One pass over a batch x [B,N,d] through a block that mixes its positions. Input, upstream gradient and tape are the
 * same for every block; only {@link #mix} differs.
 */
public abstract class MixingBlock {
    /** H. */
    public static final int HEADS = 2;

    /** k of the EBM layer. */
    public static final int CHUNKS = 8;

    private static final long SEED = 1;
    private static final int[] WARM_UP_LENGTHS = {32, 1024, 128};
    private static final long WARM_UP_NANOSECONDS = 250_000_000;

    /** On a machine with other work to do the compiler may come late: so much is done however long it takes. */
    private static final int WARM_UP_POSITIONS = 60_000;

    private final Parameters parameters = new Parameters();
    private final Tensor x;
    private final Tensor dy;
    private final Tape inference = Tape.inference();
    private final Tape training = Tape.training();

    private MixingBlock(int batch, int length, int channels) {
        Shape shape = Shape.of(batch, length, channels);
        x = Initializers.normal(shape, 1, SEED, "x");
        dy = Initializers.normal(shape, 1, SEED, "dy");
    }

    /** A block with fresh parameters. */
    public static MixingBlock of(MeasuredMixer mixer, int batch, int length, int channels) {
        return switch (mixer) {
            case EBM -> new Spectral(batch, length, channels, CHUNKS);
            case CAUSAL_EBM -> new Causal(batch, length, channels);
            case PLAIN_ATTENTION -> new PlainAttention(batch, length, channels);
            case BLOCKED_ATTENTION -> new BlockwiseAttention(batch, length, channels);
        };
    }

    /** The EBM layer's mixing with another number of chunks; one chunk is dense fusion. */
    public static MixingBlock ebm(int batch, int length, int channels, int chunks) {
        return new Spectral(batch, length, channels, chunks);
    }

    /**
     * Lets the compiler see a block of that kind on small batches: code of the Vector API is hundreds of times slower
     * until it is compiled, and a long sequence would wait for it for seconds.
     */
    public static void warmUp(MeasuredMixer mixer, MeasuredPass pass, int channels) {
        for (int length : WARM_UP_LENGTHS) {
            MixingBlock small = of(mixer, 1, length, channels);
            long end = System.nanoTime() + WARM_UP_NANOSECONDS;
            for (int done = 0; done < WARM_UP_POSITIONS / length || System.nanoTime() < end; done++) {
                small.run(pass);
            }
        }
    }

    /** The block: [B,N,d] → same. */
    abstract Variable mix(Variable x);

    final Parameters parameters() {
        return parameters;
    }

    /** Numbers that training would move. */
    public final long parameterCount() {
        long count = 0;
        List<Parameter> all = new ArrayList<>();
        parameters.forEach(all::add);
        for (Parameter parameter : all) {
            count += parameter.shape().size();
        }
        return count;
    }

    /** One pass; buffers are those of the pass before. Returns the value, or the gradient of the input. */
    public final float[] run(MeasuredPass pass) {
        return switch (pass) {
            case FORWARD -> forward(inference);
            case FORWARD_BACKWARD -> forwardAndBackward(training);
        };
    }

    /** As {@link #run}, with new buffers: bytes of all of them at the end. */
    public final long runAfresh(MeasuredPass pass) {
        Tape tape = pass == MeasuredPass.FORWARD ? Tape.inference() : Tape.training();
        float[] result = pass == MeasuredPass.FORWARD ? forward(tape) : forwardAndBackward(tape);
        return result.length == 0 ? 0 : tape.arena().bytes();
    }

    private float[] forward(Tape tape) {
        tape.reset();
        return mix(tape.constant(x)).value();
    }

    private float[] forwardAndBackward(Tape tape) {
        tape.reset();
        Variable input = tape.input(x);
        Variable y = mix(input);
        System.arraycopy(dy.data(), 0, y.firstGradient(), 0, dy.data().length);
        tape.backward();
        return input.gradient();
    }

    private static final class Spectral extends MixingBlock {
        private final ChunkedDiagonalFusion fusion;

        Spectral(int batch, int length, int channels, int chunks) {
            super(batch, length, channels);
            fusion = new ChunkedDiagonalFusion(parameters(), "fusion", channels, chunks, SEED);
        }

        @Override
        Variable mix(Variable x) {
            return fusion.mix(x);
        }
    }

    private static final class Causal extends MixingBlock {
        private final ChunkedDiagonalFusion fusion;
        private final Parameter responses;

        Causal(int batch, int length, int channels) {
            super(batch, length, channels);
            fusion = new ChunkedDiagonalFusion(parameters(), "fusion", channels, CHUNKS, SEED);
            responses = parameters()
                    .add(new Parameter(
                            "response",
                            Initializers.normal(
                                    Shape.of(2, length, channels), 1 / StrictMath.sqrt(length), SEED, "response")));
        }

        @Override
        Variable mix(Variable x) {
            return fusion.mixCausally(x, x.tape().leaf(responses));
        }
    }

    /** Projections, attention, projection; subclasses attend. */
    private abstract static class Attention extends MixingBlock {
        private final Parameter q;
        private final Parameter k;
        private final Parameter v;
        private final Parameter o;

        Attention(int batch, int length, int channels) {
            super(batch, length, channels);
            q = weight("q", channels);
            k = weight("k", channels);
            v = weight("v", channels);
            o = weight("o", channels);
        }

        private Parameter weight(String name, int d) {
            // about the scale at which trained scores are neither all alike nor one-hot
            return parameters()
                    .add(new Parameter(name, Initializers.normal(Shape.of(d, d), 1 / StrictMath.sqrt(d), SEED, name)));
        }

        @Override
        final Variable mix(Variable x) {
            Tape tape = x.tape();
            Variable seen = attend(linear(x, tape.leaf(q)), linear(x, tape.leaf(k)), linear(x, tape.leaf(v)));
            return linear(seen, tape.leaf(o));
        }

        abstract Variable attend(Variable q, Variable k, Variable v);
    }

    private static final class PlainAttention extends Attention {
        PlainAttention(int batch, int length, int channels) {
            super(batch, length, channels);
        }

        @Override
        Variable attend(Variable q, Variable k, Variable v) {
            // the queries are scaled instead of the scores: one matrix [N,N] less
            float factor = (float) (1 / Math.sqrt((double) q.shape().dim(2) / HEADS));
            Variable scores = matmulTransposed(byHead(scale(q, factor)), byHead(k));
            Variable y = matmul(softmax(scores), byHead(v));
            return reshape(permute(y, 0, 2, 1, 3), q.shape());
        }

        private static Variable byHead(Variable x) {
            Shape shape = x.shape();
            Shape split = Shape.of(shape.dim(0), shape.dim(1), HEADS, shape.dim(2) / HEADS);
            return permute(reshape(x, split), 0, 2, 1, 3);
        }
    }

    private static final class BlockwiseAttention extends Attention {
        BlockwiseAttention(int batch, int length, int channels) {
            super(batch, length, channels);
        }

        @Override
        Variable attend(Variable q, Variable k, Variable v) {
            return blockedAttention(q, k, v, HEADS);
        }
    }
}
