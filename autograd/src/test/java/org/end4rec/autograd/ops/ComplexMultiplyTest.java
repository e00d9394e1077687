package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class ComplexMultiplyTest implements OpContract {
    @Override
    public OpCase opCase() {
        return new OpCase("complexMultiply", draw -> {
            int f = draw.size();
            int d = draw.size();
            return new Trial(
                    List.of(draw.normal(draw.size(), 2, f, d), draw.normal(2, f, d)),
                    v -> ComplexMultiply.complexMultiply(v.get(0), v.get(1)),
                    v -> oracle(v.get(0), v.get(1)));
        });
    }

    private static DoubleTensor oracle(DoubleTensor x, DoubleTensor w) {
        return DoubleTensor.fill(x.shape(), at -> {
            double re = x.at(at[0], 0, at[2], at[3]);
            double im = x.at(at[0], 1, at[2], at[3]);
            double wr = w.at(0, at[2], at[3]);
            double wi = w.at(1, at[2], at[3]);
            return at[1] == 0 ? re * wr - im * wi : re * wi + im * wr;
        });
    }

    @Test
    void values() {
        Tape tape = Tape.inference();
        // (1 + 3i)·(2 + 5i) and (2 + 4i)·(3 − i)
        Variable x = tape.constant(Tensor.of(Shape.of(1, 2, 1, 2), 1f, 2f, 3f, 4f));
        Variable w = tape.constant(Tensor.of(Shape.of(2, 1, 2), 2f, 3f, 5f, -1f));
        assertThat(ComplexMultiply.complexMultiply(x, w).value()).containsExactly(-13f, 10f, 11f, 10f);
    }

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable x = tape.constant(Tensor.zeros(Shape.of(1, 2, 3, 4)));
        Variable w = tape.constant(Tensor.zeros(Shape.of(2, 4, 3)));
        assertThatThrownBy(() -> ComplexMultiply.complexMultiply(w, w))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("complexMultiply: x has shape [2,4,3]; expected [B,2,F,d]");
        assertThatThrownBy(() -> ComplexMultiply.complexMultiply(x, w))
                .hasMessage("complexMultiply: w has shape [2,4,3]; expected [2,3,4], to match x [1,2,3,4]");
    }
}
