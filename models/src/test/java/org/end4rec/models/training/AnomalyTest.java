package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.TapeObserver;
import org.end4rec.core.Shape;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TinyRuns;
import org.junit.jupiter.api.Test;

/** A number that is not finite is traced to the op where it is born. */
class AnomalyTest {
    private static final RunData DATA = TinyRuns.data();
    private static final int SIZE = 31;
    private static final int SHARD = 1;
    private static final Batch BATCH = new BatchAssembler(DATA.histories(), TinyRuns.CONFIG.length(), false)
            .batch(DATA.split().train().subList(0, SIZE));

    /** Makes one op of a tape, or the gradient of its first input, NaN. */
    private static final class Poison implements TapeObserver {
        private final int at;
        private final List<String> ops = new ArrayList<>();
        private final TreeSet<String> names = new TreeSet<>();

        Poison(int at) {
            this.at = at;
        }

        @Override
        public void forward(int number, Op op, Shape shape, float[] value) {
            ops.add(op.name() + " " + shape);
            names.add(op.name());
            if (number == at) {
                value[shape.size() / 2] = Float.NaN;
            }
        }

        @Override
        public void backward(Op op, Shape shape) {
            // the values alone are poisoned
        }
    }

    @Test
    void namesOpShapeAndSequencesWhereverItIsBorn() {
        SequenceEncoder encoder = Encoders.create(TinyRuns.CONFIG, DATA);
        Map<Parameter, float[]> before = new IdentityHashMap<>();
        encoder.parameters()
                .forEach(parameter ->
                        before.put(parameter, parameter.value().data().clone()));
        int injected = 0;
        TreeSet<String> names = new TreeSet<>();
        try (Workers workers = new Workers(1)) {
            TrainingStep step = new TrainingStep(encoder, workers, 10);
            for (Stage stage : encoder.stages()) {
                encoder.parameters().train(stage::trains);
                Poison none = new Poison(-1);
                step.observe(shard -> shard == SHARD ? none : null);
                assertThat(step.findAnomaly(BATCH, stage, 7, 3)).startsWith("all ops are finite");
                for (int at = 0; at < none.ops.size(); at++) {
                    Poison poison = new Poison(at);
                    step.observe(shard -> shard == SHARD ? poison : null);
                    String op = none.ops.get(at);
                    assertThat(step.findAnomaly(BATCH, stage, 7, 3))
                            .startsWith(op + ", op " + at + " of its tape, is NaN at element ")
                            .endsWith(", in the sequences 10 to 19 of the batch of 31");
                    injected++;
                    // an op such as reshape shares the array of a parameter
                    before.forEach((parameter, values) ->
                            System.arraycopy(values, 0, parameter.value().data(), 0, values.length));
                }
                names.addAll(none.names);
            }
        }
        Figures.print(
                "N4",
                "NaN put into each op of the model in turn, in every stage",
                "%d of %d traced to op, shape and sequences; %d kinds of op; nothing runs while all is finite",
                injected,
                injected,
                names.size());
        assertThat(names).hasSizeGreaterThan(10);
    }

    @Test
    void namesAParameterThatIsNotFinite() {
        SequenceEncoder encoder = Encoders.create(TinyRuns.CONFIG, DATA);
        float[] items = encoder.itemEmbedding().value().data();
        items[items.length - 2] = Float.NEGATIVE_INFINITY;
        try (Workers workers = new Workers(1)) {
            assertThat(new TrainingStep(encoder, workers, 10)
                            .findAnomaly(BATCH, encoder.stages().get(0), 7, 3))
                    .isEqualTo("before the step, the parameter " + encoder.itemEmbedding() + " is -Infinity at element "
                            + (items.length - 2));
        }
    }
}
