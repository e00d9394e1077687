package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.models.training.TrainingConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    private static final TrainingConfig CONFIG = TinyRuns.with("guided=false", "dim=8", "chunks=2", "jointEpochs=1");

    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void makeRun() throws IOException {
        folder = temporary.resolve("run");
        TinyRuns.create(folder, CONFIG);
    }

    private String message() {
        return "another training writes to " + folder
                + " at this moment; wait until it has ended, or stop it, or choose another folder";
    }

    @Test
    void oneTrainingAtATimeInAProcess() throws IOException {
        RunFolder run = RunFolder.open(folder);
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
        try (RunLock lock = run.lock()) {
            assertThat(lock.isHeld()).isTrue();
            assertThatThrownBy(() -> RunFolder.open(folder).lock())
                    .isInstanceOf(RunException.class)
                    .hasMessage(message());
            assertThatThrownBy(() -> RunFolder.open(link).lock())
                    .as("the same folder under another name")
                    .isInstanceOf(RunException.class);
        }
        run.lock().close();
    }

    /** The second try in this process must not give the lock of the first back. */
    @Test
    void anotherProcessIsKeptOut() throws IOException {
        try (RunLock lock = RunFolder.open(folder).lock()) {
            assertThatThrownBy(() -> RunFolder.open(folder).lock()).isInstanceOf(RunException.class);
            assertThat(lock.isHeld()).isTrue();
            Process other = other();
            assertThat(firstLine(other)).isEqualTo("refused: " + message());
        }
        Process other = other();
        assertThat(firstLine(other)).isEqualTo("locked");
        other.destroyForcibly();
    }

    @Test
    void aKilledProcessLeavesNothingThatBlocks() throws IOException, InterruptedException {
        Process other = other();
        assertThat(firstLine(other)).isEqualTo("locked");
        assertThatThrownBy(() -> RunFolder.open(folder).lock())
                .isInstanceOf(RunException.class)
                .hasMessage(message());
        assertThat(RunFolder.open(folder).data()).as("reading needs no lock").isNotNull();
        other.destroyForcibly().waitFor();
        RunFolder.open(folder).lock().close();
    }

    @Test
    void noRunIsMadeWhereOneIsBeingMade() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("new"));
        try (RunLock lock = RunLock.of(empty)) {
            assertThat(lock.isHeld()).isTrue();
            assertThatThrownBy(() -> TinyRuns.create(empty, CONFIG))
                    .isInstanceOf(RunException.class)
                    .hasMessageStartingWith("another training writes to " + empty);
        }
        TinyRuns.create(empty, CONFIG);
    }

    @Test
    void whatIsNoFileIsNoLock() throws IOException {
        Path lock = folder.resolve("run.lock");
        Files.delete(lock);
        Files.createDirectory(lock);
        assertThatThrownBy(() -> RunFolder.open(folder).lock())
                .isInstanceOf(RunException.class)
                .hasMessage(lock + " is a folder, pipe or device; expected a file that a training wrote");
        Files.delete(lock);
        RunFolder.open(folder).lock().close();
    }

    private Process other() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Holder.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        return String.valueOf(
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
    }

    /** The main class of a process that takes the lock of a folder and keeps it until its input ends. */
    public static final class Holder {
        private Holder() {}

        /** The argument is the folder. */
        public static void main(String[] arguments) throws IOException {
            try (RunLock lock = RunLock.of(Path.of(arguments[0]))) {
                System.out.println(lock.isHeld() ? "locked" : "no locks here");
                System.in.read();
            } catch (RunException refused) {
                System.out.println("refused: " + refused.getMessage());
            }
        }
    }
}
