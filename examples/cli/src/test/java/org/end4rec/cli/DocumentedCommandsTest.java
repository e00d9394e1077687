package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Every command in the documentation exists, with these options. */
class DocumentedCommandsTest {
    private static final Path REPOSITORY = Path.of("../..");
    private static final String START = "./end4rec ";
    private static final Pattern FENCE = Pattern.compile("(?ms)^```[a-z]*\n(.*?)^```$");
    private static final Pattern INLINE = Pattern.compile("(?s)`(\\./end4rec [^`]*)`");

    /** A word, perhaps in quotation marks. */
    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+");

    /** Those that another program has, and a word in place of any command. */
    private static final Set<String> OTHERS =
            Set.of("serve", "load", "lesson", "check", "hint", "answer", "shell", "COMMAND");

    private final List<String> wrong = new ArrayList<>();
    private int whole;
    private int parts;

    @Test
    void canBeTyped() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(REPOSITORY.resolve("README.md")));
        try (Stream<Path> docs = Files.list(REPOSITORY.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        for (Path page : pages) {
            String text = Files.readString(page);
            for (Matcher block = FENCE.matcher(text); block.find(); ) {
                block.group(1)
                        .replaceAll("\\\\\n\\s*", " ")
                        .lines()
                        .filter(line -> line.startsWith(START))
                        .forEach(line -> parse(page, line.replaceFirst("\\s+#.*", ""), true));
            }
            for (Matcher inline = INLINE.matcher(FENCE.matcher(text).replaceAll("")); inline.find(); ) {
                parse(page, inline.group(1).replaceAll("\\s+", " "), false);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(whole).as("commands in blocks").isGreaterThan(20);
        assertThat(parts).as("commands in sentences").isGreaterThan(10);
    }

    /** @param complete whether nothing may be missing */
    private void parse(Path page, String command, boolean complete) {
        String typed = command.substring(START.length()).split("\\s[|>]\\s|…", 2)[0];
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(typed); word.find(); ) {
            words.add(word.group().replaceAll("^['\"]|['\"]$", ""));
        }
        if (words.isEmpty() || OTHERS.contains(words.get(0))) {
            return;
        }
        whole += complete ? 1 : 0;
        parts += complete ? 0 : 1;
        try {
            Main.whole()
                    .setExpandAtFiles(false)
                    .setAbbreviatedOptionsAllowed(false)
                    .parseArgs(words.toArray(new String[0]));
        } catch (MissingParameterException e) {
            if (complete) {
                wrong.add(page + ": " + command + ": " + e.getMessage());
            }
        } catch (ParameterException e) {
            wrong.add(page + ": " + command + ": " + e.getMessage() + " in " + Arrays.toString(words.toArray()));
        }
    }
}
