package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

class GruTest implements OpContract {
    @Override
    public OpCase opCase() {
        return new OpCase("gru", draw -> {
            int i = draw.size();
            int h = 1 + draw.below(5);
            return new Trial(
                    List.of(
                            draw.normal(1 + draw.below(3), 1 + draw.below(6), i),
                            draw.uniform(Shape.of(3 * h, i), -0.7, 0.7),
                            draw.uniform(Shape.of(3 * h, h), -0.7, 0.7),
                            draw.normal(3 * h),
                            draw.normal(3 * h)),
                    v -> Gru.gru(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)),
                    GruTest::oracle);
        });
    }

    private static DoubleTensor oracle(List<DoubleTensor> in) {
        int h = in.get(2).shape().dim(1);
        int steps = in.get(0).shape().dim(1);
        double[] y = new double[in.get(0).shape().dim(0) * steps * h];
        for (int row = 0; row < y.length / h; row++) {
            for (int j = 0; j < h; j++) {
                double before = row % steps == 0 ? 0 : y[(row - 1) * h + j];
                double r = sigmoid(fromInput(in, row, j) + fromState(in, y, row, j));
                double z = sigmoid(fromInput(in, row, h + j) + fromState(in, y, row, h + j));
                double n = StrictMath.tanh(fromInput(in, row, 2 * h + j) + r * fromState(in, y, row, 2 * h + j));
                y[row * h + j] = (1 - z) * n + z * before;
            }
        }
        return DoubleTensor.of(Shape.of(in.get(0).shape().dim(0), steps, h), y);
    }

    private static double fromInput(List<DoubleTensor> in, int row, int gate) {
        int i = in.get(1).shape().dim(1);
        double sum = in.get(3).at(gate);
        for (int l = 0; l < i; l++) {
            sum += in.get(1).at(gate, l) * in.get(0).data()[row * i + l];
        }
        return sum;
    }

    private static double fromState(List<DoubleTensor> in, double[] y, int row, int gate) {
        int h = in.get(2).shape().dim(1);
        double sum = in.get(4).at(gate);
        if (row % in.get(0).shape().dim(1) > 0) {
            for (int l = 0; l < h; l++) {
                sum += in.get(2).at(gate, l) * y[(row - 1) * h + l];
            }
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    @Test
    void values() {
        Tape tape = Tape.inference();
        // r = σ(0), z = σ(ln 3) = ¾, n = tanh(2·x + ½·(4·h)): first step tanh 1/4, then tanh(2 + tanh(1)/2)/4 + ¾ of it
        Variable y = Gru.gru(
                tape.constant(Tensor.of(Shape.of(1, 2, 1), 0.5f, 1f)),
                tape.constant(Tensor.of(Shape.of(3, 1), 0f, 0f, 2f)),
                tape.constant(Tensor.of(Shape.of(3, 1), 0f, 0f, 4f)),
                tape.constant(Tensor.of(Shape.of(3), 0f, 1.0986123f, 0f)),
                tape.constant(Tensor.of(Shape.of(3), 0f, 0f, 0f)));
        float[] expected = {0.19039854f, 0.38855918f};
        assertThat(y.value()).containsExactly(expected, within(1e-6f));
    }

    @Test
    void edges() {
        Tape tape = Tape.inference();
        Variable y =
                Gru.gru(zeros(tape, 2, 0, 3), zeros(tape, 6, 3), zeros(tape, 6, 2), zeros(tape, 6), zeros(tape, 6));
        assertThat(y.shape()).isEqualTo(Shape.of(2, 0, 2));
    }

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable x = zeros(tape, 2, 4, 3);
        Variable w = zeros(tape, 6, 3);
        Variable u = zeros(tape, 6, 2);
        Variable b = zeros(tape, 6);
        assertThatThrownBy(() -> Gru.gru(w, w, u, b, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gru: x has shape [6,3]; expected [B,N,i]");
        assertThatThrownBy(() -> Gru.gru(x, w, w, b, b))
                .hasMessage("gru: weightHh has shape [6,3]; expected [3h,h] with h at least 1");
        assertThatThrownBy(() -> Gru.gru(x, u, u, b, b))
                .hasMessage("gru: weightIh has shape [6,2]; expected [6,3], to match x [2,4,3] and weightHh [6,2]");
        assertThatThrownBy(() -> Gru.gru(x, w, u, zeros(tape, 5), b))
                .hasMessage("gru: biasIh has shape [5]; expected [6], to match x [2,4,3] and weightHh [6,2]");
        assertThatThrownBy(() -> Gru.gru(x, w, u, b, zeros(tape, 7)))
                .hasMessage("gru: biasHh has shape [7]; expected [6], to match x [2,4,3] and weightHh [6,2]");
    }

    private static Variable zeros(Tape tape, int... dims) {
        return tape.constant(Tensor.zeros(Shape.of(dims)));
    }
}
