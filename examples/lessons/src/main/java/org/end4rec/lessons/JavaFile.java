package org.end4rec.lessons;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles one Java file in memory. */
final class JavaFile {
    private JavaFile() {}

    /**
     * Compiles a file against the classes of this program.
     *
     * @return a loader that knows its classes
     * @throws FailedProgram with the compiler's messages, each with file and line, if it does not compile
     */
    static ClassLoader compile(Path file) throws FailedProgram {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new FailedProgram("this Java has no compiler; the lessons need a JDK, 17 or newer");
        }
        if (!Files.isRegularFile(file)) {
            throw new FailedProgram("there is no file " + file + "; restore it, for example by git checkout");
        }
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        StandardJavaFileManager files = compiler.getStandardFileManager(messages, Locale.ROOT, null);
        Memory memory = new Memory(files);
        boolean compiled = compiler.getTask(
                        null,
                        memory,
                        messages,
                        List.of("-proc:none", "-classpath", System.getProperty("java.class.path")),
                        null,
                        files.getJavaFileObjects(file))
                .call();
        if (!compiled) {
            throw new FailedProgram(messages.getDiagnostics().stream()
                    .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
                    .map(message -> file + ":" + message.getLineNumber() + ": " + message.getMessage(Locale.ROOT))
                    .collect(Collectors.joining("\n")));
        }
        return new Loader(memory.classes);
    }

    /** Keeps the classes that the compiler writes. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(name, each -> new ByteArrayOutputStream());
                }
            };
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, ByteArrayOutputStream> classes;

        Loader(Map<String, ByteArrayOutputStream> classes) {
            super(JavaFile.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            ByteArrayOutputStream found = classes.get(name);
            if (found == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = found.toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
