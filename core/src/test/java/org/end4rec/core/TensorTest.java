package org.end4rec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {
    // values

    @Test
    void sharesTheArrayItIsGiven() {
        float[] data = {1, 2, 3, 4, 5, 6};
        Tensor tensor = Tensor.of(Shape.of(2, 3), data);

        assertThat(tensor.data()).isSameAs(data);
        assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3));
    }

    @Test
    void zerosAreNew() {
        assertThat(Tensor.zeros(Shape.of(2, 2)).data()).containsExactly(0f, 0f, 0f, 0f);
    }

    @Test
    void reshapeSharesAndCopyDoesNot() {
        Tensor tensor = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        Tensor reshaped = tensor.reshape(Shape.of(3, 2));
        Tensor copy = tensor.copy();
        tensor.data()[4] = 50;

        assertThat(reshaped.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(reshaped.data()).containsExactly(1, 2, 3, 4, 50, 6);
        assertThat(copy.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(copy.data()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void textShowsAtMostEightElements() {
        assertThat(Tensor.of(Shape.of(2), 1, -2)).hasToString("Tensor[2][1.0, -2.0]");
        assertThat(Tensor.of(Shape.of(9), 1, 2, 3, 4, 5, 6, 7, 8, 9))
                .hasToString("Tensor[9][1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, …]");
    }

    // edges

    @Test
    void scalarAndEmpty() {
        assertThat(Tensor.of(Shape.of(), 7).data()).containsExactly(7f);
        assertThat(Tensor.of(Shape.of(3, 0))).hasToString("Tensor[3,0][]");
    }

    // errors

    @Test
    void sizeMustMatchTheShape() {
        assertThatThrownBy(() -> Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tensor: shape [2,3] needs 6 elements, the array has 5");
        assertThatThrownBy(() -> Tensor.zeros(Shape.of(4)).reshape(Shape.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tensor: shape [3] needs 3 elements, the array has 4");
    }
}
