package org.end4rec.models.encoder.end4rec.beyond;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.Linear.linear;
import static org.end4rec.autograd.ops.Matmul.matmul;
import static org.end4rec.autograd.ops.MatmulTransposed.matmulTransposed;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.Permute.permute;
import static org.end4rec.autograd.ops.Reshape.reshape;
import static org.end4rec.autograd.ops.RowDot.rowDot;
import static org.end4rec.autograd.ops.Scale.scale;
import static org.end4rec.autograd.ops.Subtract.subtract;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;

/**
 * Not in the paper. Agreement of items, squared event by event before the mean: {@code mean_{j≠i} g_ij² + 2c·g_ij},
 * c = 0.9, {@code g_ij = ¾/√d·(u_i·C)·u_j}, [B,N]. A history has several interests: a few good fits outweigh many poor
 * ones. The sum of squares over j is a product with the second moment {@code Σ_j u_jᵀu_j} [d,d], which needs no pairs
 * of events: O(N·d²).
 */
final class SquaredAgreementScore extends AgreementScore {
    /** Sets the bias of the linear score to about the middle of the agreements of accidental clicks. */
    private static final float INITIAL_BIAS = 3f;

    /** At first C is 12 times the identity, so g is 0.75 · 12 = 9 times the cosine of two items. */
    private static final double SQUARED_SCALE = 0.75;

    /** c: {@code g² + 2c·g = (g + c)² − c²}, so a poor fit counts less than a good fit of the same size. */
    private static final float SQUARE_OFFSET = 0.9f;

    SquaredAgreementScore(int d, Parameter bias, Parameter items, Parameters parameters) {
        super(d, ITEM_SCALE, items, parameters);
        bias.value().data()[0] = INITIAL_BIAS;
    }

    @Override
    Variable agreement(Variable events, float[] real, Variable context) {
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
}
