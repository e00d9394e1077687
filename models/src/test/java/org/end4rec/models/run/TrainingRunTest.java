package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.end4rec.models.data.Event;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole training, votes included, of a few dozen users. */
class TrainingRunTest {
    private static final TrainingConfig CONFIG = TinyRuns.with("neighbors=9");
    private static final TrainingOptions OPTIONS =
            TrainingOptions.of("click").config(CONFIG).threads(2);

    @TempDir
    private Path folder;

    private final RunData data = TinyRuns.data();
    private final List<String> events = new ArrayList<>();

    private TrainingRun create() throws IOException {
        return TrainingRun.create(folder.resolve("run"), data, OPTIONS);
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

    private static int[] ranks(TrainedRun trained) {
        return trained.evaluate(RankingProtocol.FULL).ranks();
    }

    private static TrainedModel model(TrainedRun trained) {
        return (TrainedModel) trained.model();
    }

    @Test
    void aTrainingInMemoryIsTheTrainingInAFolder() throws IOException {
        TrainedRun kept;
        try (TrainingRun run = create()) {
            kept = run.train(TrainingListener.NONE).orElseThrow();
            assertThat(run.stepBytes()).isPositive();
            assertThat(run.saveFailure()).isNull();
        }
        TrainedRun inMemory;
        try (TrainingRun run = TrainingRun.inMemory(CONFIG, data, 1)) {
            inMemory = run.train(TrainingListener.NONE).orElseThrow();
        }
        TrainedRun opened = TrainedRun.load(RunFolder.open(folder.resolve("run")), ProgressListener.NONE);
        assertThat(model(inMemory).votes().weights())
                .isEqualTo(model(kept).votes().weights());
        assertThat(opened.model().stageName()).isEqualTo(kept.model().stageName());
        assertThat(model(opened).votes().weights())
                .isEqualTo(model(kept).votes().weights());
        assertThat(ranks(inMemory)).isEqualTo(ranks(kept)).isEqualTo(ranks(opened));
    }

    @Test
    void aRunThatIsStoppedBeforeItsStartTrainsNothing() throws IOException {
        try (TrainingRun run = create()) {
            run.stop();
            assertThat(run.train(stopping(run, "never"))).isEmpty();
        }
        assertThat(events).containsExactly("started");
    }

    /** A stop in the stages and one in the search of the votes: both resume to the model of a run without a stop. */
    @Test
    void aStoppedRunResumesToTheSameModel() throws IOException {
        TrainedRun expected;
        try (TrainingRun run = TrainingRun.inMemory(CONFIG, data, 2)) {
            expected = run.train(TrainingListener.NONE).orElseThrow();
        }
        try (TrainingRun run = create()) {
            assertThat(run.train(stopping(run, "hard 1"))).isEmpty();
        }
        assertThat(events).endsWith("hard 1");
        try (TrainingRun run = TrainingRun.resume(RunFolder.open(folder.resolve("run")), 2)) {
            assertThat(run.train(stopping(run, "weighing votes 7"))).isEmpty();
        }
        assertThat(events).contains("resumed hard 1").endsWith("weighing votes 7");
        events.clear();
        try (TrainingRun run = TrainingRun.resume(RunFolder.open(folder.resolve("run")), 2)) {
            TrainedRun trained = run.train(stopping(run, "never")).orElseThrow();
            assertThat(events).startsWith("resumed joint 2", "started", "counting neighbors 0");
            assertThat(model(trained).votes().weights())
                    .isEqualTo(model(expected).votes().weights());
            assertThat(ranks(trained)).isEqualTo(ranks(expected));
        }
    }

    @Test
    void gradientsAreFreedBeforeTheVotesAreCounted() throws IOException {
        try (TrainingRun run = TrainingRun.inMemory(CONFIG, data, 1)) {
            TrainedModel model = model(run.train(TrainingListener.NONE).orElseThrow());
            float[] gradient = model.encoder().itemEmbedding().gradientValues();
            assertThat(gradient).containsOnly(0f);
        }
    }

    @Test
    void aTrainingIsStartedOnceAndHasAFolderOnlyIfItWasMadeInOne() throws IOException {
        try (TrainingRun run = TrainingRun.inMemory(CONFIG, data, 1)) {
            run.stop();
            assertThat(run.train(TrainingListener.NONE)).isEmpty();
            assertThatIllegalStateException()
                    .isThrownBy(() -> run.train(TrainingListener.NONE))
                    .withMessage("TrainingRun: the training was started before; make another one");
            assertThatIllegalStateException()
                    .isThrownBy(run::folder)
                    .withMessage("TrainingRun: a training in memory has no folder");
        }
        assertThat(Files.list(folder)).isEmpty();
    }

    @Test
    void dataOfAnotherTargetThanTheOptionsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingRun.create(folder.resolve("run"), data, TrainingOptions.of("buy")))
                .withMessage("TrainingOptions: target is buy and novel is false; the data have target click and novel"
                        + " false");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingRun.create(folder.resolve("run"), data, OPTIONS.novel(true)))
                .withMessage("TrainingOptions: target is click and novel is true; the data have target click and novel"
                        + " false");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    /** The events of the small shop as objects: the model is the model of the same data split by hand. */
    @Test
    void aLogOfObjectsIsTrainedInMemoryAndInAFolder() throws IOException {
        EventLog log = TinyRuns.log();
        List<Event> objects = new ArrayList<>();
        for (int row = 0; row < log.size(); row++) {
            objects.add(new Event(
                    log.users().id(log.user(row)),
                    log.items().id(log.item(row)),
                    log.behaviors().id(log.behavior(row)),
                    log.timestamp(row)));
        }
        TrainingOptions options = OPTIONS.keepCopies(true);
        TrainedRun expected;
        try (TrainingRun run = TrainingRun.inMemory(CONFIG, data, 1)) {
            expected = run.train(TrainingListener.NONE).orElseThrow();
        }
        try (TrainingRun run = TrainingRun.inMemory(EventLog.of(objects), options)) {
            assertThat(ranks(run.train(TrainingListener.NONE).orElseThrow())).isEqualTo(ranks(expected));
        }
        try (TrainingRun run = TrainingRun.create(folder.resolve("run"), EventLog.of(objects.stream()), options)) {
            run.stop();
            assertThat(run.train(TrainingListener.NONE)).isEmpty();
        }
        try (TrainingRun run = TrainingRun.resume(folder.resolve("run"))) {
            assertThat(ranks(run.train(TrainingListener.NONE).orElseThrow())).isEqualTo(ranks(expected));
        }
        Manifest manifest = RunFolder.open(folder.resolve("run")).manifest();
        assertThat(manifest.target()).isEqualTo("click");
        assertThat(manifest.model()).isEqualTo("end4rec");
        assertThat(manifest.events()).isEqualTo("a log in memory");
    }
}
