package org.end4rec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final int MAX = Integer.MAX_VALUE;

    // values

    @Test
    void axesAndSize() {
        Shape shape = Shape.of(256, 50, 64);

        assertThat(shape.rank()).isEqualTo(3);
        assertThat(shape.size()).isEqualTo(819_200);
        assertThat(shape.dim(0)).isEqualTo(256);
        assertThat(shape.dim(2)).isEqualTo(64);
        assertThat(shape.dim(-1)).isEqualTo(64);
        assertThat(shape.dim(-3)).isEqualTo(256);
        assertThat(shape).hasToString("[256,50,64]");
    }

    @Test
    void equalityIsBySizes() {
        assertThat(Shape.of(2, 3)).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
        assertThat(Shape.of(2, 3)).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo(Shape.of(2, 3, 1));
        assertThat((Object) Shape.of(2, 3)).isNotEqualTo("[2,3]");
    }

    @Test
    void arraysGivenAndTakenAreCopies() {
        int[] dims = {2, 3};
        Shape shape = Shape.of(dims);
        dims[0] = 9;
        shape.dims()[1] = 9;

        assertThat(shape.dims()).containsExactly(2, 3);
    }

    @Test
    void otherAxes() {
        int[] dims = {2, 3, 5, 7, 11, 13};
        for (int rank = 0; rank <= dims.length; rank++) {
            Shape shape = Shape.of(Arrays.copyOf(dims, rank));
            List<Integer> sizes = Arrays.stream(shape.dims()).boxed().collect(Collectors.toList());
            List<Integer> more = new ArrayList<>(sizes);
            more.add(4);
            assertThat(shape.append(4).dims()).containsExactly(ints(more));
            for (int axis = 0; axis < rank; axis++) {
                List<Integer> resized = new ArrayList<>(sizes);
                resized.set(axis, 4);
                List<Integer> without = new ArrayList<>(sizes);
                without.remove(axis);
                assertThat(shape.resized(axis, 4).dims()).containsExactly(ints(resized));
                assertThat(shape.without(axis).dims()).containsExactly(ints(without));
            }
            assertThat(shape.dims()).containsExactly(Arrays.copyOf(dims, rank));
        }
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** More shapes than are kept, which push each other out, with and without axes of size 0. */
    @Test
    void shapesThatAreKeptAreNotMixedUp() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4000; i++) {
                assertThat(Shape.of(i).dims()).containsExactly(i);
                assertThat(Shape.of(i, 0).dims()).containsExactly(i, 0);
                assertThat(Shape.of(1, i, 0).dims()).containsExactly(1, i, 0);
                assertThat(Shape.of(i, 0, 0, 0).dims()).containsExactly(i, 0, 0, 0);
            }
        }
    }

    // edges

    @Test
    void scalar() {
        assertThat(Shape.of().rank()).isZero();
        assertThat(Shape.of().size()).isEqualTo(1);
        assertThat(Shape.of()).hasToString("[]");
    }

    @Test
    void emptyAxes() {
        assertThat(Shape.of(0).size()).isZero();
        assertThat(Shape.of(MAX, MAX, MAX, 0).size()).isZero();
        assertThat(Shape.of(0, MAX, MAX, MAX).size()).isZero();
    }

    @Test
    void largest() {
        assertThat(Shape.of(MAX - 8).size()).isEqualTo(MAX - 8);
    }

    // errors

    @Test
    void tooManyElements() {
        assertThatThrownBy(() -> Shape.of(MAX - 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Shape: [2147483640] has more than 2147483639 elements, the most that a float array holds");
        assertThatThrownBy(() -> Shape.of(MAX, MAX, MAX, MAX)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shape.of(65_536, 65_536)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void negativeSize() {
        assertThatThrownBy(() -> Shape.of(0, 3, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Shape: axis 2 of [0, 3, -1] is negative; sizes must be 0 or more");
    }

    @Test
    void axisOutOfRange() {
        assertThatThrownBy(() -> Shape.of(2, 3).dim(2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Shape: axis 2 of [2,3], which has rank 2");
        assertThatThrownBy(() -> Shape.of(2, 3).dim(-3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Shape: axis -3 of [2,3], which has rank 2");
    }
}
