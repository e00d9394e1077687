package org.end4rec.models.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.end4rec.models.data.Targets;
import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    void movesParametersWhoseNamesBeginWithAPrefix() {
        Stage stage = stage("soft.", "output_norm");
        assertThat(stage.trains("soft.kernel")).isTrue();
        assertThat(stage.trains("output_norm.bias")).isTrue();
        assertThat(stage.trains("hard.soft.kernel")).isFalse();
        assertThat(stage.trains("soft")).isFalse();
        assertThat(stage("").trains("hard.rho")).isTrue();
        assertThat(stage().trains("hard.rho")).isFalse();
        assertThat(stage("soft.").moving("query.").trains("query.scale")).isTrue();
    }

    private static Stage stage(String... moves) {
        return new Stage(
                "a stage",
                Set.of(moves),
                Targets.NEWEST,
                Stage.Signal.FILTERED,
                false,
                Set.of(Stage.AuxiliaryLoss.SOFT_CONTRAST),
                Stage.Epochs.SOFT);
    }
}
