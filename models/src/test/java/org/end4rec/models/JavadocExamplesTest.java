package org.end4rec.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example in the Javadoc compiles: methods, statements or one expression. */
class JavadocExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code(.*?)\\}</pre>", Pattern.DOTALL);

    /** What an example takes as given, by its class; an example of another class has the names of "". */
    private static final Map<String, String> GIVEN = Map.of(
            "", "Recommender recommender; List<HistoryEvent> history; ItemSet soldOut; Path file; EventLog log;",
            "BatchSettings", "ItemSet soldOut; Bar bar; interface Bar { void update(long done, long total); }",
            "Recommender",
                    "Recommender recommender; List<HistoryEvent> history; long now;"
                            + " void save(String user, List<Recommendation> items) {}"
                            + " void show(String item, HistoryEvent because, double change) {}",
            "ModelHandle", "java.util.concurrent.ExecutorService executor; List<HistoryEvent> history;",
            "WeightImport", "Path file; Path folder; List<String> items;",
            "ItemStart", "Path file; SequenceEncoder encoder; Vocabulary items; TrainingConfig config;");

    /** The types that an application meets first. */
    private static final List<String> FIRST = List.of(
            "BatchSettings",
            "ConfigFile",
            "EventLog",
            "EventLogBuilder",
            "EventLogReader",
            "ItemSet",
            "Recommender",
            "Request",
            "TrainedRun",
            "TrainingListener",
            "TrainingOptions",
            "TrainingRun");

    @TempDir
    private Path folder;

    private final Map<String, Integer> examples = new TreeMap<>();
    private final TreeSet<String> packages = new TreeSet<>();

    @Test
    void compile() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("core", "autograd", "models")) {
            Path root = Path.of(System.getProperty("basedir", "."))
                    .toAbsolutePath()
                    .resolveSibling(module)
                    .resolve("src/main/java");
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(file -> {
                    sources.add(file);
                    packages.add(root.relativize(file.getParent()).toString().replace('/', '.'));
                });
            }
        }
        List<Path> written = new ArrayList<>();
        for (Path source : sources) {
            Matcher example = EXAMPLE.matcher(Files.readString(source));
            while (example.find()) {
                written.add(write(String.valueOf(source.getFileName()).replace(".java", ""), example.group(1)));
            }
        }
        assertThat(examples.keySet()).containsAll(FIRST);
        assertThat(faults(written)).isEmpty();
    }

    private Path write(String type, String javadoc) {
        String code = javadoc.replaceAll("\\n *\\* ?", "\n").strip();
        String name = type + "Example" + examples.merge(type, 1, Integer::sum);
        StringBuilder text = new StringBuilder();
        packages.stream()
                .filter(each -> each.startsWith("org"))
                .forEach(each -> text.append("import ").append(each).append(".*;\n"));
        text.append("import java.io.*;\nimport java.nio.file.*;\nimport java.util.*;\n");
        text.append("class ").append(name).append(" {\n");
        text.append(GIVEN.getOrDefault(type, String.valueOf(GIVEN.get("")))).append('\n');
        if (code.startsWith("static ")) {
            text.append(code);
        } else if (code.endsWith(";") || code.endsWith("}")) {
            text.append("void example() throws Exception {\n").append(code).append("\n}");
        } else {
            text.append("Object example() throws Exception {\nreturn ")
                    .append(code)
                    .append(";\n}");
        }
        try {
            return Files.writeString(folder.resolve(name + ".java"), text.append("\n}\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> faults(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path", ""));
            compiler.getTask(null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
        }
        return found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(each -> each.toString())
                .toList();
    }
}
