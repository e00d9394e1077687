package org.end4rec.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.ops.Add;
import org.end4rec.autograd.ops.Exp;
import org.end4rec.autograd.ops.Gather;
import org.end4rec.autograd.ops.Linear;
import org.end4rec.autograd.ops.MatmulTransposed;
import org.end4rec.autograd.ops.Mean;
import org.end4rec.autograd.ops.Multiply;
import org.end4rec.autograd.ops.Reshape;
import org.end4rec.autograd.ops.Scale;
import org.end4rec.autograd.ops.Sum;
import org.end4rec.autograd.testing.Draw;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class TapeTest {
    private final Tape tape = Tape.recording();

    @Test
    void gradientsOfAReusedVariableAddUp() {
        Variable x = tape.input(vector(3f, 5f));
        // y = Σ (x·x + 2x), dx = 2x + 2
        tape.backward(Sum.sum(Add.add(Multiply.multiply(x, x), Scale.scale(x, 2f))));
        assertThat(x.gradient()).containsExactly(8f, 12f);
    }

    @Test
    void gradientsOfSeveralSeedsAddUp() {
        Variable x = tape.input(vector(3f, 5f));
        Variable doubled = Scale.scale(x, 2f);
        Variable tripled = Scale.scale(x, 3f);
        doubled.gradient()[0] = 10f;
        tripled.gradient()[0] = 100f;
        tripled.gradient()[1] = 1000f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(320f, 3000f);
    }

    @Test
    void walksOnlyWhereAGradientHasArrived() {
        Variable x = tape.input(vector(3f));
        Variable unused = Exp.exp(x);
        tape.backward(Sum.sum(Scale.scale(x, 2f)));
        assertThat(unused.hasGradient()).isFalse();
        assertThat(x.gradient()).containsExactly(2f);
    }

    @Test
    void leafIsOneVariableAndItsGradientAccumulatesInTheParameter() {
        Parameter w = new Parameter("w", vector(3f, 5f));
        w.gradient()[1] = 1f;
        Variable leaf = tape.leaf(w);
        assertThat(tape.leaf(w)).isSameAs(leaf);
        tape.backward(Sum.sum(Multiply.multiply(leaf, tape.leaf(w))));
        assertThat(w.gradient()).containsExactly(0f, 1f);
        tape.accumulateGradients();
        assertThat(w.gradient()).containsExactly(6f, 11f);
    }

    @Test
    void frozenParametersGetNothing() {
        Parameter frozen = new Parameter("frozen", vector(3f, 5f));
        Parameter moving = new Parameter("moving", vector(7f, 9f));
        frozen.setTrainable(false);
        tape.backward(Sum.sum(Multiply.multiply(tape.leaf(frozen), tape.leaf(moving))));
        tape.accumulateGradients();
        assertThat(tape.leaf(frozen).hasGradient()).isFalse();
        assertThat(frozen.gradient()).containsExactly(0f, 0f);
        assertThat(moving.gradient()).containsExactly(3f, 5f);
    }

    @Test
    void nothingFlowsThroughDetach() {
        Variable x = tape.input(vector(3f, 5f));
        Variable y = Scale.scale(x, 2f);
        assertThat(y.detach().value()).isSameAs(y.value());
        tape.backward(Sum.sum(Multiply.multiply(y.detach(), x)));
        assertThat(x.gradient()).containsExactly(6f, 10f);
        assertThat(y.hasGradient()).isFalse();
    }

    @Test
    void gradientsOfRowsEqualDenseOnes() {
        Tensor table = new Draw("table", 0).normal(5, 3).toTensor();
        int[] index = {4, 0, 4, 2};
        Parameter sparse = new Parameter("sparse", table);
        Variable dense = tape.input(table);
        for (Variable each : new Variable[] {tape.leaf(sparse), dense}) {
            Variable rows = Gather.gather(each, index, Shape.of(4));
            // the table is used both by rows and as a whole, as with tied embeddings
            Variable scores = MatmulTransposed.matmulTransposed(rows, each);
            System.arraycopy(new Draw("dy", 0).normal(4, 5).toTensor().data(), 0, scores.gradient(), 0, 20);
        }
        tape.backward();
        tape.accumulateGradients();
        assertThat(sparse.gradient()).doesNotContain(0f);
        for (int i = 0; i < 15; i++) {
            assertThat(Math.abs(sparse.gradient()[i] - dense.gradient()[i])).isLessThanOrEqualTo(1e-6f);
        }
    }

    @Test
    void addedRowsReachAVariableThatIsNoParameter() {
        Variable table = tape.input(Tensor.zeros(Shape.of(3, 2)));
        table.addRows(new int[] {2, 0, 2}, new float[] {1, 2, 3, 4, 5, 6});
        assertThat(table.gradient()).containsExactly(3f, 4f, 0f, 0f, 6f, 8f);
    }

    @Test
    void stepsOfEqualShapesReuseTheBuffers() {
        Parameter w = new Parameter("w", new Draw("w", 0).normal(3, 2).toTensor());
        Tensor x = new Draw("x", 0).normal(5, 3).toTensor();
        step(w, x);
        float[] first = w.gradient().clone();
        long bytes = tape.arena().bytes();
        for (int i = 0; i < 5; i++) {
            Arrays.fill(w.gradient(), 0f);
            tape.reset();
            step(w, x);
            assertThat(w.gradient()).isEqualTo(first);
            assertThat(tape.arena().bytes()).isEqualTo(bytes).isPositive();
        }
    }

    private void step(Parameter w, Tensor x) {
        Variable y = Linear.linear(tape.constant(x), tape.leaf(w));
        tape.backward(Mean.mean(Multiply.multiply(y, Exp.exp(y))));
        tape.accumulateGradients();
    }

    @Test
    void tapeForTrainingGivesTheSameGradientsInLessMemory() {
        Tensor x = new Draw("x", 0).normal(5, 3).toTensor();
        Parameter kept = new Parameter("kept", new Draw("w", 0).normal(3, 3).toTensor());
        Parameter frugal = new Parameter("frugal", kept.value());
        Tape training = Tape.training();
        for (int i = 0; i < 2; i++) {
            tape.reset();
            training.reset();
            Arrays.fill(kept.gradient(), 0f);
            Arrays.fill(frugal.gradient(), 0f);
            deepStep(tape, kept, x);
            deepStep(training, frugal, x);
            assertThat(frugal.gradient()).isEqualTo(kept.gradient()).doesNotContain(0f);
        }
        assertThat(training.arena().bytes())
                .isLessThan(tape.arena().bytes() * 2 / 3)
                .isPositive();
    }

    /** Ops that share a buffer, that keep the gradient they are given, and that read a value twice. */
    private static void deepStep(Tape tape, Parameter w, Tensor x) {
        Variable y = Gather.gather(tape.leaf(w), new int[] {2, 0, 1, 1, 0}, Shape.of(5));
        for (int layer = 0; layer < 10; layer++) {
            Variable h = Linear.linear(y, tape.leaf(w));
            Variable flat = Reshape.reshape(Exp.exp(Scale.scale(h, 0.1f)), Shape.of(15));
            y = Add.add(Multiply.multiply(y, Reshape.reshape(flat, Shape.of(5, 3))), tape.constant(x));
        }
        tape.backward(Mean.mean(y));
        tape.accumulateGradients();
    }

    @Test
    void firstGradientIsRefusedWhereOneHasArrived() {
        Variable x = tape.input(vector(3f, 5f));
        x.firstGradient()[0] = 1f;
        assertThatThrownBy(x::firstGradient)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Variable.firstGradient: Variable[2] has a gradient already; add to it");
    }

    @Test
    void prints() {
        Variable x = tape.input(vector(3f, 5f));
        Sum.sum(Exp.exp(x));
        assertThat(tape).hasToString("0 exp [2]\n1 sum []\n");
    }

    @Test
    void inferenceRecordsNothing() {
        Tape inference = Tape.inference();
        Variable y = Exp.exp(inference.input(vector(0f)));
        assertThat(y.value()).containsExactly(1f);
        assertThat(inference.toString()).isEmpty();
        assertThatThrownBy(() -> inference.backward(y))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Tape.backward: this tape is for inference; use Tape.recording()");
    }

    @Test
    void backwardTwiceIsRefused() {
        Variable x = tape.input(vector(3f));
        Variable y = Sum.sum(x);
        tape.backward(y);
        assertThatThrownBy(() -> tape.backward(y))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Tape.backward: already walked; reset the tape and record anew");
        assertThat(x.gradient()).containsExactly(1f);
    }

    @Test
    void recordingAfterBackwardIsRefusedUntilReset() {
        Variable x = tape.input(vector(3f));
        tape.backward(Sum.sum(x));
        assertThatThrownBy(() -> Exp.exp(x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Tape: exp recorded after backward; reset the tape before the next step");
        tape.reset();
        Variable again = tape.input(vector(3f));
        tape.backward(Sum.sum(again));
        assertThat(again.gradient()).containsExactly(1f);
    }

    @Test
    void variableOfATapeThatHasBeenResetIsRefused() {
        for (Tape reset : List.of(Tape.recording(), Tape.training(), Tape.inference())) {
            Variable x = reset.input(vector(3f, 4f));
            Variable y = Exp.exp(x);
            reset.reset();
            String message = "Variable: the tape of this variable [2] has been reset, which ended it; "
                    + "read what you need before the reset";
            for (Variable ended : List.of(x, y)) {
                assertThat(ended.hasGradient()).isFalse();
                assertThatThrownBy(ended::value)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(message);
                assertThatThrownBy(ended::gradient)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(message);
                assertThatThrownBy(() -> Exp.exp(ended))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(message);
            }
        }
    }

    /** What was left of the step before must not be seen by the next one, whose variables are the same objects. */
    @Test
    void variablesOfATapeForTrainingBeginAnew() {
        Tape training = Tape.training();
        Parameter w = new Parameter("w", vector(1f, 2f).reshape(Shape.of(2, 1)));
        Variable first = training.leaf(w);
        training.backward(Sum.sum(Gather.gather(first, new int[] {1, 1}, Shape.of(2))));
        assertThat(first.hasGradient()).isTrue();
        training.reset();

        Variable second = training.constant(vector(5f, 6f, 7f));

        assertThat(second).isSameAs(first).hasToString("Variable[3]");
        assertThat(second.requiresGradient()).isFalse();
        assertThat(second.hasGradient()).isFalse();
        assertThat(second.value()).containsExactly(5f, 6f, 7f);
        assertThat(second.gradient()).containsExactly(0f, 0f, 0f);
    }

    @Test
    void mixingTapesIsRefused() {
        Variable x = tape.input(vector(3f));
        Variable other = Tape.recording().input(vector(3f));
        assertThatThrownBy(() -> Add.add(x, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Add: Variable[1] is on another tape than Variable[1]");
        assertThatThrownBy(() -> tape.backward(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tape.backward: the loss Variable[1] is on another tape");
    }

    @Test
    void lossMustBeASingleElement() {
        assertThatThrownBy(() -> tape.backward(Exp.exp(tape.input(vector(3f, 5f)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tape.backward: the loss has shape [2]; expected a single element"
                        + " (or add to the gradients of several variables and call backward())");
    }

    private static Tensor vector(float... values) {
        return Tensor.of(Shape.of(values.length), values);
    }
}
