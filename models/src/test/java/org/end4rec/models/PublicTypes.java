package org.end4rec.models;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.end4rec.core.kernel.Kernels;

/**
 * The public types of the three modules, exported or not, without providers of kernels: an inner loop leaves checks to
 * its callers.
 */
final class PublicTypes {
    private PublicTypes() {}

    static List<Class<?>> all() throws ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.end4rec.core", "org.end4rec.autograd", "org.end4rec.models")) {
            boolean isProvider = found.isAssignableTo(Kernels.class) && !found.isEquivalentTo(Kernels.class);
            if (isPublic(found) && !isProvider) {
                types.add(Class.forName(found.getName()));
            }
        }
        types.sort(Comparator.comparing(Class::getName));
        return types;
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicTypes::isPublic).orElse(true);
    }
}
