package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.Concat.concat;
import static org.end4rec.autograd.ops.Gather.gather;
import static org.end4rec.autograd.ops.GumbelKeep.gumbelKeep;
import static org.end4rec.autograd.ops.Linear.linear;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.PoissonPreference.poissonPreference;
import static org.end4rec.autograd.ops.Reshape.reshape;
import static org.end4rec.autograd.ops.Sigmoid.sigmoid;
import static org.end4rec.autograd.ops.Slice.slice;
import static org.end4rec.autograd.ops.Subtract.subtract;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.EncoderBase;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.NoiseScore;
import org.jspecify.annotations.Nullable;

/**
 * The Hard Noise Eliminator, section 4.4, equation (5), decides for each event whether it is kept:
 * {@code π_i = σ(p_b − t_i)} with the Poisson preference p of the event's behavior and the event's noise score
 * {@code t_i = H_i·weight + bias}. In training the decision is a straight-through Gumbel-Softmax sample, in evaluation
 * {@code π > ½}.
 */
final class HardNoiseEliminator {
    /** At first nearly everything is kept; a score may set another bias. */
    private static final float INITIAL_BIAS = -2f;

    private static final double SMALLEST_RATE = 1e-3;
    private static final double SOFTPLUS_IS_IDENTITY = 20;

    private final Parameter weight;
    private final Parameter bias;
    private final float[] initialRho;
    private final @Nullable Parameter rho;
    private final NoiseScore score;
    private final float temperature;

    /**
     * Adds its parameters.
     *
     * @param rates [R] the initial rates λ of the behaviors
     */
    HardNoiseEliminator(
            End4RecConfig c, double[] rates, Parts parts, Parameter items, Parameters parameters, long seed) {
        weight = EncoderBase.normal(parameters, "hard.score.weight", Shape.of(c.dim()), seed);
        bias = parameters.add(new Parameter("hard.score.bias", Tensor.of(Shape.of(1), INITIAL_BIAS)));
        initialRho = initialRho(rates);
        Tensor first = Tensor.of(Shape.of(initialRho.length), initialRho.clone());
        rho = parts.learnsRates() ? parameters.add(new Parameter("hard.rho", first)) : null;
        score = parts.score(bias, items, parameters);
        temperature = c.temperature();
    }

    /** λ_b = softplus(ρ_b). */
    private static float[] initialRho(double[] rates) {
        float[] rho = new float[rates.length];
        for (int b = 0; b < rho.length; b++) {
            double lambda = Math.max(rates[b], SMALLEST_RATE);
            // for larger rates softplus is the identity in float, and expm1 would overflow
            rho[b] = (float) (lambda > SOFTPLUS_IS_IDENTITY ? lambda : StrictMath.log(StrictMath.expm1(lambda)));
        }
        return rho;
    }

    /**
     * The decisions about a shard's events, all [B,N]: mask, 1 for a kept event, 0 for an eliminated one and for
     * padding; keep probability π; preference p of the event's behavior; noise score t.
     */
    record Decision(Variable mask, Variable probability, Variable preference, Variable noise) {}

    /**
     * Decides from the mined sequence {@code h} and the embedded one {@code s0}, both [B,N,d]; {@code mask} [B,N,1].
     */
    Decision decide(Tape tape, Variable h, Variable s0, Variable mask, Batch batch, ForwardMode mode) {
        Shape shape = Shape.of(batch.size(), batch.length());
        float[] real = mask.value();
        Variable column = reshape(tape.leaf(weight), Shape.of(h.shape().dim(2), 1));
        Variable noise = score.of(reshape(linear(h, column, tape.leaf(bias)), shape), s0, mask, batch);
        Variable preference = reshape(gather(byBehavior(tape), batch.behaviors(), shape), shape);
        Variable margin = subtract(preference, noise);
        Variable probability = sigmoid(margin);
        float[] gumbel = mode.gumbel(tape, 2 * real.length);
        Variable kept = gumbel == null
                ? tape.constant(shape, aboveHalf(tape, probability.value()))
                : gumbelKeep(margin, gumbel, temperature);
        return new Decision(multiply(kept, tape.constant(shape, real)), probability, preference, noise);
    }

    /** Preferences by behavior number, [R+1,1]; padding, number 0, takes that of behavior 1 and is masked later. */
    private Variable byBehavior(Tape tape) {
        Shape behaviors = Shape.of(initialRho.length);
        Variable preference = poissonPreference(rho == null ? tape.constant(behaviors, initialRho) : tape.leaf(rho));
        return reshape(concat(0, slice(preference, 0, 0, 1), preference), Shape.of(behaviors.size() + 1, 1));
    }

    private static float[] aboveHalf(Tape tape, float[] probability) {
        float[] kept = tape.arena().take(probability.length);
        for (int i = 0; i < kept.length; i++) {
            kept[i] = probability[i] > 0.5f ? 1f : 0f;
        }
        return kept;
    }
}
