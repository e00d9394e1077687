package org.end4rec.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.end4rec.models.json.Json;
import org.end4rec.models.json.JsonValue;
import org.end4rec.models.training.TrainingConfig;
import org.junit.jupiter.api.Test;

/** What GraalVM must know of classes and resources that the modules find by name. */
class NativeImageTest {
    /** Code that a static analysis does not follow. */
    private static final Pattern BY_NAME =
            Pattern.compile("Class\\.forName|ServiceLoader|getResource|getRecordComponents|findVirtual|Proxy\\.new"
                    + "|getConstructor|getDeclared|getMethod\\(|ResourceBundle");

    private static JsonValue metadata(String module, String file) throws IOException {
        Path folder = Path.of("..", module, "src/main/resources/META-INF/native-image/org.end4rec/end4rec-" + module);
        return Json.tree(Files.readString(folder.resolve(file)));
    }

    private static Set<String> names(JsonValue classes) {
        Set<String> names = new TreeSet<>();
        classes.elements().forEach(each -> names.add(each.path("name").text()));
        return names;
    }

    /** A new one needs its line in the metadata, and then its name here. */
    @Test
    void whoLooksUpByNameIsKnown() throws IOException {
        List<String> found = new ArrayList<>();
        for (String module : List.of("core", "autograd", "models")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    if (BY_NAME.matcher(Files.readString(file)).find()) {
                        found.add(file.getFileName().toString());
                    }
                }
            }
        }
        assertThat(found).containsExactlyInAnyOrder("Provider.java", "KeyTree.java", "Preset.java", "SearchSpace.java");
    }

    @Test
    void listsTheProvidersOfKernels() throws IOException, ReflectiveOperationException {
        String source = Files.readString(Path.of("../core/src/main/java/org/end4rec/core/kernel/Provider.java"));
        Matcher name = Pattern.compile("\"(org\\.end4rec\\.[\\w.]+)\"").matcher(source);
        Set<String> used = new TreeSet<>();
        while (name.find()) {
            used.add(name.group(1));
        }
        JsonValue listed = metadata("core", "reflect-config.json");
        assertThat(used).hasSize(4).isEqualTo(names(listed));
        for (JsonValue each : listed.elements()) {
            Class<?> type = Class.forName(each.path("name").text());
            for (JsonValue method : each.path("methods").elements()) {
                List<Class<?>> types = new ArrayList<>();
                for (JsonValue parameter : method.path("parameterTypes").elements()) {
                    types.add(Class.forName(parameter.text()));
                }
                Class<?>[] parameters = types.toArray(new Class<?>[0]);
                if (method.path("name").text().equals("<init>")) {
                    assertThat(type.getConstructor(parameters)).isNotNull();
                } else {
                    Method found = type.getMethod(method.path("name").text(), parameters);
                    assertThat(found).isNotNull();
                }
            }
        }
    }

    @Test
    void listsTheRecordsOfTheConfiguration() throws IOException {
        Set<String> used = new TreeSet<>();
        collect(TrainingConfig.class, used);
        JsonValue listed = metadata("models", "reflect-config.json");
        assertThat(used).hasSizeGreaterThan(5).isSubsetOf(names(listed));
        assertThat(listed.elements())
                .allSatisfy(each -> assertThat(each.entries())
                        .extracting(Map.Entry::getKey)
                        .contains("allDeclaredConstructors", "allDeclaredMethods", "allRecordComponents"));
    }

    private static void collect(Class<?> type, Set<String> names) {
        names.add(type.getName());
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAnnotations().length == 0 && component.getType().isRecord()) {
                collect(component.getType(), names);
            }
        }
    }

    @Test
    void listsTheResources() throws IOException {
        Path root = Path.of("src/main/resources");
        Set<String> expected = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root.resolve("org"))) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> expected.add(
                            "\\Q" + root.relativize(file).toString().replace('\\', '/') + "\\E"));
        }
        Set<String> listed = new TreeSet<>();
        metadata("models", "resource-config.json")
                .path("resources")
                .path("includes")
                .elements()
                .forEach(each -> listed.add(each.path("pattern").text()));
        assertThat(listed).isNotEmpty().isEqualTo(expected);
    }
}
