package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BenchProcessTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private static final int PATIENCE_SECONDS = 60;

    /** Stands for a program of {@code bench}: ends as its first argument says. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.err.println("pid " + ProcessHandle.current().pid());
            switch (arguments[0]) {
                case "answers" -> System.out.print("one\ntwo " + arguments[1] + "\n");
                case "refuses" -> {
                    System.out.print("there is no room");
                    System.exit(1);
                }
                case "crashes" -> System.exit(3);
                case "waits" -> TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    /** Runs a program that waits, and says what the program says. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] arguments) throws IOException {
            Optional<String> answer =
                    new BenchProcess(CLASS_PATH, Program.class.getName()).run(List.of("waits"), System.out::println);
            System.out.println("answer " + answer);
        }
    }

    private final List<String> progress = new ArrayList<>();

    private Optional<String> run(String... arguments) throws IOException {
        return new BenchProcess(CLASS_PATH, Program.class.getName()).run(List.of(arguments), progress::add);
    }

    @Test
    void theAnswerIsWhatTheProgramPrints() throws IOException {
        assertThat(run("answers", "läden 😀")).contains("one\ntwo läden 😀\n");
        assertThat(progress).singleElement().asString().startsWith("pid ");
    }

    @Test
    void theProgramHasTheOptionsOfThisJava() throws IOException {
        Optional<String> answer = new BenchProcess(CLASS_PATH, Heap.class.getName()).run(List.of(), progress::add);
        assertThat(answer).contains(String.valueOf(Runtime.getRuntime().maxMemory()));
    }

    /** Prints the most memory that this Java may use. */
    static final class Heap {
        private Heap() {}

        public static void main(String[] arguments) {
            System.out.print(Runtime.getRuntime().maxMemory());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void ctrlCEndsTheProgramToo() throws IOException, InterruptedException {
        Process waiting = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        CLASS_PATH,
                        Waiting.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(waiting.getInputStream(), StandardCharsets.UTF_8))) {
            String said = Objects.requireNonNull(lines.readLine());
            assertThat(said).startsWith("pid ");
            ProcessHandle program =
                    ProcessHandle.of(Long.parseLong(said.substring(4))).orElseThrow();

            assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(waiting.pid()))
                            .start()
                            .waitFor())
                    .isZero();

            assertThat(waiting.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(waiting.exitValue()).isEqualTo(Interruption.EXIT_CODE);
            assertThat(program.onExit()).succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(lines.lines()).allMatch(line -> line.equals("answer Optional.empty"));
        } finally {
            waiting.destroyForcibly();
        }
    }

    // errors

    @Test
    void theReasonIsTheProgramsOwn() {
        assertThatThrownBy(() -> run("refuses")).isInstanceOf(IOException.class).hasMessage("there is no room");
    }

    @Test
    void aProgramThatCrashesIsAFailure() {
        assertThatThrownBy(() -> run("crashes"))
                .isInstanceOf(IOException.class)
                .hasMessage("the program that measures ended with code 3; it may have used up the memory of the"
                        + " machine: give a smaller --memory");
    }
}
