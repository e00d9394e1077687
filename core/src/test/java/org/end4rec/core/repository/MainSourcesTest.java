package org.end4rec.core.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The main sources of all modules: names that mean one class, and files that can be read in one sitting. */
class MainSourcesTest {
    private static final int MOST_LINES = 350;

    /** A list of all keys of the configuration, each with its default, range and meaning. */
    private static final Set<String> LONGER =
            Set.of("models/src/main/java/org/end4rec/models/training/TrainingConfig.java");

    private static List<Path> sources() throws IOException {
        return RepositoryFiles.withEnding(".java").stream()
                .filter(file -> RepositoryFiles.name(file).contains("src/main/java/"))
                .toList();
    }

    @Test
    void noTwoPublicClassesHaveOneName() throws IOException {
        Map<String, List<String>> byName = new TreeMap<>();
        for (Path file : sources()) {
            String name = file.getFileName().toString().replace(".java", "");
            Pattern isPublic =
                    Pattern.compile("(?m)^public .*\\b(class|interface|record|enum|@interface) " + name + "\\b");
            if (isPublic.matcher(Files.readString(file)).find()) {
                byName.computeIfAbsent(name, ignored -> new ArrayList<>()).add(RepositoryFiles.name(file));
            }
        }
        assertThat(byName.values()).filteredOn(files -> files.size() > 1).isEmpty();
        assertThat(byName).as("public classes looked at").hasSizeGreaterThan(200);
    }

    @Test
    void noFileIsTooLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources()) {
            int lines = Files.readAllLines(file).size();
            String name = RepositoryFiles.name(file);
            if (lines > MOST_LINES && !LONGER.contains(name)) {
                tooLong.add(name + " has " + lines + " lines; cut it by subject into files of at most " + MOST_LINES);
            }
        }
        assertThat(tooLong).isEmpty();
    }
}
