package org.end4rec.core.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Lines that fit on a screen. The formatter breaks code, but no comment, text or script. In Markdown a row of a table,
 * a block of code and the definition of a link may be longer: they have no place to break.
 */
class LinesTest {
    private static final int LONGEST = 120;
    private static final String[] ENDINGS = {".java", ".md", ".xml", ".yml", ".py"};
    private static final Pattern UNBREAKABLE = Pattern.compile("\\s*([*#-]+ )?\\S+");
    private static final Pattern LINK_DEFINITION = Pattern.compile("\\[[^]]+]: \\S+");
    private static final Pattern TAG_WITHIN_A_LINE =
            Pattern.compile("\\s*/?\\*.*[^\\s*{(].* @(param|return|throws|see) .*");

    @Test
    void noLineIsTooLong() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : RepositoryFiles.all()) {
            if (isText(file)) {
                found.addAll(tooLong(RepositoryFiles.name(file), Files.readAllLines(file)));
            }
        }
        assertThat(found).as("lines of more than %d characters", LONGEST).isEmpty();
    }

    @Test
    void markdownMayHaveLongRowsCodeAndLinks() {
        String words = "word ".repeat(25);

        assertThat(tooLong("a.md", List.of("| " + words, "```", words, "```", "[x]: " + "y".repeat(120))))
                .isEmpty();
        assertThat(tooLong("a.md", List.of("* " + "y".repeat(120), "y".repeat(121))))
                .isEmpty();
        assertThat(tooLong("a.md", List.of("```", "```", words, "* " + words)))
                .containsExactly("a.md:3: 124", "a.md:4: 126");
        assertThat(tooLong("A.java", List.of(words, "| " + words))).containsExactly("A.java:1: 124", "A.java:2: 126");
    }

    @Test
    void aTagOfJavadocBeginsItsLine() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : RepositoryFiles.withEnding(".java")) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (TAG_WITHIN_A_LINE.matcher(lines.get(i)).matches()) {
                    found.add(RepositoryFiles.name(file) + ':' + (i + 1));
                }
            }
        }
        assertThat(found).as("tags that Javadoc takes for text").isEmpty();
    }

    private static List<String> tooLong(String name, List<String> lines) {
        boolean markdown = name.endsWith(".md");
        boolean code = false;
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripTrailing();
            boolean fence = markdown && line.strip().startsWith("```");
            code ^= fence;
            int length = line.codePointCount(0, line.length());
            if (length > LONGEST && !(markdown && (code || mayBeLonger(line)))) {
                found.add(name + ':' + (i + 1) + ": " + length);
            }
        }
        return found;
    }

    private static boolean mayBeLonger(String line) {
        return line.startsWith("|")
                || LINK_DEFINITION.matcher(line).matches()
                || UNBREAKABLE.matcher(line).matches();
    }

    private static boolean isText(Path file) throws IOException {
        String name = file.getFileName().toString();
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return !name.contains(".") && isScript(file);
    }

    private static boolean isScript(Path file) throws IOException {
        // not as UTF-8: a file without an ending may hold any bytes
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            char[] first = new char[2];
            return lines.read(first) == 2 && first[0] == '#' && first[1] == '!';
        }
    }
}
