package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.atIndex;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.BehaviorFilter.behaviorFilter;

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

class BehaviorFilterTest implements OpContract {
    private static final int[] LENGTHS = {1, 2, 3, 4, 7, 8, 13};

    @Override
    public OpCase opCase() {
        return new OpCase("behaviorFilter", draw -> {
            int b = 1 + draw.below(3);
            int n = LENGTHS[draw.below(LENGTHS.length)];
            int d = draw.size();
            int r = 1 + draw.below(4);
            int[] behaviors = draw.indices(b * n, r + 1);
            // the trial must depend on its inputs
            behaviors[0] = 1 + draw.below(r);
            return new Trial(
                    List.of(draw.normal(b, n, d), draw.normal(2, r, n / 2 + 1, d)),
                    v -> behaviorFilter(v.get(0), behaviors, v.get(1)),
                    v -> oracle(v.get(0), behaviors, v.get(1)));
        });
    }

    private static DoubleTensor oracle(DoubleTensor x, int[] behaviors, DoubleTensor kernel) {
        int n = x.shape().dim(1);
        DoubleTensor sum = DoubleTensor.fill(
                Shape.of(x.shape().dim(0), 2, n / 2 + 1, x.shape().dim(2)), at -> 0);
        for (int behavior = 1; behavior <= kernel.shape().dim(1); behavior++) {
            int b = behavior;
            DoubleTensor events = Spectra.rfft(DoubleTensor.fill(
                    x.shape(), at -> behaviors[at[0] * n + at[1]] == b ? x.at(at[0], at[1], at[2]) : 0));
            DoubleTensor part = DoubleTensor.fill(events.shape(), at -> {
                double re = events.at(at[0], 0, at[2], at[3]);
                double im = events.at(at[0], 1, at[2], at[3]);
                double kRe = kernel.at(0, b - 1, at[2], at[3]);
                double kIm = kernel.at(1, b - 1, at[2], at[3]);
                return at[1] == 0 ? re * kRe - im * kIm : re * kIm + im * kRe;
            });
            sum = sum.plus(1, part);
        }
        return Spectra.irfft(sum, n);
    }

    @Test
    void values() {
        Tape tape = Tape.inference();
        // behavior 2 at the first event, 1 at the second; spectra without the root: (3, 3) and (5, −5)
        Variable x = tape.constant(Tensor.of(Shape.of(2, 2, 1), 3f, 5f, 11f, 13f));
        Variable kernel = tape.constant(Tensor.of(Shape.of(2, 2, 2, 1), 1f, 2f, 4f, 8f, 9f, 9f, 9f, 9f));
        float[] y = behaviorFilter(x, new int[] {2, 1, 0, 0}, kernel).value();
        // bins 12 + 5 = 17 and 24 − 10 = 14; a sequence without events
        assertThat(y).containsExactly(new float[] {15.5f, 1.5f, 0f, 0f}, within(1e-5f));
    }

    @Test
    void anotherSequenceAndAbsentBehaviorsDoNotMatter() {
        Tape tape = Tape.recording();
        Variable x = tape.input(Tensor.of(Shape.of(1, 3, 1), 1f, -2f, Float.NaN));
        Variable kernel =
                tape.input(Tensor.of(Shape.of(2, 2, 2, 1), 1f, 2f, Float.NaN, Float.NaN, 3f, 4f, Float.NaN, Float.NaN));
        Variable y = behaviorFilter(x, new int[] {1, 1, 0}, kernel);
        assertThat(y.value()).doesNotContain(Float.NaN);
        y.gradient()[1] = 1f;
        tape.backward();
        assertThat(x.gradient()[2]).isEqualTo(0f);
        assertThat(x.gradient()[0]).isNotZero();
        assertThat(kernel.gradient()).doesNotContain(Float.NaN).contains(0f, atIndex(2));
    }

    @Test
    void edges() {
        Tape tape = Tape.inference();
        Variable y = behaviorFilter(constant(tape, 0, 5, 4), new int[0], constant(tape, 2, 3, 3, 4));
        assertThat(y.shape()).isEqualTo(Shape.of(0, 5, 4));
    }

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable x = constant(tape, 1, 2, 6);
        Variable kernel = constant(tape, 2, 3, 2, 6);
        assertThatThrownBy(() -> behaviorFilter(constant(tape, 1, 6), new int[2], kernel))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("behaviorFilter: x has shape [1,6]; expected [B,N,d] with N and d at least 1");
        assertThatThrownBy(() -> behaviorFilter(x, new int[2], constant(tape, 2, 3, 3, 6)))
                .hasMessage("behaviorFilter: kernel has shape [2,3,3,6]; expected [2,R,2,6], to match x [1,2,6]");
        assertThatThrownBy(() -> behaviorFilter(x, new int[3], kernel))
                .hasMessage("behaviorFilter: behaviors has 3 elements; expected 2, to match x [1,2,6]");
        assertThatThrownBy(() -> behaviorFilter(x, new int[] {0, 4}, kernel))
                .hasMessage("behaviorFilter: behaviors[1] is 4; it must be 0 (no event) to 3");
    }

    private static Variable constant(Tape tape, int... dims) {
        return tape.constant(Tensor.zeros(Shape.of(dims)));
    }
}
