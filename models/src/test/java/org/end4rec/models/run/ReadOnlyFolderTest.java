package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.end4rec.core.testing.Figures;
import org.end4rec.core.testing.RealSteps;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that may not be written to. */
class ReadOnlyFolderTest {
    private static final TrainingConfig CONFIG = TinyRuns.with("guided=false", "dim=8", "chunks=2", "jointEpochs=2");

    @TempDir
    private Path temporary;

    /** Even the superuser cannot make a folder where a file is. */
    @Test
    void aRunThatCannotBeMade() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "not a folder");
        assertThatThrownBy(() -> TinyRuns.create(file.resolve("run"), CONFIG))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith("cannot make the folder " + file.resolve("run"));
    }

    @Test
    void aRunInAFolderThatIsReadOnly() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("locked"));
        File locked = folder.toFile();
        Assumptions.assumeTrue(locked.setWritable(false) && !Files.isWritable(folder), "this user may write anywhere");
        assertThatThrownBy(() -> TinyRuns.create(folder.resolve("run"), CONFIG))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith("cannot make the folder " + folder.resolve("run"));
        assertThat(locked.setWritable(true)).isTrue();
    }

    @Test
    void aFolderThatBecomesReadOnlyWhileTraining() throws IOException {
        RunFolder run = TinyRuns.create(temporary.resolve("run"), CONFIG);
        StringBuilder failures = new StringBuilder();
        TinyRuns.train(run.withSteps(new Locked()), 1, stop -> new TrainingListener() {
            @Override
            public void saveFailed(String message) {
                failures.append(message).append('\n');
            }
        });
        // after each epoch, and once more at the end of the stage
        assertThat(failures.toString().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .contains("AccessDeniedException", "the file is as it was before", "Check the folder"));
        SequenceEncoder encoder = RunFolder.open(run.path()).newEncoder();
        assertThat(run.loadCheckpoint(encoder, damage -> {})).isNull();
        Figures.print(
                "R4",
                "folder read-only",
                "refused by name before training; named after each epoch while training continues");
    }

    /** Steps that may read but not write. */
    private static final class Locked extends RealSteps {
        @Override
        public OutputStream create(Path file) throws IOException {
            throw new AccessDeniedException(file.toString());
        }

        @Override
        public void force(Path file) throws IOException {
            throw new AccessDeniedException(file.toString());
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            throw new AccessDeniedException(from.toString());
        }
    }
}
