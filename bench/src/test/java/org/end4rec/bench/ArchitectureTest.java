package org.end4rec.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.end4rec.bench");

    @Test
    void knowsNothingOfTheCommandLine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.end4rec.examples..", "picocli..")
                .check(CLASSES);
    }

    @Test
    void theReportsDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("org.end4rec.bench.peers..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.end4rec.bench.complexity..")
                .check(CLASSES);
    }

    @Test
    void benchmarksUseTheComplexityReportNotTheOtherWayRound() {
        noClasses()
                .that()
                .resideInAPackage("org.end4rec.bench.complexity..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.end4rec.bench")
                .check(CLASSES);
    }
}
