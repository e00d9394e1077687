package org.end4rec.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The public signatures of the three modules against the list that the project keeps: a change that would break an
 * application that is not compiled again shows in the review. {@code -Dend4rec.api.accept=true} writes the list anew.
 */
class ApiTest {
    private static final Path LIST = Path.of("src/test/resources/api.txt");
    private static final int KINDS = Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

    @Test
    void noSignatureChangesUnannounced() throws IOException, ClassNotFoundException {
        List<String> found = new ArrayList<>();
        for (Class<?> type : PublicTypes.exported()) {
            found.addAll(signatures(type));
        }
        if (Boolean.getBoolean("end4rec.api.accept")) {
            Files.writeString(LIST, String.join("\n", found) + "\n");
        }
        assertThat(found)
                .as("public signatures; if the change is meant, announce it in CHANGELOG.md and accept it as"
                        + " CONTRIBUTING.md describes")
                .hasSizeGreaterThan(500)
                .isEqualTo(Files.readAllLines(LIST));
    }

    /** The type in its own line, then each member behind its name. */
    private static List<String> signatures(Class<?> type) {
        TreeSet<String> members = new TreeSet<>();
        for (Field each : type.getDeclaredFields()) {
            if (isApi(each)) {
                members.add(modifiers(each) + each.getType().getName() + " " + each.getName());
            }
        }
        for (Constructor<?> each : type.getDeclaredConstructors()) {
            if (isApi(each)) {
                members.add("new" + parameters(each.getParameterTypes()));
            }
        }
        for (Method each : type.getDeclaredMethods()) {
            if (isApi(each) && !each.isBridge()) {
                members.add(modifiers(each) + each.getReturnType().getName() + " " + each.getName()
                        + parameters(each.getParameterTypes()));
            }
        }
        List<String> lines = new ArrayList<>();
        List<String> parents = new ArrayList<>();
        if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
            parents.add(type.getSuperclass().getName());
        }
        Arrays.stream(type.getInterfaces()).map(Class::getName).forEach(parents::add);
        lines.add(type.getName() + " " + Modifier.toString(type.getModifiers() & KINDS)
                + (type.isInterface() ? " interface" : "") + (parents.isEmpty() ? "" : " of " + parents));
        members.forEach(member -> lines.add("  " + member));
        return lines;
    }

    private static boolean isApi(Member member) {
        return (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0 && !member.isSynthetic();
    }

    private static String modifiers(Member member) {
        int kinds = member.getModifiers() & KINDS;
        return kinds == 0 ? "" : Modifier.toString(kinds) + " ";
    }

    private static String parameters(Class<?>[] types) {
        return Arrays.stream(types).map(Class::getName).collect(Collectors.joining(", ", "(", ")"));
    }
}
