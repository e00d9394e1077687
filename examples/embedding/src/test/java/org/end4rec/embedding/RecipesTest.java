package org.end4rec.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.models.data.SyntheticShop;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every program of docs/embedding.md compiles, runs, and prints what the page says. The programs run in the order of
 * the page and in one folder, so a later program finds the run that an earlier one has trained.
 */
class RecipesTest {
    private static final SyntheticShop.Config SHOP = new SyntheticShop.Config(150, 60, 10, 0.2, 0.2, 20, 1);

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> everyProgramRuns() throws IOException {
        new SyntheticShop(SHOP).write(folder.resolve("log.tsv"));
        List<EmbeddingPage.Section> sections = EmbeddingPage.sections();
        String imports = sections.get(0).code();
        return sections.stream()
                .skip(1)
                .map(section -> DynamicTest.dynamicTest(section.title(), () -> {
                    String printed = run(compile(imports, section.code()));
                    if (!section.output().isEmpty()) {
                        assertThat(printed).isEqualTo(section.output());
                    }
                }));
    }

    /** The folder with the class of a program; its files lie in the test's folder. */
    private static Path compile(String imports, String code) throws IOException {
        Path home = Files.createTempDirectory(folder, "recipe");
        Path source = home.resolve("Recipe.java");
        String files = folder.toString().replace("\\", "\\\\");
        Files.writeString(
                source,
                imports + "public class Recipe {\npublic static void main(String[] arguments) throws Exception {\n"
                        + code.replace("Path.of(\"", "Path.of(\"" + files + "\", \"") + "}\n}\n");
        Compiler.compile(source, home);
        return home;
    }

    /** What a program prints. */
    private static String run(Path home) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {home.toUri().toURL()}, RecipesTest.class.getClassLoader());
                PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            loader.loadClass("Recipe").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
