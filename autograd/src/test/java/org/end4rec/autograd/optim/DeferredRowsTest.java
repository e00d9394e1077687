package org.end4rec.autograd.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.RowSet;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table whose rows lag, against one whose rows never do: the same bits. */
class DeferredRowsTest {
    private static final int ROWS = 71;
    private static final int DIM = 19;
    private static final RandomStream STREAM = RandomStream.of(8, "deferred", 0);

    /** One side of a comparison: a table with a padding row and a vector beside it. */
    private static final class Side {
        final Parameters parameters = new Parameters();
        final Parameter table;
        final Parameter bias = parameters.add(new Parameter("bias", Tensor.zeros(Shape.of(DIM))));
        final boolean defers;
        AdamW adam;

        Side(double weightDecay, boolean defers) {
            float[] values = new float[ROWS * DIM];
            for (int i = DIM; i < values.length; i++) {
                // from numbers that every step changes to some that no step changes
                values[i] = (float) (STREAM.normal(i) * (i % 7 == 0 ? 1e3 : i % 5 == 0 ? 0 : 0.02));
            }
            table = parameters.add(Parameter.withPaddingRow("table", Tensor.of(Shape.of(ROWS, DIM), values)));
            this.defers = defers;
            adam = optimizer(weightDecay);
        }

        AdamW optimizer(double weightDecay) {
            AdamW made = new AdamW(weightDecay);
            if (defers) {
                made.defer(table);
            }
            return made;
        }

        /** A step of gradients that depend on its number alone. */
        void step(long number, int[] rows, double rate, boolean clips, Random order) {
            parameters.clearGradients();
            RowSet read = new RowSet(ROWS);
            read.addAll(rows);
            run(adam.beginCatchUp(table, read), order);
            float[] values = new float[rows.length * DIM];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (1e-3 * STREAM.normal(number * 10_000 + i));
            }
            table.addRows(rows, values);
            for (int i = 0; i < DIM; i++) {
                bias.gradient()[i] = values[i];
            }
            assertThat(table.hasSparseGradient()).isTrue();
            if (clips) {
                assertThat(GradientClipping.clip(parameters, 1e-3)).isGreaterThan(1e-3);
            }
            run(adam.begin(parameters, rate), order);
        }

        private static void run(AdamW.Step step, Random order) {
            List<Integer> slices = new ArrayList<>();
            for (int slice = 0; slice < step.slices(); slice++) {
                slices.add(slice);
            }
            Collections.shuffle(slices, order);
            slices.forEach(step::run);
        }
    }

    private static int[] rows(long step) {
        // the higher the number of a row, the rarer; some are read once only, the last never
        int[] rows = new int[1 + STREAM.below(900_000 + step, 6)];
        for (int i = 0; i < rows.length; i++) {
            double u = STREAM.uniform(1_000_000 + 10 * step + i);
            rows[i] = (int) ((ROWS - 1) * u * u * u);
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"0, false, 700", "0.01, true, 700", "0.01, false, 3000", "0, true, 3000", "30, false, 300"})
    void givesTheBitsOfTheDenseOptimizer(double weightDecay, boolean clips, int steps) {
        Side dense = new Side(weightDecay, false);
        Side deferred = new Side(weightDecay, true);
        LearningRate rises = LearningRate.warmUp(0.01, 50);
        for (int t = 0; t < steps; t++) {
            // rises, stands still, leaps from nothing, falls
            double rate = t < 200 ? rises.at(t) : t % 250 < 40 ? 0 : t % 250 == 41 ? 0.5 : 0.01 / (1 + t % 50);
            int[] rows = rows(t);
            dense.step(t, rows, rate, clips, new Random(t));
            deferred.step(t, rows, rate, clips, new Random(-t));
            if (t % 100 == 0) {
                for (int row : rows) {
                    assertRow(deferred.table.value(), dense.table.value(), row);
                }
            }
            if (t % 650 == 649) {
                assertSame(deferred, dense);
            }
        }
        assertSame(deferred, dense);
    }

    private static void assertRow(Tensor found, Tensor expected, int row) {
        for (int i = row * DIM; i < (row + 1) * DIM; i++) {
            assertThat(Float.floatToRawIntBits(found.data()[i]))
                    .as("element %d", i)
                    .isEqualTo(Float.floatToRawIntBits(expected.data()[i]));
        }
    }

    private static void assertSame(Side deferred, Side dense) {
        AdamW.State found = deferred.adam.state(deferred.parameters);
        AdamW.State expected = dense.adam.state(dense.parameters);
        assertThat(found.steps()).isEqualTo(expected.steps());
        for (int row = 0; row < ROWS; row++) {
            assertRow(deferred.table.value(), dense.table.value(), row);
            for (String name : new String[] {"adam.m.table", "adam.v.table"}) {
                assertRow(moment(found, name), moment(expected, name), row);
            }
        }
        assertThat(deferred.bias.value().data()).isEqualTo(dense.bias.value().data());
        for (int i = 0; i < DIM; i++) {
            assertThat(Math.abs(deferred.table.value().data()[i])).as("padding").isZero();
        }
    }

    private static Tensor moment(AdamW.State state, String name) {
        return Objects.requireNonNull(state.tensors().get(name), name);
    }

    @Test
    void rowsLagUntilTheyAreCaughtUp() {
        Side side = new Side(0, true);
        side.step(0, new int[] {3, 5}, 0.01, false, new Random(1));
        float[] values = side.table.value().data();
        float[] before = values.clone();
        side.step(1, new int[] {5}, 0.01, false, new Random(1));
        assertThat(values[3 * DIM]).isEqualTo(before[3 * DIM]);
        assertThat(values[5 * DIM]).isNotEqualTo(before[5 * DIM]);
        side.adam.catchUp(side.parameters);
        assertThat(values[3 * DIM]).isNotEqualTo(before[3 * DIM]);
        assertThat(values[4 * DIM]).isEqualTo(before[4 * DIM]);
    }

    @ParameterizedTest
    @CsvSource({"0", "0.01"})
    void aDenseStepAfterSparseOnes(double weightDecay) {
        Side dense = new Side(weightDecay, false);
        Side deferred = new Side(weightDecay, true);
        for (int t = 0; t < 120; t++) {
            for (Side side : new Side[] {dense, deferred}) {
                if (t % 40 == 39) {
                    side.adam.catchUp(side.parameters);
                    side.parameters.clearGradients();
                    float[] gradient = side.table.gradient();
                    for (int i = 0; i < gradient.length; i++) {
                        gradient[i] = (float) STREAM.normal(77L * i + t);
                    }
                    assertThat(side.table.hasSparseGradient()).isFalse();
                    side.adam.step(side.parameters, 0.01);
                } else {
                    side.step(t, rows(t), 0.01, true, new Random(t));
                }
            }
        }
        assertSame(deferred, dense);
    }

    @ParameterizedTest
    @CsvSource({"0", "0.01"})
    void resumingIsAsIfNeverStopped(double weightDecay) {
        Side whole = new Side(weightDecay, true);
        Side resumed = new Side(weightDecay, true);
        for (int t = 0; t < 300; t++) {
            whole.step(t, rows(t), 0.01, false, new Random(t));
            resumed.step(t, rows(t), 0.01, false, new Random(t));
            if (t % 70 == 60) {
                AdamW.State saved = resumed.adam.state(resumed.parameters);
                resumed.adam = resumed.optimizer(weightDecay);
                resumed.adam.restore(resumed.parameters, saved);
            }
        }
        assertSame(resumed, whole);
    }

    @Test
    void deferringMayStartLate() {
        Side dense = new Side(0.01, false);
        Side late = new Side(0.01, false);
        for (int t = 0; t < 60; t++) {
            if (t == 20) {
                late.adam.defer(late.table);
            }
            dense.step(t, rows(t), 0.01, false, new Random(t));
            late.step(t, rows(t), 0.01, false, new Random(t));
        }
        assertSame(late, dense);
    }

    @Test
    void deferringAgainKeepsTheStepsMissed() {
        Side dense = new Side(0.01, false);
        Side deferred = new Side(0.01, true);
        for (int t = 0; t < 60; t++) {
            dense.step(t, rows(t), 0.01, false, new Random(t));
            deferred.step(t, rows(t), 0.01, false, new Random(t));
            deferred.adam.defer(deferred.table);
        }
        assertSame(deferred, dense);
    }

    @Test
    void aFrozenTableMakesNoSteps() {
        Side dense = new Side(0.01, false);
        Side deferred = new Side(0.01, true);
        for (Side side : new Side[] {dense, deferred}) {
            for (int t = 0; t < 90; t++) {
                boolean frozen = t >= 30 && t < 60;
                side.table.setTrainable(!frozen);
                side.step(t, rows(t), 0.01, false, new Random(t));
            }
        }
        assertThat(dense.adam.state(dense.parameters).steps()).containsEntry("table", 60L);
        assertSame(deferred, dense);
    }

    // errors

    @Test
    void aRowThatWasReadStaleIsRefused() {
        Side side = new Side(0, true);
        side.step(0, new int[] {3, 5}, 0.01, false, new Random(1));
        side.step(1, new int[] {5}, 0.01, false, new Random(1));
        side.parameters.clearGradients();
        side.table.addRows(new int[] {3}, new float[DIM]);
        float[] bias = side.bias.value().data().clone();
        String message = "AdamW.step: row 3 of table[71,19] has a gradient but was not caught up before it was read;"
                + " call catchUp first";
        assertThatThrownBy(() -> side.adam.step(side.parameters, 0.01))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        side.table.gradient();
        assertThatThrownBy(() -> side.adam.step(side.parameters, 0.01))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThat(side.adam.state(side.parameters).steps()).containsEntry("bias", 2L);
        assertThat(side.bias.value().data()).isEqualTo(bias);
    }
}
