package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.end4rec.autograd.ops.LinearByType.linearByType;

import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class LinearByTypeTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("linearByType", draw -> {
            Shape x = draw.shape(3);
            int types = draw.size();
            int[] type = draw.indices(x.dim(0) * x.dim(1), types + 1);
            return new Trial(
                    List.of(draw.normal(x), draw.normal(types, x.dim(2), draw.size())),
                    v -> linearByType(v.get(0), v.get(1), type),
                    inputs -> oracle(inputs.get(0), inputs.get(1), type));
        });
    }

    private static DoubleTensor oracle(DoubleTensor x, DoubleTensor w, int[] type) {
        int n = x.shape().dim(1);
        return DoubleTensor.fill(Shape.of(x.shape().dim(0), n, w.shape().dim(2)), at -> {
            int r = type[at[0] * n + at[1]];
            double sum = 0;
            for (int j = 0; r > 0 && j < x.shape().dim(2); j++) {
                sum += x.at(at[0], at[1], j) * w.at(r - 1, j, at[2]);
            }
            return sum;
        });
    }

    @Test
    void values() {
        Variable x = input(Shape.of(1, 3, 2), 1f, 2f, 3f, 4f, 5f, 6f);
        Variable w = input(Shape.of(2, 2, 1), 1f, 10f, 100f, 1000f);
        Variable y = linearByType(x, w, new int[] {2, 0, 1});
        assertThat(y.value()).containsExactly(2100f, 0f, 65f);
        tape.backward(Sum.sum(y));
        assertThat(x.gradient()).containsExactly(100f, 1000f, 0f, 0f, 1f, 10f);
        assertThat(w.gradient()).containsExactly(5f, 6f, 1f, 2f);
    }

    @Test
    void edges() {
        Variable w = input(Shape.of(1, 1, 1), 2f);
        assertThat(linearByType(input(Shape.of(0, 2, 1)), w, new int[0]).shape())
                .isEqualTo(Shape.of(0, 2, 1));
        // what is of no type may be anything
        assertThat(linearByType(input(Shape.of(1, 2, 1), Float.NaN, 3f), w, new int[] {0, 1})
                        .value())
                .containsExactly(0f, 6f);
    }

    @Test
    void errors() {
        Variable x = input(Shape.of(1, 2, 3), new float[6]);
        Variable w = input(Shape.of(2, 3, 1), new float[6]);
        assertThatThrownBy(() -> linearByType(w, x, new int[2]))
                .hasMessage("linearByType: w has shape [1,2,3]; expected [R,1,n], to match x [2,3,1]");
        assertThatThrownBy(() -> linearByType(input(Shape.of(2), 1f, 2f), w, new int[2]))
                .hasMessage("linearByType: x has shape [2]; expected [B,N,k]");
        assertThatThrownBy(() -> linearByType(x, w, new int[3]))
                .hasMessage("linearByType: types has 3 elements; expected 2, one for each row of x [1,2,3]");
        assertThatThrownBy(() -> linearByType(x, w, new int[] {1, 3}))
                .hasMessage("linearByType: types[1] is 3; expected 0…2, to match w [2,3,1]");
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
