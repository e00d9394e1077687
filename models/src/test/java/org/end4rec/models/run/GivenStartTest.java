package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.end4rec.models.vectors.ItemStart;
import org.end4rec.models.vectors.VectorTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that starts from item vectors: the folder has the start before the first epoch. */
class GivenStartTest {
    private static final TrainingConfig CONFIG = TinyRuns.with("neighbors=0", "guided=false");
    private static final TrainingOptions OPTIONS = TrainingOptions.of("click").config(CONFIG);

    @TempDir
    private Path folder;

    private final RunData data = TinyRuns.data();
    private final List<String> resumed = new ArrayList<>();

    private Consumer<SequenceEncoder> start() {
        List<String> ids = data.histories().items().ids();
        float[][] vectors = new float[ids.size()][40];
        for (int i = 0; i < vectors.length; i++) {
            for (int j = 0; j < 40; j++) {
                vectors[i][j] = (float) Math.sin(1 + 7 * i + 3 * j + i * j);
            }
        }
        VectorTable table = VectorTable.of(ids, vectors);
        return encoder -> ItemStart.of(table, encoder, data.histories().items(), CONFIG.seed());
    }

    private static String hash(TrainingRun run) throws IOException {
        return hash(run.train(TrainingListener.NONE).orElseThrow());
    }

    private static String hash(TrainedRun trained) {
        return TinyRuns.hash(((TrainedModel) trained.model()).encoder().parameters());
    }

    private String inMemory(int threads) throws IOException {
        try (TrainingRun run =
                TrainingRun.inMemory(data, OPTIONS.threads(threads).start(start()))) {
            return hash(run);
        }
    }

    private TrainingRun create() throws IOException {
        return TrainingRun.create(
                folder.resolve("run"), data, OPTIONS.threads(2).start(start()));
    }

    private TrainingListener stopping(TrainingRun run, int epoch) {
        return new TrainingListener() {
            @Override
            public void epochStarted(String stage, int number, int mostEpochs, int steps) {
                if (number == epoch) {
                    run.stop();
                }
            }

            @Override
            public void resumed(String stage, int number) {
                resumed.add(stage + " " + number);
            }

            @Override
            public void epochDone(EpochReport report) {
                assertThat(report.epoch()).isLessThan(epoch);
            }
        };
    }

    @Test
    void theStartChangesTheResultAndThreadsDoNot() throws IOException {
        String expected = inMemory(1);
        assertThat(inMemory(2)).isEqualTo(expected);
        try (TrainingRun run = create()) {
            assertThat(hash(run)).isEqualTo(expected);
        }
        try (TrainingRun fresh = TrainingRun.inMemory(CONFIG, data, 1)) {
            assertThat(hash(fresh)).isNotEqualTo(expected);
        }
    }

    @Test
    void aRunThatIsStoppedInAnyEpochResumesToTheSameBits() throws IOException {
        String expected = inMemory(2);
        for (int epoch = 1; epoch <= 2; epoch++) {
            try (TrainingRun run = TrainingRun.create(
                    folder.resolve("run-" + epoch), data, OPTIONS.threads(1).start(start()))) {
                assertThat(run.train(stopping(run, epoch))).isEmpty();
            }
            assertThat(resumed).isEmpty();
            try (TrainingRun run = TrainingRun.resume(RunFolder.open(folder.resolve("run-" + epoch)), 2)) {
                assertThat(hash(run.train(stopping(run, 99)).orElseThrow())).isEqualTo(expected);
            }
            assertThat(resumed).isEqualTo(epoch == 1 ? List.of() : List.of("joint 1"));
        }
    }

    /** The process ended before it trained at all. */
    @Test
    void aRunThatWasOnlyMadeKeepsItsStart() throws IOException {
        create().close();
        assertThatExceptionOfType(RunException.class)
                .isThrownBy(() -> RunFolder.open(folder.resolve("run")).loadModel())
                .withMessageContaining("has no trained parameters yet");
        try (TrainingRun run = TrainingRun.resume(RunFolder.open(folder.resolve("run")), 1)) {
            assertThat(hash(run)).isEqualTo(inMemory(1));
        }
    }

    /** Fresh parameters in place of the deleted start would be a wrong result without an error. */
    @Test
    void aDeletedStartIsNoticed() throws IOException {
        create().close();
        Path start = folder.resolve("run").resolve(Checkpoints.LAST);
        Files.delete(start);
        try (TrainingRun run = TrainingRun.resume(RunFolder.open(folder.resolve("run")), 1)) {
            assertThatExceptionOfType(RunException.class)
                    .isThrownBy(() -> run.train(TrainingListener.NONE))
                    .withMessageStartingWith("there is no file " + start + ", but the run starts from it");
        }
    }

    /** The process ended after the start was written and before the manifest. */
    @Test
    void anUnfinishedFolderWithAStartIsMadeAnew() throws IOException {
        create().close();
        Path run = folder.resolve("run");
        Files.delete(run.resolve(ManifestFile.NAME));
        assertThatExceptionOfType(RunException.class)
                .isThrownBy(this::create)
                .withMessageContaining("files whose names a run uses: checkpoint.safetensors");
        NewFolder.begin(run);
        try (TrainingRun fresh = TrainingRun.create(run, data, OPTIONS.threads(1))) {
            String expected;
            try (TrainingRun other = TrainingRun.inMemory(CONFIG, data, 1)) {
                expected = hash(other);
            }
            assertThat(hash(fresh)).isEqualTo(expected);
        }
    }
}
