package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.models.data.EventLogException;

/** The files that {@code --events} names: files, folders, and patterns such as {@code 'logs/*.csv'}. */
final class LogFiles {
    private static final String WILD = ".*[*?\\[{].*";

    private LogFiles() {}

    /** All files, those of a folder or a pattern in the order of their names. */
    static List<Path> of(List<Path> given) throws EventLogException {
        List<Path> files = new ArrayList<>();
        for (Path path : given) {
            try {
                if (Files.isDirectory(path)) {
                    files.addAll(inFolder(path));
                } else if (!Files.exists(path) && path.toString().matches(WILD)) {
                    files.addAll(matching(path));
                } else {
                    files.add(path);
                }
            } catch (EventLogException e) {
                throw e;
            } catch (IOException e) {
                throw new EventLogException(path + ": cannot be read: " + e.getMessage(), e);
            }
        }
        return files;
    }

    /** The names as a message shows them. */
    static String name(List<Path> given) {
        return given.size() == 1 ? given.get(0).toString() : given.get(0) + " and " + (given.size() - 1) + " more";
    }

    /** The files below a folder, without hidden files and the marks that programs leave beside their output. */
    private static List<Path> inFolder(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> isVisible(folder.relativize(file)))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new EventLogException(folder + ": the folder has no file");
            }
            return files;
        }
    }

    private static boolean isVisible(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
                return false;
            }
        }
        return true;
    }

    private static List<Path> matching(Path pattern) throws IOException {
        Path start = pattern;
        while (start != null && start.toString().matches(WILD)) {
            start = start.getParent();
        }
        Path from = start == null ? Path.of("") : start;
        if (!Files.isDirectory(from)) {
            throw new EventLogException(pattern + ": there is no folder " + from + "; check the path");
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        try (Stream<Path> all = Files.walk(from)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(matcher::matches)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new EventLogException(pattern + ": no file has such a name; check the path");
            }
            return files;
        }
    }
}
