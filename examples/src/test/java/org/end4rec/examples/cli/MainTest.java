package org.end4rec.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void missingOptionIsAUsageError() {
        CommandResult.of("evaluate").isUsageErrorOf("evaluate", "Missing required option: '--run=DIR'");
    }
}
