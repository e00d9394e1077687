package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.Concat.concat;
import static org.end4rec.autograd.ops.Gather.gather;
import static org.end4rec.autograd.ops.GumbelKeep.gumbelKeep;
import static org.end4rec.autograd.ops.LayerNorm.layerNorm;
import static org.end4rec.autograd.ops.Linear.linear;
import static org.end4rec.autograd.ops.Matmul.matmul;
import static org.end4rec.autograd.ops.MatmulTransposed.matmulTransposed;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.Permute.permute;
import static org.end4rec.autograd.ops.PoissonPreference.poissonPreference;
import static org.end4rec.autograd.ops.Reshape.reshape;
import static org.end4rec.autograd.ops.RowDot.rowDot;
import static org.end4rec.autograd.ops.Scale.scale;
import static org.end4rec.autograd.ops.Sigmoid.sigmoid;
import static org.end4rec.autograd.ops.Slice.slice;
import static org.end4rec.autograd.ops.Subtract.subtract;
import static org.end4rec.autograd.ops.SumAxis.sumAxis;

import java.util.Arrays;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.autograd.layers.LayerNormalization;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.Pass;
import org.jspecify.annotations.Nullable;

/**
 * Decides, event by event, what is kept: {@code π_i = σ(p_b − t_i)} with the behavior's preference p and the event's
 * noise score t. In training the decision is a straight-through Gumbel-Softmax sample, in evaluation {@code π > ½}.
 */
final class HardNoiseEliminator {
    private static final float INITIAL_BIAS = -2f;
    private static final float INITIAL_SQUARED_BIAS = 3f;
    private static final double AGREEMENT_SCALE = 1;
    private static final double ITEM_AGREEMENT_SCALE = 12;

    /** Factor of a squared agreement, over √d: nine times the cosine at first. */
    private static final double SQUARED_SCALE = 0.75;

    /** The square is of an agreement plus this, so that a poor fit counts less than a good one of the same size. */
    private static final float SQUARE_OFFSET = 0.9f;

    private static final double SMALLEST_COUNT = 1e-3;
    private static final double SOFTPLUS_IS_IDENTITY = 20;

    private final Parameter scoreWeight;
    private final Parameter scoreBias;
    private final float[] initialRho;
    private final @Nullable Parameter rho;
    private final @Nullable Parameter context;
    private final @Nullable Parameter items;
    private final boolean squared;
    private final float temperature;

    HardNoiseEliminator(
            End4RecConfig c, double[] meanBehaviorCounts, Parameter itemTable, Parameters parameters, long seed) {
        int d = c.dim();
        scoreWeight = parameters.add(normal("hard.score.weight", Shape.of(d), seed));
        squared = c.score() == End4RecConfig.Score.SQUARED_AGREEMENT;
        float bias = squared ? INITIAL_SQUARED_BIAS : INITIAL_BIAS;
        scoreBias = parameters.add(new Parameter("hard.score.bias", Tensor.of(Shape.of(1), bias)));
        initialRho = initialRho(meanBehaviorCounts, c.preference());
        rho = c.preference() == End4RecConfig.Preference.FIXED
                ? null
                : parameters.add(new Parameter("hard.rho", Tensor.of(Shape.of(initialRho.length), initialRho.clone())));
        boolean itemsOnly = squared || c.score() == End4RecConfig.Score.ITEM_AGREEMENT;
        double scale = itemsOnly ? ITEM_AGREEMENT_SCALE : AGREEMENT_SCALE;
        context = c.score() == End4RecConfig.Score.LINEAR
                ? null
                : parameters.add(new Parameter("hard.context", initialContext(d, scale)));
        items = itemsOnly ? itemTable : null;
        temperature = c.temperature();
    }

    private static Parameter normal(String name, Shape shape, long seed) {
        return new Parameter(name, Initializers.normal(shape, End4RecConfig.INITIAL_DEVIATION, seed, name));
    }

    /**
     * Agreement starts as an inner product, C = scale·I/√d: a random C would first have to unlearn its noise. Items alone
     * agree less than whole events, which share behaviors and positions, hence the larger scale.
     */
    private static Tensor initialContext(int d, double scale) {
        float[] context = new float[d * d];
        for (int i = 0; i < d; i++) {
            context[i * d + i] = (float) (scale / Math.sqrt(d));
        }
        return Tensor.of(Shape.of(d, d), context);
    }

    /** λ_b starts at the mean number of events of behavior b per user, or at 1: ρ_b is the inverse softplus of it. */
    private static float[] initialRho(double[] counts, End4RecConfig.Preference preference) {
        float[] rho = new float[counts.length];
        for (int b = 0; b < rho.length; b++) {
            double lambda = preference == End4RecConfig.Preference.ONE ? 1 : Math.max(counts[b], SMALLEST_COUNT);
            // from there on softplus is the identity in float, while expm1 would overflow in the end
            rho[b] = (float) (lambda > SOFTPLUS_IS_IDENTITY ? lambda : StrictMath.log(StrictMath.expm1(lambda)));
        }
        return rho;
    }

    /**
     * The decisions about a shard's events.
     *
     * @param mask [B,N] 1 for a kept event, 0 for an eliminated one and for padding
     * @param probability [B,N] keep probability π
     * @param preference [B,N] preference p of the event's behavior
     * @param noise [B,N] noise score t
     */
    record Decision(Variable mask, Variable probability, Variable preference, Variable noise) {}

    /** Adds a number to the margin p − t of every event. */
    void raise(float by) {
        scoreBias.value().data()[0] -= by;
    }

    /** Decides from the mined sequence {@code h} and the embedded one {@code s0}, both [B,N,d]; {@code mask} [B,N,1]. */
    Decision decide(Tape tape, Variable h, Variable s0, Variable mask, Batch batch, Pass pass) {
        Shape shape = Shape.of(batch.size(), batch.length());
        float[] real = mask.value();
        int d = h.shape().dim(2);
        Variable weight = reshape(tape.leaf(scoreWeight), Shape.of(d, 1));
        Variable noise = reshape(linear(h, weight, tape.leaf(scoreBias)), shape);
        if (context != null) {
            Variable events = items == null ? s0 : itemsAlone(tape, batch, mask, tape.leaf(items));
            Variable c = tape.leaf(context);
            noise = subtract(noise, squared ? squaredAgreement(events, real, c) : agreement(events, real, c));
        }
        Variable preference = reshape(gather(byBehavior(tape), batch.behaviors(), shape), shape);
        Variable margin = subtract(preference, noise);
        Variable probability = sigmoid(margin);
        float[] gumbel = pass.gumbel(tape, 2 * real.length);
        Variable kept = gumbel == null
                ? tape.constant(shape, aboveHalf(tape, probability.value()))
                : gumbelKeep(margin, gumbel, temperature);
        return new Decision(multiply(kept, tape.constant(shape, real)), probability, preference, noise);
    }

    /** Preferences by behavior number, [R+1,1]; padding, number 0, borrows the first. */
    private Variable byBehavior(Tape tape) {
        Shape behaviors = Shape.of(initialRho.length);
        Variable preference = poissonPreference(rho == null ? tape.constant(behaviors, initialRho) : tape.leaf(rho));
        return reshape(concat(0, slice(preference, 0, 0, 1), preference), Shape.of(behaviors.size() + 1, 1));
    }

    /** The items of a batch as {@code LN(item[v]) · mask}, LN without weights: [B,N,d]. */
    private static Variable itemsAlone(Tape tape, Batch batch, Variable mask, Variable table) {
        int d = table.shape().dim(1);
        float[] ones = tape.arena().take(d);
        Arrays.fill(ones, 1f);
        Variable normed = layerNorm(
                gather(table, batch.items(), Shape.of(batch.size(), batch.length())),
                tape.constant(Shape.of(d), ones),
                tape.constant(Shape.of(d), tape.arena().takeZeroed(d)),
                LayerNormalization.EPSILON);
        return multiply(normed, mask);
    }

    /** How well each event fits the others of its history: {@code mean_{j≠i} g_ij}, g_ij = (S⁰_i·C)·S⁰_j. [B,N]. */
    private static Variable agreement(Variable events, float[] real, Variable context) {
        Variable others = multiply(subtract(total(events), events), shareOfOthers(events, real));
        return rowDot(linear(events, context), others);
    }

    /**
     * {@code mean_{j≠i} g_ij² + 2c·g_ij}, g_ij = ¾/√d·(S⁰_i·C)·S⁰_j, [B,N]: a square of sums over j is a product with the second moment
     * {@code Σ_j S⁰_jᵀS⁰_j} [d,d], so that no pair of events is looked at. O(N·d²).
     */
    private static Variable squaredAgreement(Variable events, float[] real, Variable context) {
        int d = events.shape().dim(2);
        Variable query = scale(linear(events, context), (float) (SQUARED_SCALE / Math.sqrt(d)));
        Variable moment = matmul(permute(events, 0, 2, 1), events);
        Variable own = rowDot(query, events);
        Variable squares = subtract(rowDot(matmul(query, moment), query), multiply(own, own));
        Variable sums = subtract(reshape(matmulTransposed(query, total(events)), own.shape()), own);
        Variable share =
                reshape(shareOfOthers(events, real), Shape.of(own.shape().dim(0), 1));
        return multiply(add(squares, scale(sums, 2 * SQUARE_OFFSET)), share);
    }

    /** Σ_j S⁰_j, [B,1,d]. */
    private static Variable total(Variable events) {
        return reshape(
                sumAxis(events, 1),
                Shape.of(events.shape().dim(0), 1, events.shape().dim(2)));
    }

    /** One over the number of other events, [B,1,1]. */
    private static Variable shareOfOthers(Variable events, float[] real) {
        int b = events.shape().dim(0);
        int n = events.shape().dim(1);
        float[] share = events.tape().arena().take(b);
        for (int i = 0; i < b; i++) {
            int count = 0;
            for (int t = 0; t < n; t++) {
                count += real[i * n + t] > 0 ? 1 : 0;
            }
            share[i] = 1f / Math.max(count - 1, 1);
        }
        return events.tape().constant(Shape.of(b, 1, 1), share);
    }

    private static float[] aboveHalf(Tape tape, float[] probability) {
        float[] kept = tape.arena().take(probability.length);
        for (int i = 0; i < kept.length; i++) {
            kept[i] = probability[i] > 0.5f ? 1f : 0f;
        }
        return kept;
    }
}
