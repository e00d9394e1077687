package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A run on a tiny shop, trained once for all tests, which must leave it as it is. */
final class TinyRun {
    /** Settings under which training takes a second. */
    static final String[] SETTINGS = {
        "--set", "dim=16",
        "--set", "chunks=4",
        "--set", "length=16",
        "--set", "layers=1",
        "--set", "batchSize=64",
        "--set", "miningEpochs=2",
        "--set", "hardEpochs=1",
        "--set", "reminingEpochs=1",
        "--set", "softEpochs=1",
        "--set", "jointEpochs=1"
    };

    private static final Path FOLDER = temporaryFolder();
    private static final CommandResult TRAINED = train();

    private TinyRun() {}

    /** The log of 120 users and 60 items. */
    static Path log() {
        return FOLDER.resolve("shop.tsv");
    }

    /** The folder of the run. */
    static Path folder() {
        assertThat(TRAINED.code()).as(TRAINED.err()).isZero();
        return FOLDER.resolve("run");
    }

    /** What {@code train --json} answered. */
    static CommandResult trained() {
        return TRAINED;
    }

    /** A copy of the run for a test that damages it. */
    static Path copyTo(Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(String.valueOf(file.getFileName())));
            }
        }
        return target;
    }

    private static CommandResult train() {
        CommandResult generated = CommandResult.of(
                "generate", "--out", FOLDER.resolve("shop.tsv"), "--users", 120, "--items", 60, "--length", 20);
        assertThat(generated.code()).as(generated.err()).isZero();
        Object[] arguments = Stream.concat(
                        Stream.of("train", "--events", FOLDER.resolve("shop.tsv"), "--target", "buy"),
                        Stream.concat(
                                Stream.of("--out", FOLDER.resolve("run"), "--threads", 2, "--json"),
                                Stream.of(SETTINGS)))
                .toArray();
        return CommandResult.of(arguments);
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("end4rec-tiny-run");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            // the system clears its temporary folder
            return;
        }
    }
}
