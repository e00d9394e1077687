package org.end4rec.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.end4rec.models.run.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @Test
    void versionIsThatOfTheProject() {
        CommandResult result = CommandResult.of("--version");
        assertThat(result.out().lines()).containsExactly("end4rec " + Manifest.VERSION);
        assertThat(result.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quickstart", "train", "evaluate", "recommend", "explain", "generate", "complexity"})
    void everyCommandExplainsItself(String command) {
        CommandResult result = CommandResult.of(command, "--help");
        assertThat(result.out()).startsWith("Usage: end4rec " + command);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(CommandResult.of("--help").out()).contains("\n  " + command + " ");
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
    @ValueSource(
            strings = {"@alice", "${sys:user.home}", "\"quoted\"", "with blank", "back\\", "-x", "Müller", "🙂", "a,b"})
    void anArgumentIsTakenAsItIsTyped(String user) {
        CommandResult result = CommandResult.of("recommend", "--run", TinyRun.folder(), "--user", user, "--json");
        assertThat(result.err()).contains("the run does not know user " + user + ",");
        assertThat(result.out()).contains("\"by_popularity\":true");
        assertThat(result.code()).isZero();
    }

    @Test
    void anArgumentWithACharacterThatWasNotReadIsRefused() {
        CommandResult result = CommandResult.of("recommend", "--run", TinyRun.folder(), "--user", "M\uFFFDller");
        assertThat(result.err().lines())
                .containsExactly("end4rec: the argument 'M\uFFFDller' has a character that Java could not read in this"
                        + " locale; set LC_ALL=C.UTF-8 and type it again");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
        assertThat(Main.unreadable(new String[] {"what?"})).isNull();
    }

    @Test
    void anAnswerThatCannotBeWrittenIsAFailure() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        StringWriter err = new StringWriter();
        String[] arguments = {"recommend", "--run", TinyRun.folder().toString(), "--user", "u7"};
        assertThat(Main.run(arguments, new PrintWriter(full), new PrintWriter(err)))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("end4rec: the answer could not be written to the standard output");
    }

    @Test
    void missingOptionIsAUsageError() {
        CommandResult.of("evaluate").isUsageErrorOf("evaluate", "Missing required option: '--run=DIR'");
    }
}
