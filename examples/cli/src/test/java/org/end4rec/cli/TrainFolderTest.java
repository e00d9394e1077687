package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.RunLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that {@code train --out} names. */
class TrainFolderTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderWithFilesOfAStranger() throws IOException {
        Path out = Files.createDirectory(folder.resolve("mine"));
        Path notes = Files.writeString(out.resolve("notes.txt"), "mine");
        train(TinyRun.log(), "buy", "--out", out)
                .isUsageErrorOf(
                        "train",
                        out + " is not empty and holds no run: it has notes.txt. Choose another folder, or give --force"
                                + " to make the run beside these files; they stay");
        CommandResult forced = train(TinyRun.log(), "buy", "--out", out, "--force");
        assertThat(forced.code()).as(forced.err()).isZero();
        assertThat(notes).hasContent("mine");
        train(TinyRun.log(), "buy", "--out", out, "--force")
                .isUsageErrorOf(
                        "train",
                        out + " holds a run already; choose another folder, or resume the run with --resume. --force"
                                + " replaces no run: delete the folder yourself");
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Path config = Files.writeString(taken.resolve("config.json"), "mine");
        train(TinyRun.log(), "buy", "--out", taken, "--force")
                .isUsageErrorOf(
                        "train",
                        taken + " has no run.json, but files whose names a run uses: config.json. They are not"
                                + " overwritten: restore run.json from a copy, move these files away, or choose another"
                                + " folder");
        assertThat(config).hasContent("mine");
    }

    /** From the first epoch on, the checkpoint before the last has no place: a folder that is not empty has it. */
    @Test
    void aModelThatCannotBeSavedEndsWithExitCodeOne() {
        Path run = folder.resolve("run");
        StringWriter text = new StringWriter();
        PrintWriter err = new PrintWriter(text) {
            @Override
            public void println(String line) {
                super.println(line);
                if (line.matches("mining +epoch  1/.*")) {
                    spoil(run.resolve("checkpoint-previous.safetensors"));
                }
            }
        };
        String[] arguments = {
            "train",
            "--events",
            TinyRun.log().toString(),
            "--target",
            "buy",
            "--out",
            run.toString(),
            "--set",
            "miningEpochs=2",
            "--set",
            "hardEpochs=0",
            "--set",
            "softEpochs=0",
            "--set",
            "jointEpochs=0"
        };
        assertThat(Main.run(arguments, new PrintWriter(new StringWriter()), err))
                .isEqualTo(1);
        List<String> lines = text.toString().lines().toList();
        assertThat(lines.get(lines.size() - 1))
                .startsWith("end4rec: the training is done but not saved: ")
                .contains("checkpoint")
                .endsWith(". Remove the cause, then type: end4rec train --out " + run + " --resume");
        assertThat(text.toString()).contains("a checkpoint could not be saved, training continues: ");
    }

    private static void spoil(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.writeString(Files.createDirectory(file).resolve("in the way"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The weights of one seed would be those of another. */
    @Test
    void aRunWithoutItsManifestIsNotAdopted() throws IOException {
        Path out = TinyRun.copyTo(folder.resolve("run"));
        Files.delete(out.resolve("run.json"));
        byte[] config = Files.readAllBytes(out.resolve("config.json"));
        for (String option : new String[] {"--resume", "--force"}) {
            CommandResult refused = train(TinyRun.log(), "buy", "--out", out, "--seed", 2, option);
            assertThat(refused.err()).contains(out + " has no run.json, but files whose names a run uses: checkpoint");
            assertThat(refused.code()).isEqualTo(2);
        }
        assertThat(out.resolve("config.json")).hasBinaryContent(config);
    }

    @Test
    void twoTrainingsOfARun() throws IOException {
        Path out = TinyRun.copyTo(folder.resolve("run"));
        try (RunLock first = RunFolder.open(out).lock()) {
            assertThat(first.isHeld()).isTrue();
            CommandResult second = CommandResult.of("train", "--out", out, "--resume");
            assertThat(second.err())
                    .contains("end4rec: another training writes to " + out + " at this moment; wait until it has ended,"
                            + " or stop it, or choose another folder");
            assertThat(second.code()).isEqualTo(1);
            assertThat(CommandResult.of("recommend", "--run", out, "--user", "u7")
                            .code())
                    .isZero();
        }
        assertThat(CommandResult.of("train", "--out", out, "--resume").code()).isZero();
    }

    private static CommandResult train(Path log, String target, Object... more) {
        Object[] start = {"train", "--events", log, "--target", target};
        return CommandResult.of(
                Stream.of(start, TinyRun.SETTINGS, more).flatMap(Stream::of).toArray());
    }
}
