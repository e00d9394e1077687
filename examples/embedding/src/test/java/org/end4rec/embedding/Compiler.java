package org.end4rec.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** Compiles the programs of the documentation with what an application has on its class path. */
final class Compiler {
    private Compiler() {}

    /** Compiles a file into a folder, without an error. */
    static void compile(Path source, Path folder) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(failed).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }
}
