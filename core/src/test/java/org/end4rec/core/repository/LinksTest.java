package org.end4rec.core.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the Markdown files point at is there: files, headings, and in docs/architecture.md classes. */
class LinksTest {
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern INLINE_LINK = Pattern.compile("]\\(\\s*([^)\\s]+)");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[([^]]+)]: (\\S+)$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern SHORT_LINK =
            Pattern.compile("\\[([A-Z][A-Za-z0-9]+)](?!\\(|: \\S+$)", Pattern.MULTILINE);
    private static final Pattern CLASS_IN_CODE = Pattern.compile("`([A-Z][a-z0-9]+[A-Z]?[A-Za-z0-9]*)(\\.\\w+)?`");
    private static final Path ARCHITECTURE = RepositoryFiles.ROOT.resolve("docs/architecture.md");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path file : RepositoryFiles.withEnding(".md")) {
            String text = Files.readString(file);
            for (String target : targets(text)) {
                links++;
                if (!leadsSomewhere(file, target)) {
                    broken.add(RepositoryFiles.name(file) + ": " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).as("links looked at").isGreaterThan(100);
    }

    @Test
    void everyClassOfTheArchitectureIsThere() throws IOException {
        Set<String> classes = RepositoryFiles.withEnding(".java").stream()
                .map(LinksTest::className)
                .collect(Collectors.toSet());
        String text = Files.readString(ARCHITECTURE);

        assertThat(found(CLASS_IN_CODE, text, 1)).isSubsetOf(classes);
        assertThat(DEFINITION.matcher(text).results())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link.group(2)).endsWith("/" + link.group(1) + ".java"));
    }

    @Test
    void everyNameInBracketsOfTheArchitectureIsALink() throws IOException {
        String text = Files.readString(ARCHITECTURE);

        assertThat(found(SHORT_LINK, text, 1)).isEqualTo(found(DEFINITION, text, 1));
    }

    private static List<String> targets(String text) {
        String prose = CODE.matcher(FENCED.matcher(text).replaceAll("")).replaceAll("");
        List<String> targets = new ArrayList<>();
        INLINE_LINK.matcher(prose).results().map(link -> link.group(1)).forEach(targets::add);
        DEFINITION.matcher(prose).results().map(link -> link.group(2)).forEach(targets::add);
        return targets;
    }

    private static boolean leadsSomewhere(Path from, String target) throws IOException {
        if (target.matches("[a-z]+:.*")) {
            return true;
        }
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path file = path.isEmpty() ? from : from.resolveSibling(path);
        if (!Files.exists(file)) {
            return false;
        }
        return hash < 0 || anchors(Files.readString(file)).contains(target.substring(hash + 1));
    }

    /** The names that GitHub gives to headings. */
    private static Set<String> anchors(String text) {
        Set<String> anchors = new HashSet<>();
        Matcher headings = HEADING.matcher(FENCED.matcher(text).replaceAll(""));
        while (headings.find()) {
            anchors.add(headings.group(1)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult each) -> each.group(group))
                .collect(Collectors.toSet());
    }

    private static String className(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".java".length());
    }
}
