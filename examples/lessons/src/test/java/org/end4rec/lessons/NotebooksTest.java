package org.end4rec.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lessons as notebooks: the rules of format 4.5, and code that runs in JShell, as it does in a kernel of Java. */
class NotebooksTest {
    private static final Path COURSE = Path.of("").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PRINTED = List.of("first", "", "last");
    private static final Map<Integer, JsonNode> NOTEBOOKS = new HashMap<>();

    @TempDir
    private Path folder;

    static List<Lesson> lessons() {
        return Course.LESSONS;
    }

    static Stream<Lesson> lessonsThatStandAlone() {
        return Course.LESSONS.stream().filter(Lesson::alone);
    }

    private static JsonNode notebook(Lesson lesson, List<String> printed) throws IOException {
        return JSON.readTree(new Notebooks(COURSE, null).json(lesson, printed));
    }

    /** The notebook of a lesson whose program prints {@link #PRINTED}; a picture is drawn once. */
    private static JsonNode notebook(Lesson lesson) throws IOException {
        JsonNode known = NOTEBOOKS.get(lesson.number());
        if (known == null) {
            known = notebook(lesson, PRINTED);
            NOTEBOOKS.put(lesson.number(), known);
        }
        return known;
    }

    private static String text(JsonNode lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.textValue()));
        return text.toString();
    }

    private static Stream<JsonNode> cells(JsonNode notebook, String type) {
        return StreamSupport.stream(notebook.get("cells").spliterator(), false)
                .filter(cell -> cell.get("cell_type").asText().equals(type));
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void fileKeepsTheRulesOfItsFormat(Lesson lesson) throws IOException {
        JsonNode notebook = notebook(lesson);
        assertThat(notebook.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("nbformat", "nbformat_minor", "metadata", "cells");
        assertThat(notebook.get("nbformat").intValue()).isEqualTo(4);
        assertThat(notebook.get("nbformat_minor").intValue()).isEqualTo(5);
        assertThat(notebook.at("/metadata/kernelspec/name").textValue()).isEqualTo("java");
        assertThat(notebook.at("/metadata/kernelspec/display_name").textValue()).isNotEmpty();
        assertThat(notebook.at("/metadata/language_info/name").textValue()).isEqualTo("java");
        Set<String> ids = new HashSet<>();
        for (JsonNode cell : notebook.get("cells")) {
            assertThat(cell.get("id").textValue()).matches("[a-zA-Z0-9_-]{1,64}");
            assertThat(ids.add(cell.get("id").textValue())).as("a new id").isTrue();
            assertThat(cell.get("metadata").isObject()).isTrue();
            assertThat(text(cell.get("source"))).isNotBlank();
            List<String> names = new ArrayList<>(List.of("cell_type", "id", "metadata", "source"));
            if (cell.get("cell_type").asText().equals("code")) {
                names.addAll(List.of("execution_count", "outputs"));
                assertThat(cell.get("execution_count").isNull()).isTrue();
            }
            assertThat(cell.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void hasThePageTheProgramAndItsOutput(Lesson lesson) throws IOException {
        JsonNode notebook = notebook(lesson);
        List<JsonNode> code = cells(notebook, "code").toList();
        assertThat(code).hasSize(2);
        assertThat(text(code.get(0).get("source")))
                .contains("class " + lesson.program())
                .doesNotContain("package ");
        assertThat(code.get(0).get("outputs")).isEmpty();
        assertThat(code.get(1).at("/outputs/0/output_type").textValue()).isEqualTo("stream");
        assertThat(code.get(1).at("/outputs/0/name").textValue()).isEqualTo("stdout");
        assertThat(text(code.get(1).at("/outputs/0/text"))).isEqualTo("first\n\nlast\n");
        String page = String.join(
                "\n",
                cells(notebook, "markdown")
                        .map(cell -> text(cell.get("source")))
                        .toList());
        assertThat(page)
                .contains("# Lesson " + lesson.number(), "## By hand", "## Exercise", "**To think about.**")
                .doesNotContain("<!--", ".svg)", ".md)", ".java)");
        Matcher picture = Pattern.compile("!\\[[^\\]]+\\]\\(data:image/svg\\+xml;base64,([^)]+)\\)")
                .matcher(page);
        List<String> pictures = picture.results()
                .map(each -> new String(Base64.getDecoder().decode(each.group(1)), StandardCharsets.UTF_8))
                .toList();
        assertThat(pictures.contains(lesson.picture().file())).isTrue();
    }

    /** The cells run one after another, and print what the notebook says. */
    @ParameterizedTest
    @MethodSource("lessonsThatStandAlone")
    void cellsRun(Lesson lesson) throws Exception {
        JsonNode notebook = notebook(lesson, lesson.run(COURSE));
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            cells(notebook, "code").forEach(cell -> evaluate(shell, text(cell.get("source"))));
        } finally {
            System.setOut(before);
        }
        List<JsonNode> code = cells(notebook, "code").toList();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyElementsOf(
                        text(code.get(1).at("/outputs/0/text")).lines().toList());
    }

    /** The program of every lesson can be declared; those of lessons that use the library run elsewhere. */
    @ParameterizedTest
    @MethodSource("lessons")
    void programCanBeDeclared(Lesson lesson) throws IOException {
        JsonNode notebook = notebook(lesson);
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                shell.addToClasspath(entry);
            }
            evaluate(shell, text(cells(notebook, "code").toList().get(0).get("source")));
        }
    }

    private static void evaluate(JShell shell, String code) {
        for (String rest = code; !rest.isBlank(); ) {
            CompletionInfo part = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            assertThat(part.completeness().isComplete()).as(rest).isTrue();
            for (SnippetEvent event : shell.eval(part.source())) {
                assertThat(event.exception()).isNull();
                assertThat(event.status())
                        .as(() -> part(event) + messages(shell, event.snippet()))
                        .isEqualTo(Snippet.Status.VALID);
            }
            rest = part.remaining();
        }
    }

    private static List<String> messages(JShell shell, Snippet snippet) {
        return shell.diagnostics(snippet).map(each -> each.getMessage(null)).toList();
    }

    private static String part(SnippetEvent event) {
        return event.snippet().source().lines().findFirst().orElse("") + ": ";
    }

    @Test
    void commandWritesANotebookOfEachLesson() throws IOException {
        StringWriter out = new StringWriter();
        Path file = Files.writeString(folder.resolve("lesson01.ipynb"), "{}");
        System.setProperty("end4rec.lessons", COURSE.toString());
        try {
            String[] arguments = {"lesson", "--notebooks", folder.toString()};
            assertThat(LessonsProgram.run(arguments, new PrintWriter(out), new PrintWriter(out)))
                    .isEqualTo(2);
        } finally {
            System.clearProperty("end4rec.lessons");
        }
        assertThat(out.toString()).contains("lesson01.ipynb is there, and this command has not written it");
        assertThat(file).hasContent("{}");
    }

    @Test
    void linksLeadToNotebooksAndSources() throws IOException {
        Lesson first = Course.lesson(1);
        assertThat(new Notebooks(COURSE, "https://example.org/end4rec").json(first, PRINTED))
                .contains("(https://example.org/end4rec/autograd/src/main/java/org/end4rec/autograd/Tape.java)");
        assertThat(new Links(null, ".ipynb").target(first, "../lesson02/lesson.md#exercise"))
                .hasValue("lesson02.ipynb#exercise");
    }
}
