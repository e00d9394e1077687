package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.LinearOpContract;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class ConcatTest implements LinearOpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("concat", draw -> {
            Shape shape = draw.shape(1 + draw.below(3));
            int axis = draw.below(shape.rank());
            int asked = draw.coin() ? axis : axis - shape.rank();
            List<DoubleTensor> parts = new ArrayList<>();
            int count = 1 + draw.below(4);
            for (int i = 0; i < count; i++) {
                parts.add(draw.normal(shape.resized(axis, draw.size())));
            }
            return new Trial(parts, v -> Concat.concat(asked, v.toArray(new Variable[0])), x -> oracle(axis, x));
        });
    }

    private static DoubleTensor oracle(int axis, List<DoubleTensor> parts) {
        int total = parts.stream().mapToInt(part -> part.shape().dim(axis)).sum();
        return DoubleTensor.fill(parts.get(0).shape().resized(axis, total), index -> {
            int[] at = index.clone();
            int part = 0;
            while (at[axis] >= parts.get(part).shape().dim(axis)) {
                at[axis] -= parts.get(part).shape().dim(axis);
                part++;
            }
            return parts.get(part).at(at);
        });
    }

    @Test
    void values() {
        Variable a = input(Shape.of(2, 1), 1f, 2f);
        Variable b = input(Shape.of(2, 2), 3f, 4f, 5f, 6f);
        Variable y = Concat.concat(1, a, b);
        assertThat(y.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(y.value()).containsExactly(1f, 3f, 4f, 2f, 5f, 6f);
        System.arraycopy(new float[] {1, 2, 3, 4, 5, 6}, 0, y.gradient(), 0, 6);
        tape.backward();
        assertThat(a.gradient()).containsExactly(1f, 4f);
        assertThat(b.gradient()).containsExactly(2f, 3f, 5f, 6f);
    }

    @Test
    void edges() {
        Variable x = input(Shape.of(2, 1), 1f, 2f);
        assertThat(Concat.concat(1, input(Shape.of(2, 0)), x).value()).containsExactly(1f, 2f);
        assertThat(Concat.concat(0, input(Shape.of(0, 3)), input(Shape.of(0, 3)))
                        .shape())
                .isEqualTo(Shape.of(0, 3));
        Variable[] parts = {x, x};
        Variable y = Concat.concat(0, parts);
        parts[1] = y;
        y.gradient()[3] = 5f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(0f, 5f);
    }

    @Test
    void errors() {
        Variable x = input(Shape.of(2, 3), new float[6]);
        assertThatThrownBy(() -> Concat.concat(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("concat: there are no parts; expected at least one");
        assertThatThrownBy(() -> Concat.concat(1, x, input(Shape.of(3, 3), new float[9])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("concat: part 1 has shape [3,3]; expected that of part 0 [2,3] on all axes but 1");
        assertThatThrownBy(() -> Concat.concat(0, x, input(Shape.of(3), new float[3])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("concat: part 1 has shape [3]; expected that of part 0 [2,3] on all axes but 0");
        assertThatThrownBy(() -> Concat.concat(2, x, x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("concat: axis is 2; x has shape [2,3], expected -2…1");
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
