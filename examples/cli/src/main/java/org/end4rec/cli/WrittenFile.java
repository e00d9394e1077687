package org.end4rec.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.end4rec.models.run.RunFolder;
import picocli.CommandLine.Option;

/** A file that a command writes to the path of an option. It replaces no file unasked, and never a file of a run. */
final class WrittenFile {
    @Option(names = "--force", description = "Replace the file if it exists. A file of a run is never replaced.")
    private boolean force;

    /**
     * Refuses a path before anything is computed for it.
     *
     * @param option the option that gave the path
     * @throws NoSuchFileException if there is no folder for the file
     */
    void check(String option, Path file, BaseCommand command) throws NoSuchFileException {
        if (file.toString().isEmpty()) {
            throw command.usage(option + " is empty; name a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw command.usage(option + " " + file + " is a folder, pipe or device; name a file");
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new NoSuchFileException(file.toString());
        }
        if (RunFolder.isFileOfRun(file)) {
            throw command.usage(option + " " + file + " is a file of the run in " + parent + "; choose another path");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !force) {
            throw command.usage(
                    option + " " + file + " exists already; choose another path, or give --force to replace it");
        }
    }
}
