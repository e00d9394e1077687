package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.end4rec.core.testing.Figures;
import org.end4rec.core.testing.RealSteps;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.Trainer;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training while the disk is full. */
class FullDiskTest {
    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint.safetensors", "stage-1-mining", "epochs.jsonl"})
    void aFullDiskCostsNeitherTheOldFileNorTheTraining(String name) throws IOException {
        TrainingConfig config = TinyRuns.with(
                "miningEpochs=8", "patience=8", "learningRate=0.003", "hardEpochs=0", "softEpochs=0", "jointEpochs=0");
        FullDisk disk = new FullDisk(name);
        RunFolder run = TinyRuns.create(temporary.resolve("run"), config).withSteps(disk);
        DiskWatcher watcher = new DiskWatcher(disk, run.path(), name, 2);
        SequenceEncoder trained = TinyRuns.train(run, 1, stop -> watcher);
        assertThat(watcher.epochs).isEqualTo(8);
        assertThat(Files.readAllLines(run.path().resolve("epochs.jsonl"))).hasSize(8);
        assertThat(watcher.failures).hasSize(1);
        assertThat(watcher.failures.get(0))
                .contains(name, "No space left on device", "Check the folder, its permissions and the space");
        assertThat(watcher.fileWhileFull).isNotEmpty().isEqualTo(watcher.fileBefore);
        try (var files = Files.list(run.path())) {
            assertThat(files.filter(file -> file.toString().endsWith(".partial")))
                    .isEmpty();
        }
        SequenceEncoder untouched =
                TinyRuns.train(TinyRuns.create(temporary.resolve("other"), config), 1, stop -> TrainingListener.NONE);
        assertThat(TinyRuns.hash(trained.parameters())).isEqualTo(TinyRuns.hash(untouched.parameters()));
        SequenceEncoder loaded = run.newEncoder();
        assertThat(run.loadCheckpoint(loaded, damage -> {
                    throw new AssertionError(damage);
                }))
                .isNotNull();
        Figures.print(
                "R4",
                "disk full while writing " + name,
                "old file intact, cause named, training continues to the same bits");
    }

    /** The epoch that cannot be saved is the best of all; it may be the last one too. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBestOfATrainingIsSavedOnceThereIsSpace(boolean last) throws IOException {
        int best = bestEpoch(TinyRuns.create(temporary.resolve("untouched"), mining(8)));
        assertThat(best).isBetween(2, 7);
        TrainingConfig config = mining(last ? best : 8);
        FullDisk disk = new FullDisk("stage-1-mining");
        RunFolder run = TinyRuns.create(temporary.resolve("run"), config).withSteps(disk);
        DiskWatcher watcher = new DiskWatcher(disk, run.path(), "stage-1-mining", best);
        SequenceEncoder trained = TinyRuns.train(run, 1, stop -> watcher);
        assertThat(watcher.failures).hasSize(1);
        SequenceEncoder loaded = run.newEncoder();
        run.loadBest(loaded);
        assertThat(TinyRuns.hash(loaded.parameters())).isEqualTo(TinyRuns.hash(trained.parameters()));
    }

    /** The disk is full from an epoch on, to the end or to the moment after the last epoch. */
    @ParameterizedTest
    @CsvSource({
        "checkpoint.safetensors, false", "stage-1-mining, false", "epochs.jsonl, false",
        "checkpoint.safetensors, true", "stage-1-mining, true", "epochs.jsonl, true"
    })
    void whatIsNotSavedAtTheEndIsTold(String name, boolean spaceAtTheEnd) throws IOException {
        TrainingConfig config = mining(bestEpoch(TinyRuns.create(temporary.resolve("untouched"), mining(8))));
        FullDisk disk = new FullDisk(name);
        RunFolder run = TinyRuns.create(temporary.resolve("run"), config).withSteps(disk);
        int[] failures = {0};
        TrainingListener filling = new TrainingListener() {
            @Override
            public void epochStarted(String stage, int epoch, int mostEpochs, int steps) {
                disk.setFull(epoch > 1);
            }

            @Override
            public void saveFailed(String message) {
                failures[0]++;
            }

            @Override
            public void epochDone(EpochReport report) {
                disk.setFull(
                        !spaceAtTheEnd || report.epoch() < config.schedule().miningEpochs());
            }
        };
        SequenceEncoder encoder = run.newEncoder();
        try (Workers workers = new Workers(1)) {
            Trainer trainer = TinyRuns.trainer(run, encoder, workers, run, filling);
            assertThat(trainer.train()).isTrue();
            assertThat(failures[0]).isPositive();
            if (!spaceAtTheEnd) {
                assertThat(trainer.saveFailure()).contains(name, "No space left on device");
                return;
            }
            assertThat(trainer.saveFailure()).isNull();
        }
        Path untouched = temporary.resolve("untouched-again");
        TinyRuns.train(TinyRuns.create(untouched, config), 1, stop -> TrainingListener.NONE);
        for (String file : List.of("stage-1-mining.safetensors", "checkpoint.safetensors")) {
            assertThat(run.path().resolve(file)).hasSameBinaryContentAs(untouched.resolve(file));
        }
        assertThat(Files.readAllLines(run.path().resolve("epochs.jsonl")))
                .hasSize(config.schedule().miningEpochs());
    }

    private static TrainingConfig mining(int epochs) {
        return TinyRuns.with(
                "miningEpochs=" + epochs,
                "patience=8",
                "learningRate=0.01",
                "hardEpochs=0",
                "softEpochs=0",
                "jointEpochs=0");
    }

    private static int bestEpoch(RunFolder run) throws IOException {
        int[] best = {0};
        TinyRuns.train(run, 1, stop -> new TrainingListener() {
            @Override
            public void stageDone(String stage, int bestEpoch, double bestNdcg) {
                best[0] = bestEpoch;
            }
        });
        return best[0];
    }

    /** Fills the disk from an epoch on until something could not be saved. */
    private static final class DiskWatcher implements TrainingListener {
        private final FullDisk disk;
        private final Path folder;
        private final String name;
        private final int from;
        private final List<String> failures = new ArrayList<>();
        private int epochs;
        private String fileBefore = "";
        private String fileWhileFull = "";

        DiskWatcher(FullDisk disk, Path folder, String name, int from) {
            this.from = from;
            this.disk = disk;
            this.folder = folder;
            this.name = name;
        }

        @Override
        public void epochStarted(String stage, int epoch, int mostEpochs, int steps) {
            if (epoch == from) {
                fileBefore = contents();
            }
            disk.setFull(epoch >= from && failures.isEmpty());
        }

        @Override
        public void epochDone(EpochReport report) {
            epochs++;
        }

        @Override
        public void saveFailed(String message) {
            failures.add(message);
            disk.setFull(false);
            fileWhileFull = contents();
        }

        private String contents() {
            try (var files = Files.list(folder)) {
                Path file = files.filter(each -> each.getFileName().toString().startsWith(name))
                        .findFirst()
                        .orElseThrow();
                return TinyRuns.hash(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A disk on which files whose name contains a text cannot be written while it is full. */
    private static final class FullDisk extends RealSteps {
        private final String name;
        private boolean full;

        FullDisk(String name) {
            this.name = name;
        }

        void setFull(boolean full) {
            this.full = full;
        }

        @Override
        public OutputStream create(Path file) throws IOException {
            OutputStream out = super.create(file);
            return full && file.toString().contains(name) ? new HalfWritten(out) : out;
        }

        /** Takes half of what it is given, then fails. */
        private static final class HalfWritten extends FilterOutputStream {
            HalfWritten(OutputStream out) {
                super(out);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length / 2);
                throw new IOException("No space left on device");
            }
        }
    }
}
