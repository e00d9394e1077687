package org.end4rec.models.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    void movesParametersWhoseNamesBeginWithAPrefix() {
        Stage stage = new Stage("soft", Set.of("soft.", "output_norm"));
        assertThat(stage.trains("soft.kernel")).isTrue();
        assertThat(stage.trains("output_norm.bias")).isTrue();
        assertThat(stage.trains("hard.soft.kernel")).isFalse();
        assertThat(stage.trains("soft")).isFalse();
        assertThat(new Stage("joint", Set.of("")).trains("hard.rho")).isTrue();
        assertThat(new Stage("none", Set.of()).trains("hard.rho")).isFalse();
    }
}
