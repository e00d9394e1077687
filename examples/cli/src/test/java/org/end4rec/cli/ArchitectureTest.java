package org.end4rec.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>org\\.end4rec</groupId>\\s*" + "<artifactId>end4rec-([^<]*)</artifactId>");

    /** A user of the command line gets no library that only the benchmarks need. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.openjdk.jmh.runner.Runner",
                "org.ejml.data.FMatrixRMaj",
                "org.jtransforms.fft.FloatFFT_1D",
                "org.end4rec.bench.complexity.ComplexityProgram"
            })
    void isNotOnTheClassPath(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void dependsOnNoOtherProgram() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.end4rec..")
                        .and(resideOutsideOfPackages(
                                "org.end4rec.core..",
                                "org.end4rec.autograd..",
                                "org.end4rec.models..",
                                "org.end4rec.cli..")))
                .check(new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages("org.end4rec.cli"));
    }

    /** Each module beside this one is a program, too, that one can copy. */
    @Test
    void programsDependOnTheLibraryAndNotOnEachOther() throws IOException {
        List<Path> poms;
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            poms = modules.map(module -> module.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();
        }
        assertThat(poms).hasSizeGreaterThan(1);
        for (Path pom : poms) {
            assertThat(DEPENDENCY.matcher(Files.readString(pom)).results().map(found -> found.group(1)))
                    .as("%s", pom)
                    .isNotEmpty()
                    .isSubsetOf("core", "autograd", "models");
        }
    }
}
