package org.end4rec.models;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    /** Without tests, whether a module gives them as a folder or as a jar. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.end4rec");

    @Test
    void allThreeModulesAreLookedAt() {
        assertThat(CLASSES.contain("org.end4rec.core.Tensor")).isTrue();
        assertThat(CLASSES.contain("org.end4rec.autograd.Tape")).isTrue();
        assertThat(CLASSES.contain("org.end4rec.models.data.Batch")).isTrue();
    }

    @Test
    void dependenciesGoOneWay() {
        noClasses()
                .that()
                .resideInAPackage("org.end4rec.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.end4rec.autograd..", "org.end4rec.models..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("org.end4rec.autograd..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.end4rec.models..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("org.end4rec.models..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.end4rec..")
                        .and(resideOutsideOfPackages(
                                "org.end4rec.core..", "org.end4rec.autograd..", "org.end4rec.models..")))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.end4rec.core.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching("org.end4rec.autograd.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
        slices().matching("org.end4rec.models.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void reportsAndProbesStandOnTrialsAndDoNotKnowEachOther() {
        knowsNot("trial", "probe", "report");
        knowsNot("probe", "report");
        knowsNot("report", "probe");
    }

    private static void knowsNot(String name, String... others) {
        for (String other : others) {
            noClasses()
                    .that()
                    .resideInAPackage("org.end4rec.models." + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.end4rec.models." + other + "..")
                    .check(CLASSES);
        }
    }

    @Test
    void dataKnowsNoModelAndNoGradient() {
        noClasses()
                .that()
                .resideInAPackage("org.end4rec.models.data..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.end4rec.autograd..",
                        "org.end4rec.models.encoder..",
                        "org.end4rec.models.training..",
                        "org.end4rec.models.evaluation..",
                        "org.end4rec.models.recommend..")
                .check(CLASSES);
    }

    @Test
    void thePapersModelKnowsNothingThatThisProjectAdded() {
        noClasses()
                .that()
                .resideInAPackage("org.end4rec.models.encoder.end4rec")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.end4rec.models.encoder.end4rec.beyond..",
                        "org.end4rec.models.counting..",
                        "org.end4rec.models.votes..",
                        "org.end4rec.models.training..")
                .check(CLASSES);
    }

    @Test
    void whoUsesAModelAsksForWhatItDoesAndNotForItsClass() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.end4rec.models.encoder.end4rec..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.end4rec.models.encoder.end4rec.End4Rec")
                .check(CLASSES);
    }

    @Test
    void nothingUsesTheNetworkOrJavaSerialization() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net..")
                .check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .check(CLASSES);
        // the kernels' provider names its one class by a constant
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.end4rec.core.kernel.Provider")
                .should()
                .callMethod(Class.class, "forName", String.class)
                .check(CLASSES);
    }

    @Test
    void nothingEndsTheApplication() {
        noClasses().should().callMethod(System.class, "exit", int.class).check(CLASSES);
        noClasses().should().callMethod(Runtime.class, "halt", int.class).check(CLASSES);
    }
}
