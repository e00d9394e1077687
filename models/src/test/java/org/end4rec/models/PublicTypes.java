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
 * The public types of the packages that {@code core} and {@code autograd} export to everybody, and of all packages of
 * {@code models} but its JSON and the rows of a log; without providers of kernels: an inner loop leaves checks to its
 * callers.
 */
final class PublicTypes {
    private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+);");
    private static final String MODELS = "org.end4rec.models";
    private static final Set<String> INNER = Set.of(MODELS + ".json", MODELS + ".data.source");

    private PublicTypes() {}

    /** Those whose packages are exported to everybody: the API. */
    static List<Class<?>> exported() throws IOException, ClassNotFoundException {
        Set<String> packages = exports("core", "autograd", "models");
        return all().stream()
                .filter(type -> packages.contains(type.getPackageName()))
                .toList();
    }

    static List<Class<?>> all() throws IOException, ClassNotFoundException {
        Set<String> packages = exports("core", "autograd");
        List<Class<?>> types = new ArrayList<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.end4rec.core", "org.end4rec.autograd", "org.end4rec.models")) {
            boolean isProvider = found.isAssignableTo(Kernels.class) && !found.isEquivalentTo(Kernels.class);
            String name = found.getPackageName();
            boolean isOfModels = name.startsWith(MODELS) && !INNER.contains(name);
            if ((packages.contains(name) || isOfModels) && isPublic(found) && !isProvider) {
                types.add(Class.forName(found.getName()));
            }
        }
        types.sort(Comparator.comparing(Class::getName));
        return types;
    }

    private static Set<String> exports(String... modules) throws IOException {
        Set<String> packages = new HashSet<>();
        for (String module : modules) {
            Matcher export = EXPORT.matcher(Files.readString(Path.of("..", module, "src/main/java/module-info.java")));
            while (export.find()) {
                packages.add(export.group(1));
            }
        }
        return packages;
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicTypes::isPublic).orElse(true);
    }
}
