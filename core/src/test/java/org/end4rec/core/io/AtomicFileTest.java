package org.end4rec.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.core.testing.Figures;
import org.end4rec.core.testing.RealSteps;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private static final List<String> ORDER =
            List.of("list", "create", "write", "close", "force", "move", "forceFolder");
    private static final byte[] NEW = "new and longer".getBytes(UTF_8);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void oldContents() throws IOException {
        file = folder.resolve("model.bin");
        Files.writeString(file, "old");
    }

    // values

    @Test
    void replacesTheFileAndLeavesNothingElse() throws IOException {
        AtomicFile.at(file).write(out -> out.write(NEW));

        assertThat(file).hasBinaryContent(NEW);
        assertThat(entries()).containsExactly("model.bin");
    }

    @Test
    void makesAFileThatWasNotThere() throws IOException {
        AtomicFile.at(folder.resolve("first")).write(out -> out.write(NEW));

        assertThat(folder.resolve("first")).hasBinaryContent(NEW);
    }

    @Test
    void stepsComeInTheSafeOrder() throws IOException {
        FailingSteps steps = new FailingSteps("none", false);

        AtomicFile.at(file, steps).write(out -> out.write(NEW));

        assertThat(steps.taken()).containsExactlyElementsOf(ORDER);
    }

    @Test
    void keepsThePreviousContents() throws IOException {
        FailingSteps steps = new FailingSteps("none", false);
        AtomicFile keeping = AtomicFile.at(file, steps).keepingPrevious("old.bin");

        keeping.write(out -> out.write(NEW));
        assertThat(steps.taken())
                .containsExactly("list", "create", "write", "close", "force", "move", "move", "forceFolder");
        assertThat(folder.resolve("old.bin")).hasContent("old");
        keeping.write(out -> out.write(1));

        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(folder.resolve("old.bin")).hasBinaryContent(NEW);
        assertThat(entries()).containsExactly("model.bin", "old.bin");
    }

    @Test
    void keepsNothingWhereNothingWas() throws IOException {
        AtomicFile.at(folder.resolve("first")).keepingPrevious("before").write(out -> out.write(NEW));

        assertThat(entries()).containsExactly("first", "model.bin");
    }

    // edges

    @Test
    void theOldFileHasItsNameAgainIfTheNewOneCannotTakeIt() throws IOException {
        Files.writeString(folder.resolve("old.bin"), "older");
        for (int failing = 1; failing <= 2; failing++) {
            AtomicFile keeping =
                    AtomicFile.at(file, new FailingMove(failing, false)).keepingPrevious("old.bin");
            assertThatThrownBy(() -> keeping.write(out -> out.write(NEW)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the file is as it was before");
            assertThat(file).hasContent("old");
        }
    }

    @Test
    void aCrashBetweenTheNamesKeepsTheOldContentsUnderOneOfThem() throws IOException {
        for (int failing = 1; failing <= 2; failing++) {
            Files.writeString(file, "old");
            AtomicFile keeping =
                    AtomicFile.at(file, new FailingMove(failing, true)).keepingPrevious("old.bin");
            assertThatThrownBy(() -> keeping.write(out -> out.write(NEW))).isInstanceOf(IOException.class);
            assertThat(failing == 1 ? file : folder.resolve("old.bin")).hasContent("old");

            AtomicFile.at(file).keepingPrevious("old.bin").write(out -> out.write(NEW));

            assertThat(file).hasBinaryContent(NEW);
            assertThat(folder.resolve("old.bin")).hasContent("old");
            assertThat(entries()).containsExactly("model.bin", "old.bin");
        }
    }

    @Test
    void oldContentsThatCannotBeRenamedBackAreNamed() throws IOException {
        AtomicFile keeping = AtomicFile.at(file, new FailingMove(2, true)).keepingPrevious("old.bin");
        Path previous = folder.resolve("old.bin");

        assertThatThrownBy(() -> keeping.write(out -> out.write(NEW)))
                .isInstanceOf(IOException.class)
                .hasMessage("AtomicFile: cannot write " + file + ": move 2 failed; its old contents are whole, but in "
                        + previous
                        + ", which could not be renamed back. Check the folder, its permissions and the space"
                        + " on the disk")
                .cause()
                .hasMessage("move 2 failed")
                .satisfies(cause -> assertThat(cause.getSuppressed()[0]).hasMessage("move 3 failed"));
        assertThat(previous).hasContent("old");
        assertThat(file).doesNotExist();
    }

    /** Steps of which the move of a number fails; after a crash all steps do. */
    private static final class FailingMove extends RealSteps {
        private final int failing;
        private final boolean isCrash;
        private int moves;

        FailingMove(int failing, boolean isCrash) {
            this.failing = failing;
            this.isCrash = isCrash;
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            moves++;
            if (isCrash ? moves >= failing : moves == failing) {
                throw new IOException("move " + moves + " failed");
            }
            super.move(from, to);
        }

        @Override
        public void delete(Path stale) throws IOException {
            if (isCrash && moves >= failing) {
                throw new IOException("No space left on device");
            }
            super.delete(stale);
        }
    }

    @Test
    void anyFailingStepLeavesTheOldFileOrTheNewOneAndNoOther() throws IOException {
        for (String step : ORDER) {
            Files.writeString(file, "old");
            FailingSteps steps = new FailingSteps(step, false);

            assertThatThrownBy(() -> AtomicFile.at(file, steps).write(out -> out.write(NEW)))
                    .as(step)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("AtomicFile: cannot write " + file + ": No space left on device; ");
            assertThat(Files.readString(file))
                    .as(step)
                    .isEqualTo(step.equals("forceFolder") ? "new and longer" : "old");
            assertThat(entries()).as(step).containsExactly("model.bin");
        }
        Figures.print(
                "R3",
                "crash at each step of an atomic write",
                "%d of %d keep the old file or have the new one; order %s",
                ORDER.size(),
                ORDER.size(),
                ORDER);
    }

    @Test
    void aCrashAtAnyStepLosesNothingAndTheNextWriteCleansUp() throws IOException {
        for (String step : ORDER) {
            Files.writeString(file, "old");
            FailingSteps steps = new FailingSteps(step, true);
            assertThatThrownBy(() -> AtomicFile.at(file, steps).write(out -> out.write(NEW)))
                    .as(step)
                    .isInstanceOf(IOException.class);
            assertThat(Files.readString(file))
                    .as(step)
                    .isEqualTo(step.equals("forceFolder") ? "new and longer" : "old");
            boolean isLeftBehind = List.of("write", "close", "force", "move").contains(step);
            assertThat(entries()).as(step).hasSize(isLeftBehind ? 2 : 1);

            AtomicFile.at(file).write(out -> out.write(NEW));

            assertThat(file).hasBinaryContent(NEW);
            assertThat(entries()).as(step).containsExactly("model.bin");
        }
    }

    @Test
    void temporaryFilesOfOtherFilesStay() throws IOException {
        List<String> others = List.of(
                ".model.bin.json.end4rec-1x.partial",
                ".model.end4rec-1x.partial",
                ".model.bin.partial",
                ".model.bin.1x.partial",
                ".model.bin.backup.partial",
                ".model.bin.end4rec-.partial",
                ".model.bin.end4rec-1x.partial.partial",
                ".model.bin.end4rec-my notes.partial",
                "model.bin.end4rec-1x.partial");
        for (String other : others) {
            Files.writeString(folder.resolve(other), "other");
        }
        Files.writeString(folder.resolve(".model.bin.end4rec-1x.partial"), "stale");

        AtomicFile.at(file).write(out -> out.write(NEW));

        assertThat(entries()).containsAll(others).hasSize(others.size() + 1);
    }

    @Test
    void aFailureOfTheContentsLeavesTheOldFile() throws IOException {
        assertThatThrownBy(() -> AtomicFile.at(file).write(out -> {
                    out.write(NEW);
                    throw new IllegalStateException("half way");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("half way");

        assertThat(file).hasContent("old");
        assertThat(entries()).containsExactly("model.bin");
    }

    @Test
    void whatIsNamedLikeATemporaryFileButIsNoneStays() throws IOException {
        Path inner = Files.createDirectory(folder.resolve(".model.bin.end4rec-1x.partial"));
        Path link = Files.createSymbolicLink(folder.resolve(".model.bin.end4rec-2x.partial"), file);

        AtomicFile.at(file).write(out -> out.write(NEW));

        assertThat(inner).isDirectory();
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aLinkIsReplacedAndTheFileItNamesStays() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        AtomicFile.at(link).write(out -> out.write(NEW));

        assertThat(file).hasContent("old");
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(link).hasBinaryContent(NEW);
    }

    // errors

    @Test
    void aDeviceIsNotReplaced() throws IOException {
        Path link = folder.resolve("device");
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/null")), "no devices here");
        Files.createSymbolicLink(link, Path.of("/dev/null"));

        assertThatThrownBy(() -> AtomicFile.at(link).write(out -> out.write(NEW)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("AtomicFile: cannot write " + link
                        + ": there is a folder, pipe or device of that name; the file is as it was before");
        assertThat(link).isSymbolicLink();
        assertThat(entries()).containsExactly("device", "model.bin");
    }

    @Test
    void aFullDiskIsNamed() {
        FailingSteps steps = new FailingSteps("write", false);
        assertThatThrownBy(() -> AtomicFile.at(file, steps).write(out -> out.write(NEW)))
                .isInstanceOf(IOException.class)
                .hasMessage("AtomicFile: cannot write " + file + ": No space left on device; the file is as it was"
                        + " before. Check the folder, its permissions and the space on the disk");
        assertThatThrownBy(() -> AtomicFile.at(file, new FailingSteps("forceFolder", false))
                        .write(out -> out.write(NEW)))
                .hasMessageContaining("; the new file is in place but may be lost in a power cut. ");
    }

    @Test
    void aMissingFolderIsNamed() {
        Path lost = folder.resolve("nowhere").resolve("model.bin");
        assertThatThrownBy(() -> AtomicFile.at(lost).write(out -> out.write(NEW)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("the file is as it was before");
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        assertThatThrownBy(() -> AtomicFile.at(inner).write(out -> out.write(NEW)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("AtomicFile: cannot write " + inner);
        assertThat(entries()).containsExactly("inner", "model.bin");
        assertThatThrownBy(() -> AtomicFile.at(folder.getRoot()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AtomicFile: " + folder.getRoot() + " is a root folder; give the path of a file");
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
