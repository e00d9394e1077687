package org.end4rec.autograd.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

/** What holds for every op: a test class implements it and gives its {@link #opCase}. */
public interface OpContract {
    /** Directions in which the derivative of each input is checked. */
    int DIRECTIONS = 3;

    /** The op under test. */
    OpCase opCase();

    @Test
    default void recordsOneOpUnderItsName() {
        opCase().trials().forEach(trial -> {
            OpRun run = OpRun.of(trial);
            assertThat(run.tape().toString())
                    .isEqualTo("0 " + opCase().name() + " " + run.output().shape() + "\n");
        });
    }

    @Test
    default void matchesTheDoubleOracle() {
        opCase().trials().forEach(trial -> {
            OpRun run = OpRun.of(trial);
            DoubleTensor expected = trial.oracle().apply(trial.inputs());
            assertThat(run.output().shape()).isEqualTo(expected.shape());
            assertClose(DoubleTensor.of(run.output().toTensor()), expected, Tolerances.VALUE, describe(trial));
        });
    }

    @Test
    default void gradientMatchesFiniteDifferencesOfTheOracle() {
        double[] errors = gradientErrors(opCase());
        assertThat(errors[errors.length - 1])
                .as("largest relative error of a gradient of %s", opCase().name())
                .isLessThanOrEqualTo(Tolerances.GRADIENT);
        assertThat(errors[errors.length / 2])
                .as("median relative error of %s", opCase().name())
                .isLessThanOrEqualTo(Tolerances.GRADIENT_MEDIAN);
    }

    @Test
    default void gradientAccumulates() {
        opCase().trials().forEach(trial -> {
            OpRun plain = OpRun.of(trial).backward();
            OpRun seeded = OpRun.of(trial);
            List<DoubleTensor> expected = new ArrayList<>();
            for (int i = 0; i < trial.inputs().size(); i++) {
                Variable x = seeded.inputs().get(i);
                Tensor before = new Draw("before", i).normal(x.shape()).toTensor();
                System.arraycopy(before.data(), 0, x.gradient(), 0, before.data().length);
                expected.add(DoubleTensor.of(before).plus(1, plain.gradient(i)));
            }
            seeded.backward();
            for (int i = 0; i < expected.size(); i++) {
                assertClose(seeded.gradient(i), expected.get(i), Tolerances.ACCUMULATED, describe(trial));
            }
        });
    }

    @Test
    default void gradientsOfOneVariableInSeveralPlacesAddUp() {
        opCase().trials().filter(OpContract::hasEqualShapes).forEach(trial -> {
            DoubleTensor value = trial.inputs().get(0);
            List<DoubleTensor> values = Collections.nCopies(trial.inputs().size(), value);
            OpRun apart =
                    OpRun.of(new Trial(values, trial.forward(), trial.oracle())).backward();
            DoubleTensor expected = apart.gradient(0);
            for (int i = 1; i < values.size(); i++) {
                expected = expected.plus(1, apart.gradient(i));
            }
            OpRun together = OpRun.of(Trial.of(
                            value,
                            x -> trial.forward().apply(Collections.nCopies(values.size(), x)),
                            x -> trial.oracle().apply(Collections.nCopies(values.size(), x))))
                    .backward();
            assertThat(together.gradient(0).plus(-1, expected).largest())
                    .as(describe(trial))
                    .isLessThanOrEqualTo(
                            Tolerances.ACCUMULATED * apart.gradient(0).largest());
        });
    }

    @Test
    default void frozenInputGetsNothing() {
        opCase().trials().forEach(trial -> {
            OpRun plain = OpRun.of(trial).backward();
            for (int frozen = 0; frozen < trial.inputs().size(); frozen++) {
                OpRun run = OpRun.of(trial, frozen).backward();
                assertThat(run.inputs().get(frozen).hasGradient()).isFalse();
                for (int i = 0; i < trial.inputs().size(); i++) {
                    if (i != frozen) {
                        assertThat(run.inputs().get(i).gradient())
                                .isEqualTo(plain.inputs().get(i).gradient());
                    }
                }
            }
        });
    }

    @Test
    default void recordsNothingWithoutInputsThatRequireGradients() {
        Trial trial = opCase().trial(0);
        Tape tape = Tape.recording();
        List<Variable> constants = new ArrayList<>();
        trial.inputs().forEach(x -> constants.add(tape.constant(x.toTensor())));
        Variable y = trial.forward().apply(constants);
        assertThat(y.requiresGradient()).isFalse();
        assertThat(tape.toString()).isEmpty();
        assertThat(y.value()).isEqualTo(OpRun.of(trial).output().value());
    }

    @Test
    default void leavesInputsAndOutputGradientAsTheyWere() {
        opCase().trials().forEach(trial -> {
            OpRun run = OpRun.of(trial);
            float[] y = run.output().value().clone();
            run.backward();
            assertThat(run.output().gradient()).isEqualTo(run.dy());
            assertThat(run.output().value()).isEqualTo(y);
            for (int i = 0; i < trial.inputs().size(); i++) {
                assertThat(run.inputs().get(i).value())
                        .isEqualTo(trial.inputs().get(i).toTensor().data());
            }
        });
    }

    /**
     * The relative errors of an op's gradient in random directions against finite differences of its oracle, sorted.
     */
    static double[] gradientErrors(OpCase op) {
        List<Double> errors = new ArrayList<>();
        for (int number = 0; number < OpCase.TRIALS; number++) {
            Trial trial = op.trial(number);
            OpRun run = OpRun.of(trial).backward();
            for (int i = 0; i < trial.inputs().size(); i++) {
                for (int direction = 0; direction < DIRECTIONS; direction++) {
                    Draw draw = new Draw("direction " + i, direction);
                    DoubleTensor u = draw.normal(trial.inputs().get(i).shape());
                    double error = directionalError(trial, run, i, u);
                    assertThat(error)
                            .as("relative error of the gradient of input %d, %s, trial %d", i, describe(trial), number)
                            .isLessThanOrEqualTo(Tolerances.GRADIENT);
                    errors.add(error);
                }
            }
        }
        return errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** Asserts |found − expected| ≤ tolerance × the largest element expected. */
    static void assertClose(DoubleTensor found, DoubleTensor expected, double tolerance, String description) {
        assertThat(found.plus(-1, expected).largest())
                .as("largest difference, %s", description)
                .isLessThanOrEqualTo(tolerance * expected.largest());
    }

    private static double directionalError(Trial trial, OpRun run, int input, DoubleTensor u) {
        DoubleTensor dy = DoubleTensor.of(Tensor.of(run.output().shape(), run.dy()));
        double analytic = run.gradient(input).dot(u);
        double numeric = (moved(trial, input, Tolerances.STEP, u).dot(dy)
                        - moved(trial, input, -Tolerances.STEP, u).dot(dy))
                / (2 * Tolerances.STEP);
        double scale = Math.max(run.gradient(input).map(Math::abs).dot(u.map(Math::abs)), Math.abs(numeric));
        return scale == 0 ? 0 : Math.abs(analytic - numeric) / scale;
    }

    private static DoubleTensor moved(Trial trial, int input, double step, DoubleTensor u) {
        List<DoubleTensor> inputs = new ArrayList<>(trial.inputs());
        inputs.set(input, inputs.get(input).plus(step, u));
        return trial.oracle().apply(inputs);
    }

    private static boolean hasEqualShapes(Trial trial) {
        Shape first = trial.inputs().get(0).shape();
        return trial.inputs().size() > 1
                && trial.inputs().stream().allMatch(x -> x.shape().equals(first));
    }

    private static String describe(Trial trial) {
        return trial.inputs().stream().map(x -> x.shape().toString()).toList().toString();
    }
}
