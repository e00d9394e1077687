package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command left behind: its exit code and what it wrote. */
record CommandResult(int code, String out, String err) {
    /** Runs a command as the program does, but for the exit. */
    static CommandResult of(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(texts, new PrintWriter(out), new PrintWriter(err));
        return new CommandResult(code, out.toString(), err.toString());
    }

    /** The single line of JSON that is all the standard output has. */
    JsonNode json() throws JsonProcessingException {
        assertThat(code).as(err).isZero();
        assertThat(out.lines()).hasSize(1);
        JsonNode node = new ObjectMapper().readTree(out);
        assertThat(node.isObject()).isTrue();
        return node;
    }

    /** Checks that the command was refused with one line, without an answer and without a stack trace. */
    void failsWith(String message) {
        assertThat(err.lines()).containsExactly("end4rec: " + message);
        assertThat(out).isEmpty();
        assertThat(code).isEqualTo(1);
    }

    /** As {@link #failsWith}, for arguments that were not understood. */
    void isUsageErrorOf(String command, String message) {
        assertThat(err.lines()).containsExactly("end4rec: " + message, "Try 'end4rec " + command + " --help'.");
        assertThat(out).isEmpty();
        assertThat(code).isEqualTo(2);
    }
}
