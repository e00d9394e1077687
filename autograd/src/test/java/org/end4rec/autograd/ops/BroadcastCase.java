package org.end4rec.autograd.ops;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.Draw;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;

/** The trials of a broadcasting op: every way in which two shapes can meet. */
final class BroadcastCase {
    private BroadcastCase() {}

    static OpCase of(String name, BinaryOperator<Variable> op, DoubleBinaryOperator oracle) {
        return new OpCase(name, draw -> {
            Shape full = draw.shape(1 + draw.below(4));
            Shape part = part(draw, full);
            boolean swapped = draw.coin();
            DoubleTensor a = draw.normal(swapped ? part : full);
            DoubleTensor b = draw.normal(swapped ? full : part);
            return new Trial(
                    List.of(a, b),
                    v -> op.apply(v.get(0), v.get(1)),
                    x -> DoubleTensor.fill(
                            common(x.get(0).shape(), x.get(1).shape()),
                            i -> oracle.applyAsDouble(x.get(0).at(i), x.get(1).at(i))));
        });
    }

    /** Equal, a scalar, a suffix, per row, or 1 on random axes of a suffix. */
    private static Shape part(Draw draw, Shape full) {
        int[] dims = full.dims();
        switch (draw.below(5)) {
            case 0:
                return full;
            case 1:
                return Shape.of();
            case 2:
                return Shape.of(Arrays.copyOfRange(dims, draw.below(dims.length), dims.length));
            case 3:
                dims[dims.length - 1] = 1;
                return Shape.of(dims);
            default:
                for (int axis = 0; axis < dims.length; axis++) {
                    dims[axis] = draw.coin() ? 1 : dims[axis];
                }
                return Shape.of(Arrays.copyOfRange(dims, draw.below(dims.length), dims.length));
        }
    }

    private static Shape common(Shape a, Shape b) {
        int[] dims = new int[Math.max(a.rank(), b.rank())];
        for (int fromEnd = 1; fromEnd <= dims.length; fromEnd++) {
            int aDim = fromEnd > a.rank() ? 1 : a.dim(-fromEnd);
            int bDim = fromEnd > b.rank() ? 1 : b.dim(-fromEnd);
            dims[dims.length - fromEnd] = Math.max(aDim, bDim);
        }
        return Shape.of(dims);
    }
}
