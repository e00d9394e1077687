package org.end4rec.core.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The compiler stops to inline in a method that has become too large, in one process and not in the next; then vectors
 * are objects. So a method has few calls of the Vector API, those of the methods that it must inline included.
 */
final class VectorCallsTest {
    /** Methods of 89 calls and more were seen with objects, methods of 74 calls were not. */
    private static final int MOST = 75;

    private static final String API = "jdk/incubator/vector/";
    private static final String OWN = "org/end4rec/core/kernel/vector/";

    // invariants

    @Test
    void noMethodHasMoreCallsThanTheCompilerInlines() {
        Map<String, Calls> methods = new TreeMap<>();
        for (Path file : classes()) {
            read(file, methods);
        }
        Map<String, Integer> tooMany = new TreeMap<>();
        methods.keySet().forEach(name -> {
            int calls = count(name, methods);
            if (calls > MOST) {
                tooMany.put(name, calls);
            }
        });
        assertThat(methods).hasSizeGreaterThan(100);
        assertThat(methods.keySet().stream()
                        .filter(name -> name.contains("VectorRadixEight.evenBins"))
                        .mapToInt(name -> count(name, methods)))
                .singleElement()
                .matches(calls -> calls > 60);
        assertThat(tooMany).isEmpty();
    }

    /** What one method calls: the Vector API, and own methods that give or take vectors. */
    private static final class Calls {
        private int ofApi;
        private final List<String> own = new ArrayList<>();
    }

    private static int count(String name, Map<String, Calls> methods) {
        Calls calls = methods.get(name);
        return calls == null
                ? 0
                : calls.ofApi
                        + calls.own.stream()
                                .mapToInt(own -> count(own, methods))
                                .sum();
    }

    private static List<Path> classes() {
        Path folder = Path.of("target", "classes", OWN);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Path file, Map<String, Calls> methods) {
        try (InputStream code = Files.newInputStream(file)) {
            ClassReader reader = new ClassReader(code);
            reader.accept(
                    new ClassVisitor(Opcodes.ASM9) {
                        @Override
                        public MethodVisitor visitMethod(
                                int access, String name, String descriptor, String signature, String[] exceptions) {
                            Calls calls = methods.computeIfAbsent(
                                    reader.getClassName() + "." + name + descriptor, n -> new Calls());
                            return new MethodVisitor(Opcodes.ASM9) {
                                @Override
                                public void visitMethodInsn(
                                        int opcode, String owner, String called, String shape, boolean isInterface) {
                                    if (owner.startsWith(API)) {
                                        calls.ofApi++;
                                    } else if (owner.startsWith(OWN) && shape.contains(API)) {
                                        calls.own.add(owner + "." + called + shape);
                                    }
                                }
                            };
                        }
                    },
                    ClassReader.SKIP_DEBUG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
