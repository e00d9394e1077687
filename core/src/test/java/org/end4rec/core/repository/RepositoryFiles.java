package org.end4rec.core.repository;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files that people write: no build output, no folder of a tool. */
final class RepositoryFiles {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> HIDDEN = Set.of(".ci", ".github", ".mvn");

    private RepositoryFiles() {}

    static List<Path> all() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean ours = !name.equals("target") && (!name.startsWith(".") || HIDDEN.contains(name));
                return ours || folder.equals(ROOT) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    static List<Path> withEnding(String ending) throws IOException {
        return all().stream().filter(file -> file.toString().endsWith(ending)).toList();
    }

    /** The path from the root, for messages. */
    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }
}
