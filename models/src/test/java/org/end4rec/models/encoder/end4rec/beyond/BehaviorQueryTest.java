package org.end4rec.models.encoder.end4rec.beyond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.GradientCheck;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.Sum;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviorQueryTest {
    private static final int BEHAVIORS = 3;
    private static final int TARGET = 2;
    private static final int SIZE = 2;
    private static final int LENGTH = 3;
    private static final int DIM = 4;

    /** What comes next is of behaviors 1, 3 and 2, and of none, 3 and 1. */
    private static final Batch BATCH = batch(1, 3, 2, 0, 3, 1);

    private final Parameters parameters = new Parameters();
    private final BehaviorQuery query = new BehaviorQuery(config().paper(), TARGET, parameters);

    private static Batch batch(int... nextBehaviors) {
        int[] items = {1, 2, 3, 4, 5, 6};
        return new Batch(SIZE, LENGTH, items, items, new int[SIZE], items, nextBehaviors);
    }

    private static End4RecVariant config() {
        TrainingConfig config =
                ConfigFile.set(TrainingConfig.DEFAULTS, List.of("dim=4", "chunks=2", "length=3", "query=true"));
        return config.variant(9, BEHAVIORS, TARGET);
    }

    /** Draws all but the padding rows. */
    private void draw() {
        for (Parameter parameter : parameters) {
            float[] values = parameter.value().data();
            float[] drawn = random(parameter.name(), values.length);
            System.arraycopy(drawn, DIM, values, DIM, values.length - DIM);
        }
    }

    private static float[] random(String name, int size) {
        RandomStream stream = RandomStream.of(6, name, 0);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) stream.normal(i);
        }
        return values;
    }

    private float[] apply(Shape shape, Batch batch) {
        Tape tape = Tape.inference();
        Variable s = tape.constant(shape, random("s", shape.size()));
        return query.apply(s, batch).value();
    }

    /** Compares with s·(1 + g_b) + q_b, row by row. */
    private void check(Shape shape, Batch batch, int... asked) {
        draw();
        float[] found = apply(shape, batch);
        float[] s = random("s", shape.size());
        float[] scale = parameters.get("query.scale").value().data();
        float[] shift = parameters.get("query.shift").value().data();
        for (int i = 0; i < s.length; i++) {
            int at = asked[i / DIM] * DIM + i % DIM;
            assertThat((double) found[i]).isCloseTo(s[i] * (1.0 + scale[at]) + shift[at], within(1e-5));
        }
    }

    // values

    @Test
    void saysNothingAtFirst() {
        for (Shape shape : new Shape[] {Shape.of(SIZE, DIM), Shape.of(SIZE, LENGTH, DIM)}) {
            assertThat(apply(shape, BATCH)).isEqualTo(random("s", shape.size()));
        }
        assertThat(parameters.get("query.scale").shape()).isEqualTo(Shape.of(BEHAVIORS + 1, DIM));
        assertThat(parameters.get("query.shift").shape()).isEqualTo(Shape.of(BEHAVIORS + 1, DIM));
    }

    // oracle

    @Test
    void theNewestPositionIsAskedForTheTarget() {
        check(Shape.of(SIZE, DIM), BATCH, TARGET, TARGET);
    }

    @Test
    void everyPositionIsAskedForWhatComesNext() {
        check(Shape.of(SIZE, LENGTH, DIM), BATCH, 1, 3, 2, 0, 3, 1);
    }

    @Test
    void everyPositionIsAskedForTheTargetWhereTheBatchDoesNotSay() {
        int[] all = new int[SIZE * LENGTH];
        Arrays.fill(all, TARGET);
        check(Shape.of(SIZE, LENGTH, DIM), batch(), all);
    }

    // gradient

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gradientsAreRight(boolean everyPosition) {
        draw();
        Shape shape = everyPosition ? Shape.of(SIZE, LENGTH, DIM) : Shape.of(SIZE, DIM);
        Parameter s = parameters.add(new Parameter("s", Tensor.of(shape, random("s", shape.size()))));
        GradientCheck.Report report =
                new GradientCheck().check(parameters, tape -> query.apply(tape.leaf(s), batch(1, 3, 2, 2, 3, 1)));
        assertThat(report.passed()).as(report.toString()).isTrue();
        assertThat(report.checked()).isEqualTo(2 * (BEHAVIORS + 1) * DIM + shape.size());
    }

    // edges

    @Test
    void theRowOfPaddingNeverMoves() {
        draw();
        Tape tape = Tape.recording();
        Shape shape = Shape.of(SIZE, LENGTH, DIM);
        tape.backward(Sum.sum(query.apply(tape.constant(shape, random("s", shape.size())), BATCH)));
        tape.accumulateGradients();
        assertThat(parameters.get("query.shift").gradientValues()[0]).isNotZero();
        float[] before = parameters.get("query.shift").value().data().clone();
        new AdamW(0.1).step(parameters, 0.01);
        for (Parameter parameter : parameters) {
            assertThat(Arrays.copyOf(parameter.value().data(), DIM)).containsOnly(0f);
        }
        assertThat(parameters.get("query.shift").value().data()).isNotEqualTo(before);
    }

    @Test
    void trainingMovesAllRowsButThatOfPadding(@TempDir Path folder) throws IOException {
        RunFolder run = TinyRuns.create(
                folder.resolve("run"),
                TinyRuns.with("query=true", "mixing=causal", "positions=all", "dim=8", "chunks=2"));
        SequenceEncoder encoder = TinyRuns.train(run, 1, stop -> TrainingListener.NONE);
        for (String name : new String[] {"query.scale", "query.shift"}) {
            float[] values = encoder.parameters().get(name).value().data();
            assertThat(Arrays.copyOf(values, 8)).containsOnly(0f);
            assertThat(Arrays.copyOfRange(values, 8, values.length)).doesNotContain(0f);
        }
    }

    @Test
    void thereIsNoneUnlessItIsAskedFor() {
        for (boolean asked : new boolean[] {true, false}) {
            TrainingConfig config = TinyRuns.with("query=" + asked);
            DenoisingEncoder encoder = config.variant(9, BEHAVIORS, TARGET).create(new double[BEHAVIORS], 1);
            int found = 0;
            for (Parameter parameter : encoder.parameters()) {
                found += parameter.name().startsWith("query.") ? 1 : 0;
            }
            assertThat(found).isEqualTo(asked ? 2 : 0);
            assertThat(config.variant(9, BEHAVIORS, TARGET).target()).isEqualTo(asked ? TARGET : 0);
        }
    }
}
