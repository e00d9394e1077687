package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.junit.jupiter.api.Test;

class KeysCommandTest {
    @Test
    void aKeyHasDefaultMeaningAndRange() {
        CommandResult result = CommandResult.of("keys");
        assertThat(result.out())
                .containsSubsequence(
                        "dim = 64\n    hidden size d\n    must be a whole number from 1 to 16,384\n",
                        "loss = softmax\n    recommendation loss\n    must be one of softmax, sampled_softmax, bce,"
                                + " bpr\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void everyKeyIsThereOnceWithTheDefault() {
        assertThat(CommandResult.of("keys").out().lines().filter(line -> !line.startsWith(" ")))
                .containsExactlyElementsOf(ConfigFile.texts(TrainingConfig.DEFAULTS).entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .toList());
    }
}
