package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.end4rec.core.testing.Figures;
import org.end4rec.core.testing.RealSteps;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.end4rec.models.votes.VoteWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are written at the end of a training, and what became of the others meanwhile. */
class LateTextsTest {
    private static final TrainingConfig CONFIG =
            TinyRuns.with("guided=false", "dim=8", "chunks=2", "jointEpochs=3", "neighbors=9");

    @TempDir
    private Path temporary;

    /** At every step of writing votes and figures, for the first time and again. */
    @Test
    void aCrashLeavesARunThatOpens() throws IOException {
        VoteWeights first = new VoteWeights(0.5, 0.1, 0.9, 5);
        VoteWeights second = new VoteWeights(2, 0.3, 0.8, 20);
        Path start = temporary.resolve("start");
        RunFolder run = TinyRuns.create(start, CONFIG);
        TinyRuns.train(run, 1, stop -> TrainingListener.NONE);
        Path expected = temporary.resolve("expected");
        write(RunFolder.open(FinishedRuns.copy(start, expected)), second);
        int crashes = 0;
        for (boolean again : new boolean[] {false, true}) {
            if (again) {
                write(RunFolder.open(start), first);
            }
            for (int step = 0; ; step++) {
                Path copy = FinishedRuns.copy(start, temporary.resolve((again ? "again" : "first") + step));
                boolean crashed = false;
                try {
                    write(RunFolder.open(copy).withSteps(new EndingSteps(step)), second);
                } catch (IOException e) {
                    crashed = true;
                }
                VoteWeights found = RunFolder.open(copy).loadModel().votes().weights();
                assertThat(found).as("step %d", step).isIn(again ? first : null, second);
                write(RunFolder.open(copy), second);
                for (String name : List.of("votes.json", "metrics.json", "run.json")) {
                    assertThat(copy.resolve(name)).as("step %d", step).hasSameBinaryContentAs(expected.resolve(name));
                }
                if (!crashed) {
                    break;
                }
                crashes++;
            }
        }
        Figures.print("R2", "crash at each step of writing votes and figures", "%d of %d open", crashes, crashes);
        assertThat(crashes).isEqualTo(60);
    }

    private static void write(RunFolder run, VoteWeights weights) throws IOException {
        run.saveVotes(weights);
        run.saveMetrics(Map.of("HR@10", weights.weight()));
    }

    /** After so many steps nothing happens any more. */
    private static final class EndingSteps extends RealSteps {
        private int left;

        EndingSteps(int left) {
            this.left = left;
        }

        private void step() throws IOException {
            if (left-- <= 0) {
                throw new IOException("the machine has ended");
            }
        }

        @Override
        public List<Path> list(Path folder, String prefix, String suffix) throws IOException {
            step();
            return super.list(folder, prefix, suffix);
        }

        @Override
        public OutputStream create(Path file) throws IOException {
            step();
            return super.create(file);
        }

        @Override
        public void force(Path file) throws IOException {
            step();
            super.force(file);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            step();
            super.move(from, to);
        }

        @Override
        public void forceFolder(Path folder) throws IOException {
            step();
            super.forceFolder(folder);
        }

        @Override
        public void delete(Path file) throws IOException {
            step();
            super.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "config.json", "vocabulary.json", "events.safetensors"})
    void aFileThatIsDeletedWhileTheRunTrains(String name) throws IOException {
        RunFolder run = TinyRuns.create(temporary.resolve("run"), CONFIG);
        Path file = run.path().resolve(name);
        List<String> failures = new ArrayList<>();
        TinyRuns.train(run, 1, stop -> new TrainingListener() {
            @Override
            public void epochDone(EpochReport report) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public void saveFailed(String message) {
                failures.add(message);
            }
        });
        assertThat(failures.isEmpty()).as("the manifest is missed at once").isEqualTo(!name.equals("run.json"));
        assertThatThrownBy(() -> run.saveMetrics(Map.of("HR@10", 1)))
                .isInstanceOf(RunException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(run.path().toString());
        assertThat(run.path().resolve("metrics.json")).doesNotExist();
    }

    @Test
    void aFolderThatIsMovedWhileTheRunTrains() throws IOException {
        RunFolder run = TinyRuns.create(temporary.resolve("run"), CONFIG);
        List<String> failures = new ArrayList<>();
        TinyRuns.train(run, 1, stop -> new TrainingListener() {
            @Override
            public void epochDone(EpochReport report) {
                try {
                    if (report.epoch() == 1) {
                        Files.move(run.path(), temporary.resolve("moved"));
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public void saveFailed(String message) {
                failures.add(message);
            }
        });
        assertThat(failures).isNotEmpty();
        assertThatThrownBy(() -> run.saveMetrics(Map.of("HR@10", 1)))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith("there is no run in " + run.path());
    }

    @Test
    void aFolderThatHasBecomeAnotherRuns() throws IOException {
        RunFolder run = TinyRuns.create(temporary.resolve("run"), CONFIG);
        Files.move(run.path(), temporary.resolve("moved"));
        RunFolder other = TinyRuns.create(run.path(), TinyRuns.with("seed=99"));
        assertThatThrownBy(() -> run.saveBest(
                        0, run.newEncoder().lastStage(), run.newEncoder().parameters()))
                .isInstanceOf(RunException.class)
                .hasMessage(run.path() + " now holds another run, so nothing was written to it. Train again in another"
                        + " folder");
        assertThat(other.bestOf(0, other.newEncoder())).isEmpty();
    }

    @Test
    void theLogThatIsDeletedIsWrittenAgain() throws IOException {
        RunFolder run = TinyRuns.create(temporary.resolve("run"), CONFIG);
        Path log = run.path().resolve("epochs.jsonl");
        TinyRuns.train(run, 1, stop -> new TrainingListener() {
            @Override
            public void epochDone(EpochReport report) {
                try {
                    Files.deleteIfExists(log);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        });
        run.saveMetrics(Map.of("HR@10", 1));
        assertThat(Files.readAllLines(log)).hasSize(3);
    }
}
