package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixingBlockTest {
    // oracle: both attentions are the same function

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 33, 100})
    void bothAttentionsAgree(int length) {
        for (MeasuredPass pass : MeasuredPass.values()) {
            float[] plain =
                    MixingBlock.of(MeasuredMixer.PLAIN_ATTENTION, 2, length, 16).run(pass);
            float[] blocked = MixingBlock.of(MeasuredMixer.BLOCKED_ATTENTION, 2, length, 16)
                    .run(pass);
            assertThat(plain).hasSize(2 * length * 16);
            for (int i = 0; i < plain.length; i++) {
                assertThat(blocked[i]).isCloseTo(plain[i], within(2e-5f));
            }
        }
    }

    @Test
    void everyPositionSeesEveryOther() {
        // otherwise the comparison would be of different tasks
        assertThat(MixingBlock.of(MeasuredMixer.EBM, 1, 50, 16).run(MeasuredPass.FORWARD))
                .isNotEqualTo(MixingBlock.of(MeasuredMixer.BLOCKED_ATTENTION, 1, 50, 16)
                        .run(MeasuredPass.FORWARD));
    }

    // values

    @Test
    void parametersByHand() {
        assertThat(MixingBlock.of(MeasuredMixer.EBM, 1, 8, 64).parameterCount()).isEqualTo(4 * 8 * (8 * 8 + 8));
        assertThat(MixingBlock.of(MeasuredMixer.CAUSAL_EBM, 1, 8, 64).parameterCount())
                .isEqualTo(4 * 8 * (8 * 8 + 8) + 2 * 8 * 64);
        assertThat(MixingBlock.of(MeasuredMixer.PLAIN_ATTENTION, 1, 8, 64).parameterCount())
                .isEqualTo(4 * 64 * 64);
    }

    @Test
    void equalParametersAreEqualWithinTwoPercent() {
        for (EqualParameters block : EqualParameters.values()) {
            assertThat(block.parameterCount()).as(block.name()).isBetween(16_384L, 16_700L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void equalBlocksRunBothWays(EqualParameters block) {
        EqualParameters.Work work = block.work(2);
        assertThat(work.run(MeasuredPass.FORWARD)).hasSize(2 * 256 * 64).contains(work.run(MeasuredPass.FORWARD)[5]);
        assertThat(work.run(MeasuredPass.FORWARD_BACKWARD)).hasSize(2 * 256 * 64);
    }

    // edges

    @ParameterizedTest
    @EnumSource
    void memoryIsNeverUnderestimated(MeasuredMixer mixer) {
        for (MeasuredPass pass : MeasuredPass.values()) {
            for (int length : new int[] {16, 100, 512, 1024}) {
                for (int batch : new int[] {1, 4}) {
                    long held = MixingBlock.of(mixer, batch, length, 64).runAfresh(pass);
                    assertThat(held)
                            .as("%s %s B %d N %d", mixer, pass, batch, length)
                            .isPositive()
                            .isLessThanOrEqualTo(mixer.bytes(pass, batch, length, 64, MixingBlock.HEADS));
                }
            }
        }
    }

    @Test
    void modelsTrainAndAnswer() {
        for (WholeModel.Kind kind : WholeModel.Kind.values()) {
            WholeModel model = new WholeModel(kind, ModelSize.WARM_UP);
            double first = model.train();
            for (int i = 0; i < 20; i++) {
                model.train();
            }
            assertThat(model.train()).as(kind.name()).isLessThan(first);
            assertThat(model.answer()).hasSize(10);
        }
    }

    @Test
    void sizesChangeOneAtATime() {
        assertThat(ModelSize.of("items 7")).isEqualTo(new ModelSize(7, 64, 2, 4, 50, 1));
        assertThat(ModelSize.of("batch 7")).isEqualTo(new ModelSize(5000, 7, 2, 4, 50, 1));
        assertThat(ModelSize.of("layers 7")).isEqualTo(new ModelSize(5000, 64, 7, 4, 50, 1));
        assertThat(ModelSize.of("behaviors 7")).isEqualTo(new ModelSize(5000, 64, 2, 7, 50, 1));
        assertThat(ModelSize.of("length 7")).isEqualTo(new ModelSize(5000, 64, 2, 4, 7, 1));
        assertThat(ModelSize.of("threads 7")).isEqualTo(new ModelSize(5000, 64, 2, 4, 50, 7));
    }
}
