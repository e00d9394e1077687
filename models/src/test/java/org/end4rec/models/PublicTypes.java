package org.end4rec.models;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.end4rec.core.kernel.Kernels;

/**
 * The public types of the packages that the three modules export to everybody, without providers of kernels: an inner loop leaves
 * checks to its callers.
 */
final class PublicTypes {
    private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+);");

    private PublicTypes() {}

    static List<Class<?>> all() throws IOException, ClassNotFoundException {
        Set<String> packages = new HashSet<>();
        for (String module : List.of("core", "autograd", "models")) {
            Matcher export = EXPORT.matcher(Files.readString(Path.of("..", module, "src/main/java/module-info.java")));
            while (export.find()) {
                packages.add(export.group(1));
            }
        }
        List<Class<?>> types = new ArrayList<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packages)) {
            boolean isProvider = found.isAssignableTo(Kernels.class) && !found.isEquivalentTo(Kernels.class);
            if (packages.contains(found.getPackageName()) && isPublic(found) && !isProvider) {
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
