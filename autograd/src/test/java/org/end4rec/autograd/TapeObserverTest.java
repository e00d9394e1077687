package org.end4rec.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.core.Shape;
import org.junit.jupiter.api.Test;

class TapeObserverTest {
    private final List<String> seen = new ArrayList<>();

    private TapeObserver named(String name) {
        return new TapeObserver() {
            @Override
            public void forward(int number, Op op, Shape shape, float[] value) {
                seen.add(name + " forward " + number + " " + shape + " " + value[0]);
            }

            @Override
            public void backward(Op op, Shape shape) {
                seen.add(name + " backward " + shape);
            }
        };
    }

    @Test
    void theFirstObserverSeesEverythingBeforeTheSecond() {
        TapeObserver both = named("a").then(named("b"));
        Op op = new Op() {
            @Override
            public String name() {
                return "nothing";
            }

            @Override
            protected void backward(float[] dy) {}
        };
        both.forward(4, op, Shape.of(2), new float[] {1, 2});
        both.backward(op, Shape.of(2));
        assertThat(seen)
                .containsExactly("a forward 4 [2] 1.0", "b forward 4 [2] 1.0", "a backward [2]", "b backward [2]");
    }
}
