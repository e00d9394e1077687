package org.end4rec.core.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A second width of vectors in one JVM makes Java 17 compile all vector code badly, so there is one place that chooses.
 */
final class VectorSpeciesTest {
    @Test
    void floatAndIntSpeciesAreChosenInOnePlace() {
        Set<String> classes = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.end4rec.core")) {
            for (JavaFieldAccess access : type.getFieldAccessesFromSelf()) {
                String owner = access.getTargetOwner().getName();
                boolean species = access.getTarget().getName().startsWith("SPECIES_");
                if (species && (owner.endsWith(".FloatVector") || owner.endsWith(".IntVector"))) {
                    classes.add(type.getSimpleName());
                }
            }
        }
        assertThat(classes).containsExactly("VectorLanes");
    }
}
