package org.end4rec.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.autograd.OpRegistry.Entry;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Tolerances;
import org.end4rec.core.testing.Figures;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No op without registration, contract test, formula and documentation. */
class OpRegistryTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path TABLE = Path.of("../docs/ops.md");

    @Test
    void listsEveryOpOnce() {
        List<String> found = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.end4rec.autograd.ops")
                        .stream()
                        .filter(type -> type.isAssignableTo(Op.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .toList();
        assertThat(OpRegistry.all()).extracting(e -> e.type().getName()).containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    void isAlphabeticalWithoutDuplicates() {
        List<String> names = OpRegistry.all().stream().map(Entry::name).toList();
        assertThat(names).doesNotHaveDuplicates().isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    }

    @TestFactory
    Stream<DynamicTest> hasAContractTest() {
        return forEachOp(entry -> {
            assertThat(contract(entry).opCase().name()).isEqualTo(entry.name());
        });
    }

    @Test
    void everyGradientIsRight() throws ReflectiveOperationException {
        int derivatives = 0;
        double worst = 0;
        double worstMedian = 0;
        for (Entry entry : OpRegistry.all()) {
            double[] errors = OpContract.gradientErrors(contract(entry).opCase());
            derivatives += errors.length;
            worst = Math.max(worst, errors[errors.length - 1]);
            worstMedian = Math.max(worstMedian, errors[errors.length / 2]);
        }
        Figures.print(
                "G1",
                "gradients of registered ops against differences of their double oracles",
                "%d of %d ops, %,d directional derivatives, worst %.2g, bar 1e-5; largest median of an op %.2g, bar"
                        + " 1e-6",
                OpRegistry.all().size(),
                OpRegistry.all().size(),
                derivatives,
                worst,
                worstMedian);
        assertThat(worst).isLessThanOrEqualTo(Tolerances.GRADIENT);
        assertThat(worstMedian).isLessThanOrEqualTo(Tolerances.GRADIENT_MEDIAN);
    }

    @TestFactory
    Stream<DynamicTest> hasAFormulaInItsJavadoc() {
        return forEachOp(entry -> {
            String source =
                    Files.readString(SOURCES.resolve(entry.type().getName().replace('.', '/') + ".java"));
            String beforeTheClass =
                    source.substring(0, source.indexOf("class " + entry.type().getSimpleName()));
            assertThat(beforeTheClass).containsPattern("\\{@code [^}]*=");
        });
    }

    @TestFactory
    Stream<DynamicTest> hasARowInTheTableOfOps() {
        return forEachOp(entry -> assertThat(rows().filter(row -> row.startsWith("| " + entry.name() + " |")))
                .singleElement()
                .asString()
                .endsWith("| `" + entry.type().getSimpleName() + "` |"));
    }

    @Test
    void tableHasNoOtherRows() throws IOException {
        assertThat(rows().map(row -> row.substring(2, row.indexOf(" |"))))
                .containsExactlyElementsOf(
                        OpRegistry.all().stream().map(Entry::name).toList());
    }

    private static OpContract contract(Entry entry) throws ReflectiveOperationException {
        Class<?> test = Class.forName(entry.type().getName() + "Test");
        assertThat(test).isAssignableTo(OpContract.class);
        var constructor = test.getDeclaredConstructor();
        constructor.setAccessible(true);
        return (OpContract) constructor.newInstance();
    }

    private static Stream<String> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| name") && !line.startsWith("| ---"));
    }

    private static Stream<DynamicTest> forEachOp(Check check) {
        return OpRegistry.all().stream().map(entry -> DynamicTest.dynamicTest(entry.name(), () -> check.accept(entry)));
    }

    private interface Check {
        void accept(Entry entry) throws IOException, ReflectiveOperationException;
    }
}
