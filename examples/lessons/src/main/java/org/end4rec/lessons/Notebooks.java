package org.end4rec.lessons;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.end4rec.lessons.site.NotebookFile;
import org.end4rec.lessons.site.PageHtml;
import org.jspecify.annotations.Nullable;

/** The lessons as notebooks: the page, and before its first code the whole program as a cell that runs. */
final class Notebooks {
    private static final String ORIGIN = "end4rec lesson --notebooks";
    private static final Pattern LINK = Pattern.compile("(!?)\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
    private static final Pattern SECTION = Pattern.compile("(?m)^(?=## )");
    private static final String FENCE = "```";

    private final Path course;
    private final Links links;

    /**
     * @param course the folder of the lessons
     * @param sources the address of the repository's files; null if links to files become texts
     */
    Notebooks(Path course, @Nullable String sources) {
        this.course = course;
        links = new Links(sources, ".ipynb");
    }

    /** Writes all notebooks. */
    void write(Path folder) throws IOException, FailedProgram {
        OwnFiles.check(folder, Course.LESSONS.stream().map(Notebooks::name).toList(), ORIGIN);
        Map<String, String> files = new TreeMap<>();
        for (Lesson lesson : Course.LESSONS) {
            files.put(name(lesson), json(lesson, lesson.run(course)));
        }
        OwnFiles.write(folder, files, ORIGIN);
    }

    private static String name(Lesson lesson) {
        return lesson.name() + ".ipynb";
    }

    /**
     * The notebook of a lesson.
     *
     * @param printed what its program prints
     */
    String json(Lesson lesson, List<String> printed) throws IOException {
        NotebookFile notebook = new NotebookFile(ORIGIN);
        String program = Files.readString(lesson.programFile(course)).replaceFirst("(?m)^package .*;\\R", "");
        boolean hasProgram = false;
        for (String section : SECTION.split(markdown(lesson), -1)) {
            if (!hasProgram && section.contains(FENCE + "java")) {
                notebook.markdown("The next cell is the whole program; the cell after it runs it."
                        + " Change something, and run both again." + (lesson.alone() ? "" : needs()));
                notebook.code(program, "");
                notebook.code(lesson.program() + ".main(new String[0]);", String.join("\n", printed) + "\n");
                hasProgram = true;
            }
            notebook.markdown(section);
        }
        return notebook.json();
    }

    private static String needs() {
        return "\n\nThis program uses the library. The kernel needs the jars of `examples/lessons/target` and of"
                + " `examples/lessons/target/lib` on its class path.";
    }

    /** The page with the picture inside, and with links that lead somewhere. */
    private String markdown(Lesson lesson) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean code = false;
        for (String line : PageHtml.withoutComments(Files.readString(lesson.page(course)))
                .lines()
                .toList()) {
            code ^= line.startsWith(FENCE);
            text.append(code ? line : links(lesson, line)).append('\n');
        }
        return text.toString().replaceAll("\n{3,}", "\n\n");
    }

    private String links(Lesson lesson, String line) {
        return LINK.matcher(line).replaceAll(link -> Matcher.quoteReplacement(link(lesson, link)));
    }

    private String link(Lesson lesson, MatchResult link) {
        String text = link.group(2);
        String target = link.group(3);
        if (!link.group(1).isEmpty()) {
            byte[] picture = Pages.picture(lesson, target).file().getBytes(StandardCharsets.UTF_8);
            return "![" + text + "](data:image/svg+xml;base64,"
                    + Base64.getEncoder().encodeToString(picture) + ")";
        }
        return links.target(lesson, target)
                .map(found -> "[" + text + "](" + found + ")")
                .orElse(text);
    }
}
