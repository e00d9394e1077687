package org.end4rec.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.end4rec.bench");

    @Test
    void knowsNothingOfTheExamples() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.end4rec..")
                        .and(resideOutsideOfPackages(
                                "org.end4rec.core..",
                                "org.end4rec.autograd..",
                                "org.end4rec.models..",
                                "org.end4rec.bench..")))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
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
