package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.end4rec.End4Rec;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.encoder.end4rec.Parts;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.junit.jupiter.api.Test;

class PresetTest {
    // values

    @Test
    void thePaperHasNothingThatThisProjectAdded() {
        TrainingConfig paper = TrainingConfig.paper();
        assertThat(paper.end4rec().mixing()).isEqualTo(End4RecVariant.Mixing.SHARED);
        assertThat(paper.end4rec().score()).isEqualTo(End4RecVariant.Score.LINEAR);
        assertThat(paper.end4rec().preference()).isEqualTo(End4RecVariant.Preference.LEARNED);
        assertThat(paper.end4rec().level()).isEqualTo(End4RecVariant.Level.TOKEN);
        assertThat(paper.end4rec().weightElimination()).isZero();
        assertThat(paper.end4rec().query()).isFalse();
        assertThat(paper.votes()).isZero();
        assertThat(List.of(
                        paper.end4rec().hard(),
                        paper.end4rec().soft(),
                        paper.schedule().guided(),
                        paper.end4rec().feedForward()))
                .containsOnly(true);
        assertThat(paper.dim()).isEqualTo(TrainingConfig.DEFAULTS.dim());
    }

    /** The same parameters as the model of the paper's room, without any part of another. */
    @Test
    void itIsTheModelOfThePapersRoom() {
        double[] counts = {3, 1};
        End4RecVariant variant = TrainingConfig.paper().variant(9, 2, 1);
        DenoisingEncoder made = variant.create(counts, 7);
        End4Rec paper = new End4Rec(variant.paper(), counts, new Parts() {}, GuidedTraining.STAGES, 7);
        assertThat(made.stages()).isEqualTo(paper.stages());
        assertThat(made.parameters()).hasSameSizeAs(paper.parameters());
        for (Parameter parameter : paper.parameters()) {
            assertThat(made.parameters().get(parameter.name()).value().data())
                    .as(parameter.name())
                    .isEqualTo(parameter.value().data());
        }
    }

    @Test
    void otherKeysStay() {
        TrainingConfig small = ConfigFile.set(TrainingConfig.DEFAULTS, List.of("dim=16", "seed=5", "mixing=banded"));
        TrainingConfig paper = Preset.PAPER.on(small);
        assertThat(paper).isEqualTo(ConfigFile.set(TrainingConfig.paper(), List.of("dim=16", "seed=5")));
        assertThat(Preset.DEFAULT.on(small)).isEqualTo(small);
    }

    // errors

    @Test
    void aNameThatNoPresetHas() {
        assertThat(Preset.of("paper")).isEqualTo(Preset.PAPER);
        assertThatThrownBy(() -> Preset.of("Paper"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("there is no preset 'Paper'; choose default or paper");
    }
}
