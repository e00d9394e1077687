package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An interrupt ends a training as {@link TrainingRun#stop} does, and no file is damaged. */
class InterruptedTrainingTest {
    private static final TrainingConfig CONFIG = TinyRuns.with("neighbors=9", "batchSize=16");

    @TempDir
    private Path folder;

    /** Interrupts the thread of the training at the first event of that name, and notes all epochs. */
    private static final class Interrupting implements TrainingListener {
        private final String when;
        private final List<String> seen = new ArrayList<>();
        private boolean done;

        Interrupting(String when) {
            this.when = when;
        }

        private void at(String event) {
            if (event.equals(when) && !done) {
                done = true;
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void resumed(String stage, int epoch) {
            seen.add("resumed " + stage + " " + epoch);
        }

        @Override
        public void stepDone(double loss) {
            at("step");
        }

        @Override
        public void epochDone(EpochReport report) {
            seen.add(report.stage() + " " + report.epoch());
            at(report.stage() + " " + report.epoch());
        }

        @Override
        public void working(String what, long done, long total) {
            at(what + " " + done);
        }

        @Override
        public void saveFailed(String message) {
            seen.add("failed: " + message);
        }
    }

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    private int[] expected() throws IOException {
        try (TrainingRun run = TrainingRun.inMemory(CONFIG, TinyRuns.data(), 2)) {
            return run.train(TrainingListener.NONE)
                    .orElseThrow()
                    .evaluate(RankingProtocol.FULL)
                    .ranks();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "step, ''",
        "validating 0, mining 1",
        "mining 2, mining 1;mining 2",
        "hard 1, mining 1;mining 2;hard 1",
        "counting neighbors 0, *",
        "weighing votes 7, *"
    })
    void anInterruptEndsTheTrainingAndKeepsTheLastCheckpoint(String when, String epochs) throws IOException {
        int[] expected = expected();
        Interrupting listener = new Interrupting(when);
        TrainingOptions options = TrainingOptions.of("click").config(CONFIG).threads(2);
        try (TrainingRun run = TrainingRun.create(folder.resolve("run"), TinyRuns.data(), options)) {
            assertThat(run.train(listener)).isEmpty();
            assertThat(Thread.interrupted()).as("the thread is still marked").isTrue();
            assertThat(run.saveFailure()).isNull();
        }
        if (!epochs.equals("*")) {
            assertThat(String.join(";", listener.seen)).isEqualTo(epochs);
        }
        Interrupting resuming = new Interrupting("never");
        try (TrainingRun run = TrainingRun.resume(folder.resolve("run"))) {
            TrainedRun trained = run.train(resuming).orElseThrow();
            assertThat(trained.evaluate(RankingProtocol.FULL).ranks()).isEqualTo(expected);
        }
        if (!listener.seen.isEmpty()) {
            assertThat(resuming.seen.get(0)).isEqualTo("resumed " + listener.seen.get(listener.seen.size() - 1));
        }
    }

    /** Loading a checkpoint reads files, which Java would close. */
    @Test
    void anInterruptBeforeTheStartEndsAResumedTrainingToo() throws IOException {
        TrainingOptions options = TrainingOptions.of("click").config(CONFIG).threads(2);
        try (TrainingRun run = TrainingRun.create(folder.resolve("run"), TinyRuns.data(), options)) {
            assertThat(run.train(new Interrupting("mining 1"))).isEmpty();
        }
        Thread.interrupted();
        Interrupting listener = new Interrupting("never");
        try (TrainingRun run = TrainingRun.resume(folder.resolve("run"))) {
            Thread.currentThread().interrupt();
            assertThat(run.train(listener)).isEmpty();
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(listener.seen).containsExactly("resumed mining 1");
    }

    @Test
    void cancellingAFutureEndsItsTraining() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean empty = new AtomicBoolean();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void stepDone(double loss) {
                started.countDown();
            }
        };
        TrainingConfig endless = TinyRuns.with("miningEpochs=1000", "patience=1000");
        try {
            Future<?> future = executor.submit(() -> {
                try (TrainingRun run = TrainingRun.inMemory(endless, TinyRuns.data(), 2)) {
                    empty.set(run.train(listener).isEmpty());
                    interrupted.set(Thread.currentThread().isInterrupted());
                } finally {
                    ended.countDown();
                }
                return null;
            });
            assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
            future.cancel(true);
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            executor.shutdownNow();
        }
        assertThat(empty).isTrue();
        assertThat(interrupted).isTrue();
    }

    @Test
    void fileWorkThatAnInterruptEndsIsDoneAgainAndAnotherFailureIsThrown() throws IOException {
        AtomicInteger times = new AtomicInteger();
        Uninterrupted.run(() -> {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            if (times.incrementAndGet() < 3) {
                Thread.currentThread().interrupt();
                throw new ClosedByInterruptException();
            }
        });
        assertThat(times).hasValue(3);
        assertThat(Thread.interrupted()).isTrue();
        assertThatIOException()
                .isThrownBy(() -> Uninterrupted.run(() -> {
                    throw new IOException("disk full");
                }))
                .withMessage("disk full");
        assertThat(Thread.interrupted()).isFalse();
    }
}
