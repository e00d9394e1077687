package org.end4rec.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/** Files that a command writes into a folder. It replaces what it has written before, and nothing else. */
final class OwnFiles {
    private OwnFiles() {}

    /**
     * Refuses a folder before anything is computed for it.
     *
     * @param mark what every file that the command has written contains
     * @throws IllegalArgumentException if a file is there that the command has not written
     */
    static void check(Path folder, Collection<String> names, String mark) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is no folder; choose another one");
        }
        for (String name : names) {
            Path file = folder.resolve(name);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isOwn(file, mark)) {
                throw new IllegalArgumentException(
                        file + " is there, and this command has not written it; choose another folder");
            }
        }
    }

    /** Writes the files, or none of them if {@link #check} refuses one. */
    static void write(Path folder, Map<String, String> files, String mark) throws IOException {
        check(folder, files.keySet(), mark);
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static boolean isOwn(Path file, String mark) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.readString(file).contains(mark);
    }
}
