package org.end4rec.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeProgramTest {
    private static final Pattern COMMAND = Pattern.compile("\\./end4rec ((?:serve|load)(?:(?! {2}|`|\\s[|>&]|\\R).)*)");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Map<String, String> environment, String... arguments) {
        return ServeProgram.run(arguments, environment, new PrintWriter(out), new PrintWriter(err));
    }

    private String lastLine() {
        return err.toString().lines().reduce("", (a, b) -> b);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve|Missing required option: '--run=DIR'",
                "serve --run a --port x|Invalid value for option '--port': 'x' is not an int",
                "serve --run a --port 65536|--port is 65536; it must be from 0 to 65535",
                "serve --run a --port -1|--port is -1; it must be from 0 to 65535",
                "serve --run a --watch -1|--watch is -1; it must be at least 0",
                "serve --run a --prot 1|Unknown options: '--prot', '1'",
                "serve --run a --api-key secret|Unknown options: '--api-key', 'secret'"
            })
    void refusesWhatItDoesNotUnderstand(String command, String message) {
        assertThat(run(Map.of(), command.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("end4rec: " + message + "\nTry 'end4rec serve --help'.\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhyThereIsNothingToServe() throws IOException {
        String none = folder.resolve("none").toString();
        assertThat(run(Map.of(), "serve", "--port", "0", "--run", none)).isEqualTo(1);
        assertThat(lastLine()).startsWith("end4rec: ").contains(none);
        assertThat(run(Map.of(), "serve", "--port", "0", "--run", folder.toString()))
                .isEqualTo(1);
        assertThat(lastLine()).startsWith("end4rec: there is no run in " + folder);
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(run(
                            Map.of(),
                            "serve",
                            "--port",
                            port,
                            "--run",
                            TinyModel.run().toString()))
                    .isEqualTo(1);
            assertThat(lastLine())
                    .startsWith("end4rec: cannot listen at 127.0.0.1 port " + port)
                    .endsWith("choose another --port or --host");
        }
    }

    @Test
    void refusesAKeyThatIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "short");
        String run = TinyModel.run().toString();
        assertThat(run(Map.of(), "serve", "--run", run, "--api-key-file", file.toString()))
                .isEqualTo(1);
        assertThat(lastLine()).contains(file + ": a key has at least 16").doesNotContain("short");
        assertThat(run(Map.of(ApiKey.VARIABLE, "short"), "serve", "--run", run)).isEqualTo(1);
        assertThat(lastLine()).contains(ApiKey.VARIABLE + ": a key has at least 16");
        assertThat(run(Map.of(), "serve", "--run", run, "--api-key-file", folder + "/no"))
                .isEqualTo(1);
        assertThat(lastLine()).contains(folder + "/no: there is no such file");
    }

    /** As a service manager does: start, ask, SIGTERM. */
    @Test
    void servesUntilItIsToldToStop() throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dend4rec.kernels=scalar",
                "-cp",
                System.getProperty("java.class.path"),
                ServeProgram.class.getName(),
                "serve",
                "--run",
                TinyModel.run().toString(),
                "--port",
                "0");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(ApiKey.VARIABLE, "0123456789abcdef");
        Path log = folder.resolve("log");
        Process process = builder.redirectError(log.toFile()).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine())
                    .startsWith("Listening at http://127.0.0.1:")
                    .contains("loading");
            String ready = lines.readLine();
            assertThat(ready).startsWith("Serving ").endsWith(" until Ctrl-C");
            URI model = URI.create(ready.replaceFirst(".* at (http\\S+) .*", "$1v1/model"));
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(model)
                                    .header("Authorization", "Bearer 0123456789abcdef")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            process.destroy();
            assertThat(process.waitFor()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(log)).contains("\"event\":\"model-loaded\"", "\"event\":\"stopped\"");
    }

    /** Every command in the documentation that serves can be typed. */
    @Test
    void documentedCommandsAreThere() throws IOException {
        Path repository = Path.of("../..");
        List<Path> pages = new ArrayList<>(List.of(repository.resolve("README.md")));
        try (var docs = Files.list(repository.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        int commands = 0;
        for (Path page : pages) {
            for (var found : COMMAND.matcher(Files.readString(page)).results().toList()) {
                String typed = found.group(1).strip().replaceFirst("[.,;]$", "");
                if (!typed.equals("serve")) {
                    ServeProgram.commandLine(Map.of()).parseArgs(typed.split(" "));
                }
                commands++;
            }
        }
        assertThat(commands).isGreaterThan(3);
    }
}
