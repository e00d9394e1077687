package org.end4rec.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes code, output and numbers into the page of a lesson, where the page asks for them:
 *
 * <pre>
 * {@literal <!-- code ScalarTape backward -->}        the next block is a region of a program
 * {@literal <!-- output 2 -->}                        the next block is the second part of the output
 * {@literal <!-- number dg/da = -->138.8338<!-- /number -->}   the number after these letters in the output
 * </pre>
 *
 * <p>Blank lines separate the parts of an output. A region stands between {@code // @start region="name"} and
 * {@code // @end}.
 */
final class Weaver {
    private static final Pattern CODE = Pattern.compile("<!-- code (\\w+) (\\w+) -->");
    private static final Pattern OUTPUT = Pattern.compile("<!-- output (\\d+) -->");
    private static final Pattern NUMBER = Pattern.compile("<!-- number (.+?) -->(.*?)<!-- /number -->");

    /** A number as programs print it: 26,214,400 or -0.25 or 6.8e-09. What follows its last digit is not part of it. */
    private static final String VALUE = "-?[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\\.[0-9]+)?(?:e[-+]?[0-9]+)?";

    private static final String FENCE = "```";

    private final Path folder;
    private final List<String> printed;

    /**
     * @param folder the folder of the lesson
     * @param printed what its program prints
     */
    Weaver(Path folder, List<String> printed) {
        this.folder = folder;
        this.printed = printed;
    }

    /**
     * The page as it should be.
     *
     * @throws IllegalArgumentException if the page asks for something that does not exist
     */
    String weave(List<String> page) throws IOException {
        StringBuilder woven = new StringBuilder();
        List<String> block = null;
        boolean inside = false;
        for (String line : page) {
            if (block != null && line.startsWith(FENCE)) {
                if (inside) {
                    block.forEach(each -> woven.append(each).append('\n'));
                    block = null;
                }
                inside = !inside;
            } else if (inside) {
                continue;
            }
            woven.append(numbers(line)).append('\n');
            Matcher code = CODE.matcher(line);
            Matcher output = OUTPUT.matcher(line);
            if (code.matches()) {
                block = region(folder.resolve(code.group(1) + ".java"), code.group(2));
            } else if (output.matches()) {
                block = part(Integer.parseInt(output.group(1)));
            }
        }
        if (block != null) {
            throw new IllegalArgumentException(folder + ": no block follows the last code or output");
        }
        return woven.toString();
    }

    private String numbers(String line) {
        if (line.startsWith("<!-- number")) {
            throw new IllegalArgumentException(
                    folder + ": a number begins a line, which Markdown takes for HTML; move a word before it: " + line);
        }
        return NUMBER.matcher(line)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "<!-- number " + found.group(1) + " -->" + number(found) + "<!-- /number -->"));
    }

    private String number(MatchResult asked) {
        Matcher value = Pattern.compile(Pattern.quote(asked.group(1)) + "\\s*(" + VALUE + ")")
                .matcher(String.join("\n", printed));
        if (!value.find()) {
            throw new IllegalArgumentException(folder + ": the output has no number after \"" + asked.group(1) + "\"");
        }
        return value.group(1);
    }

    /** The lines of a region, without the indentation that all of them have. */
    static List<String> region(Path file, String name) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(file)) {
            if (line.strip().equals("// @start region=\"" + name + "\"")) {
                inside = true;
            } else if (inside && line.strip().equals("// @end")) {
                return String.join("\n", lines).stripIndent().lines().toList();
            } else if (inside) {
                lines.add(line);
            }
        }
        throw new IllegalArgumentException(file + " has no region \"" + name + "\" with an end");
    }

    private List<String> part(int number) {
        String[] parts = String.join("\n", printed).split("\n\n");
        if (number < 1 || number > parts.length) {
            throw new IllegalArgumentException(
                    folder + ": the output has " + parts.length + " parts, and the page asks for part " + number);
        }
        return parts[number - 1].lines().toList();
    }
}
