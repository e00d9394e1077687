package org.end4rec.models.encoder.end4rec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.models.encoder.Pass;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.Term;
import org.end4rec.models.encoder.end4rec.End4RecConfig.Level;
import org.end4rec.models.encoder.end4rec.End4RecConfig.Score;
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
        End4Rec whole = fresh(TinyEnd4Rec.config().level(level).build());
        whole.parameters().get("hard.score.bias").value().data()[0] = -1e6f;
        float[] expected = representation(whole, End4Rec.JOINT);
        End4RecConfig keeping = TinyEnd4Rec.config().level(level).hard(false).build();
        assertThat(representation(fresh(keeping), End4Rec.JOINT)).isEqualTo(expected);
        assertThat(representation(fresh(keeping), End4Rec.HARD)).isEqualTo(representation(whole, End4Rec.MINING));
    }

    @Test
    void withoutTheFilterTheLastStageReadsWhatTheHardOneDoes() {
        End4Rec whole = whole();
        assertThat(representation(without(false, true), End4Rec.JOINT))
                .isEqualTo(representation(whole, End4Rec.HARD))
                .isNotEqualTo(representation(whole, End4Rec.JOINT));
    }

    @Test
    void withoutBothTheMinerIsAlone() {
        End4Rec whole = whole();
        assertThat(representation(without(true, true), End4Rec.JOINT)).isEqualTo(representation(whole, End4Rec.MINING));
    }

    @Test
    void termsOfPartsThatAreLeftOutAreLeftOut() {
        assertThat(terms(without(true, false))).containsExactly("compactness", "compactness", "contrast_soft");
        assertThat(terms(without(false, true)))
                .containsExactly("compactness", "compactness", "elimination", "contrast_hard");
        assertThat(terms(without(true, true))).containsExactly("compactness", "compactness");
    }

    private static End4Rec whole() {
        return fresh(TinyEnd4Rec.config().build());
    }

    private static End4Rec without(boolean hard, boolean soft) {
        return fresh(TinyEnd4Rec.config().hard(!hard).soft(!soft).build());
    }

    private static End4Rec fresh(End4RecConfig config) {
        return new End4Rec(config, TinyEnd4Rec.COUNTS, 1);
    }

    private static float[] representation(End4Rec model, Stage stage) {
        return TinyEnd4Rec.encode(model, TinyEnd4Rec.BATCH, stage);
    }

    private static List<String> terms(End4Rec model) {
        return model.encode(Tape.recording(), TinyEnd4Rec.BATCH, Pass.training(1, 1, 1), End4Rec.JOINT).terms().stream()
                .map(Term::name)
                .toList();
    }
}
