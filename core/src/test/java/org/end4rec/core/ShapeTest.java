package org.end4rec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
