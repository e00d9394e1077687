package org.end4rec.models.encoder.end4rec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant.Level;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** END4Rec without some of its parts. */
class End4RecPartsTest {
    @Test
    void choicesLeaveTheirParametersOut() {
        List<String> all = TinyEnd4Rec.shapes(whole());
        assertThat(TinyEnd4Rec.shapes(
                        fresh(TinyEnd4Rec.config().feedForward(false).build())))
                .isEqualTo(all.stream()
                        .filter(name -> !name.contains(".ffn.") && !name.contains(".norm2."))
                        .toList());
        assertThat(TinyEnd4Rec.shapes(
                        fresh(TinyEnd4Rec.config().score(Score.LINEAR).build())))
                .isEqualTo(all.stream()
                        .filter(name -> !name.startsWith("hard.context"))
                        .toList());
    }

    @Test
    void partsThatAreLeftOutLeaveTheirParametersOut() {
        List<String> all = TinyEnd4Rec.shapes(whole());
        assertThat(TinyEnd4Rec.shapes(without(true, false)))
                .isEqualTo(
                        all.stream().filter(name -> !name.startsWith("hard.")).toList());
        assertThat(TinyEnd4Rec.shapes(without(false, true)))
                .isEqualTo(
                        all.stream().filter(name -> !name.startsWith("soft.")).toList());
        assertThat(without(true, false).judgesEvents()).isFalse();
        assertThat(without(true, false).decisions(TinyEnd4Rec.BATCH)).isEmpty();
        assertThat(without(false, true).judgesEvents()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void withoutTheEliminatorEveryEventIsKept(Level level) {
        DenoisingEncoder whole = fresh(TinyEnd4Rec.config().level(level).build());
        whole.parameters().get("hard.score.bias").value().data()[0] = -1e6f;
        float[] expected = representation(whole, GuidedTraining.JOINT);
        End4RecVariant keeping = TinyEnd4Rec.config().level(level).hard(false).build();
        assertThat(representation(fresh(keeping), GuidedTraining.JOINT)).isEqualTo(expected);
        assertThat(representation(fresh(keeping), GuidedTraining.HARD))
                .isEqualTo(representation(whole, GuidedTraining.MINING));
    }

    @Test
    void withoutTheFilterTheLastStageReadsWhatTheHardOneDoes() {
        DenoisingEncoder whole = whole();
        assertThat(representation(without(false, true), GuidedTraining.JOINT))
                .isEqualTo(representation(whole, GuidedTraining.HARD))
                .isNotEqualTo(representation(whole, GuidedTraining.JOINT));
    }

    @Test
    void withoutBothTheMinerIsAlone() {
        DenoisingEncoder whole = whole();
        assertThat(representation(without(true, true), GuidedTraining.JOINT))
                .isEqualTo(representation(whole, GuidedTraining.MINING));
    }

    @Test
    void termsOfPartsThatAreLeftOutAreLeftOut() {
        assertThat(terms(without(true, false))).containsExactly("compactness", "compactness", "contrast_soft");
        assertThat(terms(without(false, true)))
                .containsExactly("compactness", "compactness", "elimination", "contrast_hard");
        assertThat(terms(without(true, true))).containsExactly("compactness", "compactness");
    }

    private static DenoisingEncoder whole() {
        return fresh(TinyEnd4Rec.config().build());
    }

    private static DenoisingEncoder without(boolean hard, boolean soft) {
        return fresh(TinyEnd4Rec.config().hard(!hard).soft(!soft).build());
    }

    private static DenoisingEncoder fresh(End4RecVariant config) {
        return config.create(TinyEnd4Rec.COUNTS, 1);
    }

    private static float[] representation(DenoisingEncoder model, Stage stage) {
        return TinyEnd4Rec.encode(model, TinyEnd4Rec.BATCH, stage);
    }

    private static List<String> terms(DenoisingEncoder model) {
        return model
                .encode(Tape.recording(), TinyEnd4Rec.BATCH, ForwardMode.training(1, 1, 1), GuidedTraining.JOINT)
                .terms()
                .stream()
                .map(LossTerm::name)
                .toList();
    }
}
