package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import org.end4rec.models.run.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @Test
    void versionIsThatOfTheProject() {
        CommandResult result = CommandResult.of("--version");
        assertThat(result.out().lines()).containsExactly("end4rec " + Manifest.VERSION);
        assertThat(result.code()).isZero();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        CommandResult result = CommandResult.of(command, "--help");
        assertThat(result.out()).startsWith("Usage: end4rec " + command);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(CommandResult.of("--help").out()).contains("\n  " + command + " ");
    }

    /** The example in the help of a command is one line that the command understands. */
    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasAnExample(String command) {
        List<String> help = CommandResult.of(command, "--help").out().lines().toList();
        String example = help.get(help.indexOf("Example:") + 1).strip();
        if (command.equals("completion")) {
            assertThat(example).isEqualTo("source <(end4rec completion)");
            return;
        }
        assertThat(example).startsWith("end4rec " + command);
        String[] arguments = example.substring("end4rec ".length()).split(" ", -1);
        assertThat(Main.whole().parseArgs(arguments).errors()).isEmpty();
    }

    static Set<String> commands() {
        return Main.whole().getSubcommands().keySet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "compare", "ablate", "sweep", "noise"})
    void helpOfSettingsLeadsToTheKeys(String command) {
        assertThat(CommandResult.of(command, "--help").out())
                .contains("'end4rec keys' lists the keys of --config and --set.");
    }

    @Test
    void withoutCommandItSaysWhichThereAre() {
        CommandResult result = CommandResult.of();
        assertThat(result.err()).startsWith("Usage: end4rec [-hV] COMMAND").contains("quickstart");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void unknownCommandIsAUsageError() {
        CommandResult result = CommandResult.of("recomend");
        assertThat(result.err())
                .startsWith("end4rec: Unmatched argument at index 0: 'recomend'")
                .contains("recommend");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "evaluate", "recommend", "explain"})
    void anAnswerThatIsNotWrittenIsAFailure(String command) {
        boolean asks = !command.startsWith("--");
        String[] arguments = asks
                ? new String[] {
                    command, "--run", TinyRun.folder().toString(), command.equals("evaluate") ? "--json" : "--user=u7"
                }
                : new String[] {command};
        StringWriter err = new StringWriter();
        int code = Main.run(arguments, new PrintWriter(new FullDisk()), new PrintWriter(err));
        assertThat(err.toString().lines())
                .containsExactly(
                        "end4rec: the answer could not be written in full: the disk of the standard output is full, or"
                                + " the program that reads it has ended; the files that the command wrote are"
                                + " complete");
        assertThat(code).isEqualTo(1);
    }

    /** A writer of a full disk. */
    private static final class FullDisk extends Writer {
        @Override
        public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void missingOptionIsAUsageError() {
        CommandResult.of("evaluate").isUsageErrorOf("evaluate", "Missing required option: '--run=DIR'");
    }
}
