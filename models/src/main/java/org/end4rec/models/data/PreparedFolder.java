package org.end4rec.models.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The folder of a prepared log while it is written. */
final class PreparedFolder {
    static final String LOCK = "prepare.lock";
    private static final Pattern OURS =
            Pattern.compile("(item|behavior|time|label|offset|users|items)-[0-9]{1,9}\\.(u8|i32|i64|txt)"
                    + "|(rows|ranges)-[0-9]{1,9}\\.tmp");

    private PreparedFolder() {}

    static FileLock lock(FileChannel channel, Path folder) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new EventLogException(folder + ": another program is preparing a log here; wait until it ends");
        }
        return lock;
    }

    static void checkEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.equals(LOCK) && !OURS.matcher(name).matches() && !name.endsWith(".partial")) {
                    throw new EventLogException(
                            folder + ": is not empty, it has " + name + "; choose a new or an empty folder");
                }
            }
        }
    }

    /** Removes what an interrupted preparation left, or an earlier state of the log. */
    static void removeUnused(Path folder, @Nullable PreparedLog log) throws IOException {
        Set<String> used = log == null ? Set.of() : names(log.files());
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (OURS.matcher(name).matches() && !used.contains(name)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private static Set<String> names(PreparedFiles files) {
        return files.parts().values().stream().map(PreparedFiles.Part::name).collect(Collectors.toSet());
    }
}
