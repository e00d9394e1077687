package org.end4rec.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.data.EventLogFuzz;
import org.end4rec.models.run.ManifestFuzz;
import org.end4rec.models.run.SafeTensorsFuzz;
import org.end4rec.models.run.VocabularyFuzz;
import org.end4rec.models.training.ConfigurationFuzz;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inputs that fuzzing found, once more. The profile {@code fuzz} looks for new ones. */
class FuzzCorpusTest {
    private static final Path CORPUS = Path.of("src", "test", "resources", "fuzz");

    @ParameterizedTest
    @ValueSource(
            classes = {
                SafeTensorsFuzz.class,
                ManifestFuzz.class,
                VocabularyFuzz.class,
                ConfigurationFuzz.class,
                EventLogFuzz.class
            })
    void keptInputsEndInAValueOrOurException(Class<?> target) throws Throwable {
        MethodHandle entry = MethodHandles.publicLookup()
                .findStatic(target, "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
        List<Path> inputs = inputs(target);
        for (Path input : inputs) {
            byte[] bytes = Files.readAllBytes(input);
            Assertions.assertTimeout(
                    Duration.ofSeconds(10), () -> entry.invoke(bytes), () -> input + " takes more than 10 seconds");
        }
        assertThat(inputs).hasSizeGreaterThan(1);
        Figures.print("S1", "kept inputs of " + target.getSimpleName(), "%d inputs, 0 findings", inputs.size());
    }

    private static List<Path> inputs(Class<?> target) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(target.getSimpleName()))) {
            return files.sorted().toList();
        }
    }
}
