package org.end4rec.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final JavaClasses CORE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.end4rec.core");

    @Test
    void coreDependsOnNoOtherModule() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.end4rec..").and(resideOutsideOfPackage("org.end4rec.core..")))
                .because("dependencies go one way: core ← autograd ← models ← {bench, examples}")
                .check(CORE);
    }

    @Test
    void coreReadsAndWritesNoSerializedObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class)
                .because("a model file must not be able to run code")
                .check(CORE);
    }

    @Test
    void coreOpensNoConnection() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "javax.net..")
                .because("the engine reads only what it is given")
                .check(CORE);
    }

    @Test
    void coreUsesNoUnsafeMemory() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("sun.misc.Unsafe")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("jdk.internal..")
                .check(CORE);
    }

    @Test
    void coreEndsNoProcess() {
        noClasses()
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .because("the engine lives inside other people's applications")
                .check(CORE);
    }

    @Test
    void onlyTheVectorProviderKnowsTheVectorApi() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Vector")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .because("the other classes must link where the module is absent")
                .check(CORE);
    }
}
