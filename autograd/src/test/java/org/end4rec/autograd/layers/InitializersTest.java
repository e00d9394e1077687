package org.end4rec.autograd.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class InitializersTest {
    @Test
    void normalHasTheMomentsAskedFor() {
        int n = 20_000;
        double sum = 0;
        double squares = 0;
        for (float each : Initializers.normal(Shape.of(n), 0.02, 3, "w").data()) {
            sum += each;
            squares += each * each;
        }
        // four standard errors: 0.02/√n and 0.02/√(2n)
        assertThat(sum / n).isCloseTo(0, within(5.7e-4));
        assertThat(Math.sqrt(squares / n)).isCloseTo(0.02, within(4e-4));
    }

    @Test
    void normalDependsOnSeedAndNameAlone() {
        Tensor first = Initializers.normal(Shape.of(2, 3), 1, 3, "w");
        assertThat(Initializers.normal(Shape.of(6), 1, 3, "w").data()).isEqualTo(first.data());
        assertThat(Initializers.normal(Shape.of(6), 1, 4, "w").data()).isNotEqualTo(first.data());
        assertThat(Initializers.normal(Shape.of(6), 1, 3, "v").data()).isNotEqualTo(first.data());
    }

    @Test
    void constants() {
        assertThat(Initializers.zeros(Shape.of(2)).data()).containsExactly(0f, 0f);
        assertThat(Initializers.ones(Shape.of(3)).data()).containsExactly(1f, 1f, 1f);
    }
}
