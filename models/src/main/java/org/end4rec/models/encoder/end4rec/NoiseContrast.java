package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.LogSigmoid.logSigmoid;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.RowDot.rowDot;
import static org.end4rec.autograd.ops.Scale.scale;
import static org.end4rec.autograd.ops.Subtract.subtract;
import static org.end4rec.autograd.ops.Sum.sum;

import java.util.Arrays;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.models.encoder.LossTerm;

/**
 * Noise-decoupling contrastive learning, section 4.5, equations (8) and (9): the purer signal should serve the next
 * item better than the original, and the original better than the noise.
 * {@code −log σ(Q(pure) − Q(original)) − log σ(Q(original) − Q(noise))} with
 * {@code Q(S) = S[N−1]·item_embedding[next item]}.
 * {@code weight} is w_n, {@code target} [B,d] the embedding of the next item.
 */
record NoiseContrast(double weight, Variable target) {
    /** The contrast of hard noise counts for sequences with both kept and eliminated events. mask, kept: B·N. */
    LossTerm hard(Variable pure, Variable original, Variable noise, float[] mask, float[] kept) {
        int b = target.shape().dim(0);
        int n = mask.length / b;
        float[] counted = target.tape().arena().take(b);
        for (int i = 0; i < b; i++) {
            double keptEvents = count(kept, i * n, n);
            counted[i] = keptEvents > 0 && keptEvents < count(mask, i * n, n) ? 1f : 0f;
        }
        return term("contrast_hard", pure, original, noise, counted);
    }

    /** The contrast of soft noise counts for all sequences. */
    LossTerm soft(Variable pure, Variable original, Variable noise) {
        float[] counted = target.tape().arena().take(target.shape().dim(0));
        Arrays.fill(counted, 1f);
        return term("contrast_soft", pure, original, noise, counted);
    }

    /** Of the newest positions of pure, original and noise, [B,d]; counted: [B], 1 for the sequences that count. */
    private LossTerm term(String name, Variable pure, Variable original, Variable noise, float[] counted) {
        Variable q = rowDot(original, target);
        Variable gains =
                add(logSigmoid(subtract(rowDot(pure, target), q)), logSigmoid(subtract(q, rowDot(noise, target))));
        Variable chosen = multiply(gains, pure.tape().constant(Shape.of(counted.length), counted));
        return new LossTerm(
                name, scale(sum(chosen), -1f), count(counted, 0, counted.length), new LossTerm.Mean(weight));
    }

    private static double count(float[] ones, int from, int n) {
        double count = 0;
        for (int i = from; i < from + n; i++) {
            count += ones[i];
        }
        return count;
    }
}
