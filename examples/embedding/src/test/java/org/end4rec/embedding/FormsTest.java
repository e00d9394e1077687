package org.end4rec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application in every form in which applications are delivered, each in a Java of its own. */
class FormsTest {
    private static final Path RUN = Path.of("../../models/src/test/resources/compat/0.1.0/run");
    private static final Path APPLICATION = Path.of("target/classes");
    private static final String MAIN = EmbedInYourApplication.class.getName();
    private static final int MOST_JARS = 2;
    private static final long MOST_BYTES = 1_000_000;

    @TempDir
    private static Path scratch;

    /** What Maven resolves for an application: our modules, and the jars that come with them. */
    private static List<Path> libraries;

    private static List<String> expected;

    @BeforeAll
    static void prepare() throws IOException {
        libraries = Stream.of(Files.readString(Path.of("target/runtime.classpath"))
                        .strip()
                        .split(File.pathSeparator))
                .map(Path::of)
                .toList();
        List<HistoryEvent> history = List.of(new HistoryEvent("i3", "click"), new HistoryEvent("i7", "click"));
        expected = Recommender.load(RUN).recommend(history, 5).stream()
                .map(String::valueOf)
                .toList();
    }

    @Test
    void bringsFewAndSmallJars() throws IOException {
        List<Path> others = libraries.stream().filter(each -> !isOurs(each)).toList();
        assertThat(libraries).hasSize(others.size() + 3);
        assertThat(others).hasSizeLessThanOrEqualTo(MOST_JARS);
        assertThat(others)
                .extracting(each -> each.getFileName().toString().replaceFirst("-[0-9.]+jar$", ""))
                .containsExactlyInAnyOrder("jackson-core", "fastcsv");
        long bytes = 0;
        for (Path each : others) {
            bytes += Files.size(each);
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    private static boolean isOurs(Path library) {
        return library.endsWith("target/classes")
                || library.getFileName().toString().startsWith("end4rec-");
    }

    @Test
    void classPath() throws IOException, InterruptedException {
        answers(java(), "-cp", joined(APPLICATION));
    }

    @Test
    void modulePath() throws IOException, InterruptedException {
        answers(java(), "-p", joined(null), "--add-modules", "org.end4rec.models", "-cp", APPLICATION.toString());
    }

    @Test
    void fatJar() throws IOException, InterruptedException {
        Path jar = scratch.resolve("application.jar");
        Set<String> names = new HashSet<>();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            copyFolder(APPLICATION, out, names);
            for (Path library : libraries) {
                if (Files.isDirectory(library)) {
                    copyFolder(library, out, names);
                } else {
                    copyJar(library, out, names);
                }
            }
        }
        answers(java(), "-cp", jar.toString());
    }

    @Test
    void imageOfJlink() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("java.home"));
        Path jlink = home.resolve("bin/jlink");
        assumeTrue(Files.exists(jlink) && Files.isDirectory(home.resolve("jmods")), "this JDK has no modules to link");
        Path image = scratch.resolve("image");
        Process linking = new ProcessBuilder(
                        jlink.toString(),
                        "--module-path",
                        joined(null),
                        "--add-modules",
                        "org.end4rec.models",
                        "--output",
                        image.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(linking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(linking.waitFor()).as(said).isZero();
        answers(image.resolve("bin/java").toString(), "-cp", APPLICATION.toString());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String joined(@Nullable Path first) {
        List<String> paths = new ArrayList<>();
        if (first != null) {
            paths.add(first.toString());
        }
        libraries.forEach(each -> paths.add(each.toString()));
        return String.join(File.pathSeparator, paths);
    }

    /** The answer is the same, and nothing warns of a module that nobody asked for. */
    private static void answers(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(options));
        command.addAll(List.of(MAIN, RUN.toString(), "i3", "i7"));
        Path messages = scratch.resolve("messages");
        Process process =
                new ProcessBuilder(command).redirectError(messages.toFile()).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String said = Files.readString(messages);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(answer.lines()).containsExactlyElementsOf(expected);
        assertThat(said).doesNotContain("WARNING");
    }

    private static void copyFolder(Path folder, JarOutputStream out, Set<String> names) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                copy(name, Files.readAllBytes(file), out, names);
            }
        }
    }

    private static void copyJar(Path library, JarOutputStream out, Set<String> names) throws IOException {
        try (JarFile jar = new JarFile(library.toFile())) {
            for (JarEntry entry :
                    jar.stream().filter(each -> !each.isDirectory()).toList()) {
                copy(entry.getName(), jar.getInputStream(entry).readAllBytes(), out, names);
            }
        }
    }

    /** As the plugins that make such jars: of files with one name the first is kept, and no file describes a module. */
    private static void copy(String name, byte[] bytes, JarOutputStream out, Set<String> names) throws IOException {
        if (!name.endsWith("module-info.class") && names.add(name)) {
            out.putNextEntry(new JarEntry(name));
            out.write(bytes);
            out.closeEntry();
        }
    }
}
