package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.end4rec.core.Shape;
import org.junit.jupiter.api.Test;

class BroadcastTest {
    @Test
    void shapes() {
        assertThat(shape(Shape.of(2, 3, 4), Shape.of(4))).isEqualTo(Shape.of(2, 3, 4));
        assertThat(shape(Shape.of(2, 1, 4), Shape.of(3, 1))).isEqualTo(Shape.of(2, 3, 4));
        assertThat(shape(Shape.of(), Shape.of(1, 1))).isEqualTo(Shape.of(1, 1));
        assertThat(shape(Shape.of(1, 0), Shape.of(5, 1))).isEqualTo(Shape.of(5, 0));
    }

    @Test
    void sumsGradientsBackToBothShapes() {
        Broadcast broadcast = Broadcast.of("test", Shape.of(2, 1), Shape.of(3));
        float[] dy = {1, 2, 3, 4, 5, 6};
        float[] da = {10, 20};
        broadcast.accumulateA(dy, da);
        assertThat(da).containsExactly(16f, 35f);
        float[] db = {1, 1, 1};
        broadcast.accumulateB(-1f, dy, db);
        assertThat(db).containsExactly(-4f, -6f, -8f);
        float[] products = {0, 0};
        broadcast.accumulateProductA(dy, new float[] {1, 10, 100}, products);
        assertThat(products).containsExactly(321f, 654f);
        float[] weighted = {0, 0, 0};
        broadcast.accumulateProductB(dy, new float[] {1, 10}, weighted);
        assertThat(weighted).containsExactly(41f, 52f, 63f);
    }

    @Test
    void refusesShapesThatDoNotMatch() {
        assertThatThrownBy(() -> shape(Shape.of(2, 3), Shape.of(3, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "test: b has shape [3,3]; expected axes equal to those of a [2,3] or 1, counted from the end");
        assertThatThrownBy(() -> shape(Shape.of(0), Shape.of(3))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Shape shape(Shape a, Shape b) {
        return Broadcast.of("test", a, b).shape();
    }
}
