package org.end4rec.models.encoder.end4rec.beyond;

import static org.end4rec.autograd.ops.Gather.gather;
import static org.end4rec.autograd.ops.LayerNorm.layerNorm;
import static org.end4rec.autograd.ops.Linear.linear;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.Reshape.reshape;
import static org.end4rec.autograd.ops.RowDot.rowDot;
import static org.end4rec.autograd.ops.Subtract.subtract;
import static org.end4rec.autograd.ops.SumAxis.sumAxis;

import java.util.Arrays;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.LayerNormalization;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.NoiseScore;
import org.jspecify.annotations.Nullable;

/**
 * Not in the paper. The linear score minus the agreement of each event with the other events of its history:
 * {@code mean_{j≠i} g_ij}, {@code g_ij = (u_i·C)·u_j}, where u is the embedded event, or only its item. C is
 * {@code hard.context} [d,d]. O(N·d²).
 */
class AgreementScore implements NoiseScore {
    /** The scale for whole events. */
    static final double EVENT_SCALE = 1;

    /** The scale for items. Items agree less than whole events, which share behaviors and positions. */
    static final double ITEM_SCALE = 12;

    private final Parameter context;
    private final @Nullable Parameter items;

    /**
     * Adds its parameter.
     *
     * @param scale C starts as scale·I/√d, so at first the agreement is an inner product; a random C would have to
     *     unlearn its noise
     * @param items the item table, if only the items agree; else null
     */
    AgreementScore(int d, double scale, @Nullable Parameter items, Parameters parameters) {
        float[] diagonal = new float[d * d];
        for (int i = 0; i < d; i++) {
            diagonal[i * d + i] = (float) (scale / Math.sqrt(d));
        }
        context = parameters.add(new Parameter("hard.context", Tensor.of(Shape.of(d, d), diagonal)));
        this.items = items;
    }

    @Override
    public final Variable of(Variable linear, Variable s0, Variable mask, Batch batch) {
        Tape tape = linear.tape();
        Variable events = items == null ? s0 : itemsAlone(tape, batch, mask, tape.leaf(items));
        return subtract(linear, agreement(events, mask.value(), tape.leaf(context)));
    }

    /** [B,N]. events: [B,N,d]; real: [B,N] 0 for padding; context: [d,d]. */
    Variable agreement(Variable events, float[] real, Variable context) {
        Variable others = multiply(subtract(total(events), events), shareOfOthers(events, real));
        return rowDot(linear(events, context), others);
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

    /** The sum over the events of a history, [B,1,d]. */
    static Variable total(Variable events) {
        return reshape(
                sumAxis(events, 1),
                Shape.of(events.shape().dim(0), 1, events.shape().dim(2)));
    }

    /** One over the number of other events, [B,1,1]. */
    static Variable shareOfOthers(Variable events, float[] real) {
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
}
