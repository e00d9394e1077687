package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.LogSigmoid.logSigmoid;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.RowDot.rowDot;
import static org.end4rec.autograd.ops.Scale.scale;
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
     * The term of one shard: the newest positions of pure, original and noise and the
     * {@code target}, the embedding of the next item, are [B,d].
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
        Variable q = rowDot(original, target);
        Variable gains =
                add(logSigmoid(subtract(rowDot(pure, target), q)), logSigmoid(subtract(q, rowDot(noise, target))));
        double count = 0;
        for (float each : counted) {
            count += each;
        }
        Variable chosen = multiply(gains, pure.tape().constant(Shape.of(counted.length), counted));
        return new Term(name, scale(sum(chosen), -1f), count, new Term.Mean(weight));
    }
}
