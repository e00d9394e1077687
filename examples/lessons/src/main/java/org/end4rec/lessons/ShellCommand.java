package org.end4rec.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code end4rec shell}. */
@Command(
        name = "shell",
        description = "Starts jshell with the library on its class path and its usual imports.",
        mixinStandardHelpOptions = true)
final class ShellCommand implements Callable<Integer> {
    private static final String IMPORTS = """
            import java.util.*;
            import org.end4rec.core.*;
            import org.end4rec.core.fft.*;
            import org.end4rec.autograd.*;
            import org.end4rec.autograd.layers.*;
            import org.end4rec.models.data.*;
            import org.end4rec.models.page.*;
            import org.end4rec.models.recommend.*;
            import org.end4rec.models.run.*;
            import org.end4rec.models.training.*;
            java.nio.file.Path show(Chart picture) throws java.io.IOException {
                var file = java.nio.file.Files.createTempFile("picture", ".svg");
                return java.nio.file.Files.writeString(file, picture.file());
            }
            """;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path startup = Files.createTempFile("end4rec", ".jsh");
        try {
            Files.writeString(startup, IMPORTS);
            String jshell =
                    Path.of(System.getProperty("java.home"), "bin", "jshell").toString();
            return new ProcessBuilder(
                            jshell,
                            "--class-path",
                            System.getProperty("java.class.path"),
                            "--startup",
                            startup.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } finally {
            Files.delete(startup);
        }
    }
}
