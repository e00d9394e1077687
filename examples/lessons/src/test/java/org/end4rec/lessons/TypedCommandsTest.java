package org.end4rec.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command of the lessons that the documentation or a lesson names exists, with these options. */
class TypedCommandsTest {
    private static final Path REPOSITORY = Path.of("../..");

    /** A command, until the end of code or comment or line, or an explanation after a gap. */
    private static final Pattern COMMAND =
            Pattern.compile("\\./end4rec ((?:lesson|check|hint|answer|shell)(?:(?! {2}|`|\\*/|\\R).)*)");

    @Test
    void canBeTyped() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(REPOSITORY.resolve("README.md"), Path.of("README.md")));
        try (Stream<Path> docs = Files.list(REPOSITORY.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        for (Lesson lesson : Course.LESSONS) {
            pages.add(lesson.page(Path.of("")));
            pages.add(lesson.hints(Path.of("")));
            pages.add(lesson.programFile(Path.of("")));
            pages.add(lesson.exercise(Path.of("")));
        }
        int commands = 0;
        for (Path page : pages) {
            for (String typed : COMMAND.matcher(Files.readString(page))
                    .results()
                    .map(found -> found.group(1).strip())
                    .toList()) {
                assertThatCode(() -> new CommandLine(new LessonsProgram())
                                .setAbbreviatedOptionsAllowed(false)
                                .parseArgs(typed.replaceFirst("[.,;]$", "").split(" ")))
                        .as("%s: %s", page, typed)
                        .doesNotThrowAnyException();
                commands++;
            }
        }
        assertThat(commands).as("commands looked at").isGreaterThan(3 * Course.LESSONS.size());
    }
}
