package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.LogSigmoid.logSigmoid;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.RowDot.rowDot;
import static org.end4rec.autograd.ops.Scale.scale;
import static org.end4rec.autograd.ops.Select.select;
import static org.end4rec.autograd.ops.Subtract.subtract;
import static org.end4rec.autograd.ops.Sum.sum;

import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.models.encoder.Term;

/**
 * The noise-decoupling contrast: the purer signal should serve the next item better than the original, and the original
 * better than the noise. {@code −log σ(Q(pure) − Q(original)) − log σ(Q(original) − Q(noise))} with {@code Q(S) =
 * S[N−1]·item_embedding[next item]}.
 */
final class NoiseContrast {
    private NoiseContrast() {}

    /**
     * The term of one shard: pure, original and noise are [B,N,d], {@code target} [B,d] the embedding of the next item.
     *
     * @param counted [B] 1 for the sequences that count, 0 for the others
     */
    static Term term(
            String name,
            double weight,
            Variable pure,
            Variable original,
            Variable noise,
            Variable target,
            float[] counted) {
        Variable q = newest(original, target);
        Variable gains =
                add(logSigmoid(subtract(newest(pure, target), q)), logSigmoid(subtract(q, newest(noise, target))));
        double count = 0;
        for (float each : counted) {
            count += each;
        }
        Variable chosen = multiply(gains, pure.tape().constant(Shape.of(counted.length), counted));
        return new Term(name, scale(sum(chosen), -1f), count, new Term.Mean(weight));
    }

    private static Variable newest(Variable s, Variable target) {
        return rowDot(select(s, 1, -1), target);
    }
}
