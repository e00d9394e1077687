package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole training, votes included, of a few dozen users. */
class TrainingRunTest {
    private static final TrainingConfig CONFIG = TinyRuns.with("neighbors=9");
    private static final Manifest MANIFEST = Manifest.of("end4rec", "click", false, "synthetic");

    @TempDir
    private Path folder;

    private final RunData data = TinyRuns.data();
    private final List<String> events = new ArrayList<>();

    private TrainingRun create() throws IOException {
        return TrainingRun.create(folder.resolve("run"), MANIFEST, CONFIG, data, false, 2);
    }

    /** Notes what happens, and stops the run at an event. */
    private TrainingListener stopping(TrainingRun run, String when) {
        return new TrainingListener() {
            private void note(String event) {
                events.add(event);
                if (event.equals(when)) {
                    run.stop();
                }
            }

            @Override
            public void trainingStarted(Map<String, Integer> mostEpochs) {
                note("started");
            }

            @Override
            public void resumed(String stage, int epoch) {
                note("resumed " + stage + " " + epoch);
            }

            @Override
            public void epochDone(EpochReport report) {
                note(report.stage() + " " + report.epoch());
            }

            @Override
            public void working(String what, long done, long total) {
                if (!what.startsWith("validating")) {
                    note(what + " " + done);
                }
            }
        };
    }

    private int[] ranks(TrainedModel model) {
        BatchAssembler assembler = new BatchAssembler(data.histories(), CONFIG.length(), false);
        EvaluationResult result = new Evaluator(
                        data.histories().items().size(),
                        RankingProtocol.FULL,
                        assembler::batch,
                        data.histories()::items)
                .evaluate(model.scorer(), data.split().test());
        return result.ranks();
    }

    @Test
    void aTrainingInMemoryIsTheTrainingInAFolder() throws IOException {
        TrainedModel kept;
        try (TrainingRun run = create()) {
            kept = run.train(TrainingListener.NONE);
            assertThat(run.stepBytes()).isPositive();
            assertThat(run.saveFailure()).isNull();
        }
        TrainedModel inMemory;
        try (TrainingRun run = TrainingRun.inMemory(CONFIG, data, 1)) {
            inMemory = run.train(TrainingListener.NONE);
        }
        assertThat(kept).isNotNull();
        assertThat(inMemory).isNotNull();
        if (kept != null && inMemory != null) {
            TrainedModel opened = RunFolder.open(folder.resolve("run")).loadModel();
            assertThat(inMemory.votes().weights()).isEqualTo(kept.votes().weights());
            assertThat(opened.stage()).isEqualTo(kept.stage());
            assertThat(opened.votes().weights()).isEqualTo(kept.votes().weights());
            assertThat(ranks(inMemory)).isEqualTo(ranks(kept)).isEqualTo(ranks(opened));
        }
    }

    @Test
    void aRunThatIsStoppedBeforeItsStartTrainsNothing() throws IOException {
        try (TrainingRun run = create()) {
            run.stop();
            assertThat(run.train(stopping(run, "never"))).isNull();
        }
        assertThat(events).containsExactly("started");
    }

    /** A stop in the stages and one in the search of the votes: both resume to the model of a run without a stop. */
    @Test
    void aStoppedRunResumesToTheSameModel() throws IOException {
        TrainedModel expected;
        try (TrainingRun run = TrainingRun.inMemory(CONFIG, data, 2)) {
            expected = run.train(TrainingListener.NONE);
        }
        try (TrainingRun run = create()) {
            assertThat(run.train(stopping(run, "hard 1"))).isNull();
        }
        assertThat(events).endsWith("hard 1");
        try (TrainingRun run = TrainingRun.resume(RunFolder.open(folder.resolve("run")), 2)) {
            assertThat(run.train(stopping(run, "weighing votes 7"))).isNull();
        }
        assertThat(events).contains("resumed hard 1").endsWith("weighing votes 7");
        events.clear();
        try (TrainingRun run = TrainingRun.resume(RunFolder.open(folder.resolve("run")), 2)) {
            TrainedModel model = run.train(stopping(run, "never"));
            assertThat(events).startsWith("resumed joint 2", "started", "counting neighbors 0");
            assertThat(model).isNotNull();
            if (model != null && expected != null) {
                assertThat(model.votes().weights()).isEqualTo(expected.votes().weights());
                assertThat(ranks(model)).isEqualTo(ranks(expected));
            }
        }
    }

    @Test
    void gradientsAreFreedBeforeTheVotesAreCounted() throws IOException {
        try (TrainingRun run = TrainingRun.inMemory(CONFIG, data, 1)) {
            TrainedModel model = run.train(TrainingListener.NONE);
            assertThat(model).isNotNull();
            if (model != null) {
                float[] gradient = model.encoder().itemEmbedding().gradientValues();
                assertThat(gradient).containsOnly(0f);
            }
        }
    }

    @Test
    void aTrainingIsStartedOnceAndHasAFolderOnlyIfItWasMadeInOne() throws IOException {
        try (TrainingRun run = TrainingRun.inMemory(CONFIG, data, 1)) {
            run.stop();
            assertThat(run.train(TrainingListener.NONE)).isNull();
            assertThatIllegalStateException()
                    .isThrownBy(() -> run.train(TrainingListener.NONE))
                    .withMessage("TrainingRun: the training was started before; make another one");
            assertThatIllegalStateException()
                    .isThrownBy(run::folder)
                    .withMessage("TrainingRun: a training in memory has no folder");
        }
        assertThat(Files.list(folder)).isEmpty();
    }
}
