package org.end4rec.lessons;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the links of a lesson's page lead from the files that a command makes of it. */
final class Links {
    private static final Pattern LESSON = Pattern.compile("\\.\\./(lesson\\d\\d)/lesson\\.md(#.*)?");

    /** The folder of the lessons in the repository. */
    private static final Path COURSE_IN_REPOSITORY = Path.of("examples/lessons");

    private final @Nullable String sources;
    private final String ending;

    /**
     * @param sources the address of the repository's files; null if links to files become texts
     * @param ending how the name of a lesson's file ends
     */
    Links(@Nullable String sources, String ending) {
        this.sources = sources;
        this.ending = ending;
    }

    /** The target of a link from the file of a lesson; empty if the link becomes a text. */
    Optional<String> target(Lesson lesson, String target) {
        Matcher other = LESSON.matcher(target);
        if (other.matches()) {
            return Optional.of(other.group(1)
                    + ending
                    + Optional.ofNullable(other.group(2)).orElse(""));
        }
        if (target.startsWith("#") || target.matches("[a-z]+:.*")) {
            return Optional.of(target);
        }
        if (sources == null) {
            return Optional.empty();
        }
        Path file = COURSE_IN_REPOSITORY.resolve(lesson.name()).resolve(target).normalize();
        return Optional.of(
                sources.replaceFirst("/$", "") + "/" + file.toString().replace('\\', '/'));
    }
}
