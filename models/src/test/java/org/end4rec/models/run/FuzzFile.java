package org.end4rec.models.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a fuzzer fills anew for each input; in memory where the system has such a folder. */
public final class FuzzFile {
    private static final Path MEMORY = Path.of("/dev/shm");

    private FuzzFile() {}

    /** The path of a file of that name in a new folder. */
    public static Path named(String name) {
        Path file = folder().resolve(name);
        file.toFile().deleteOnExit();
        return file;
    }

    /** A new folder. */
    static Path folder() {
        try {
            Path folder = Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "fuzz")
                    : Files.createTempDirectory("fuzz");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless the message names the file. */
    public static void checkMessage(Throwable refused, Path file) {
        if (!String.valueOf(refused.getMessage()).contains(file.toString())) {
            throw new AssertionError("a message that does not name the file", refused);
        }
    }
}
