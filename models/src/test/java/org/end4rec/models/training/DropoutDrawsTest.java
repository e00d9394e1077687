package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.TapeObserver;
import org.end4rec.core.Shape;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TinyRuns;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each dropout of a model has draws of its own: in every place, pass, shard and step. */
class DropoutDrawsTest {
    private static final RunData DATA = TinyRuns.data();
    private static final int LENGTH = 8;
    private static final int SHARD = 12;

    /** As many draws of each dropout are compared: the values of the newest events of a shard are no more. */
    private static final int COMPARED = SHARD * TinyRuns.CONFIG.dim();

    /** Which of a dropout's first values are left. */
    private static final class Draws implements TapeObserver {
        private final List<String> left = new ArrayList<>();

        @Override
        public void forward(int number, Op op, Shape shape, float[] value) {
            if (op.name().equals("dropout")) {
                assertThat(shape.size()).isGreaterThanOrEqualTo(COMPARED);
                char[] draws = new char[COMPARED];
                for (int i = 0; i < COMPARED; i++) {
                    draws[i] = value[i] == 0 ? '.' : 'x';
                }
                left.add(new String(draws));
            }
        }

        @Override
        public void backward(Op op, Shape shape) {
            // what is drawn is seen forward
        }
    }

    /**
     * A layer has two places, its mixing and its feed-forward part. END4Rec mines what is there, what it keeps and what
     * it eliminates.
     */
    @ParameterizedTest
    @CsvSource({
        "sasrec, joint, 7",
        "fmlprec, joint, 7",
        "mbstr, joint, 7",
        "gru4rec, joint, 3",
        "bert4rec, joint, 7",
        "end4rec, mining, 7",
        "end4rec, hard, 19",
        "end4rec, soft, 13",
        "end4rec, joint, 19"
    })
    void everyPlaceStepAndShardHasItsOwn(String model, String stageName, int places) {
        TrainingConfig config = TinyRuns.with(
                "model=" + model,
                "mixing=shared",
                "score=linear",
                "layers=3",
                "dropout=0.5",
                "length=" + LENGTH,
                "positions=last");
        SequenceEncoder encoder = Encoders.create(config, DATA);
        Stage stage = encoder.stages().stream()
                .filter(each -> each.name().equals(stageName))
                .findFirst()
                .orElseThrow();
        if (model.equals("end4rec")) {
            // so that a sequence of eight events keeps some and loses some
            Arrays.fill(encoder.parameters().get("hard.score.bias").value().data(), 0.5f);
        }
        List<Draws> shards = List.of(new Draws(), new Draws());
        try (Workers workers = new Workers(1)) {
            TrainingStep step = new TrainingStep(encoder, workers, SHARD);
            step.observe(shards::get);
            step.run(batch(), stage, 3, 0);
            step.run(batch(), stage, 3, 1);
            step.run(batch(), stage, 4, 1);
        }
        List<String> all = new ArrayList<>();
        for (Draws shard : shards) {
            assertThat(shard.left).hasSize(3 * places);
            all.addAll(shard.left);
        }
        assertThat(all).doesNotHaveDuplicates();
        for (String draws : all) {
            assertThat(draws.chars().filter(left -> left == 'x').count()).isBetween(COMPARED / 8L, COMPARED * 3L / 4);
        }
    }

    /** Two shards of histories without padding. */
    private static Batch batch() {
        List<Example> full = DATA.split().train().stream()
                .filter(example -> example.end() > LENGTH)
                .limit(2 * SHARD)
                .toList();
        return new BatchAssembler(DATA.histories(), LENGTH, false).batch(full);
    }
}
