package org.end4rec.models.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.junit.jupiter.api.Test;

class ForwardModeTest {
    private static final int DRAWS = 64;

    private final Tape tape = Tape.recording();

    private String gumbel(ForwardMode mode) {
        float[] noise = mode.gumbel(tape, DRAWS);
        return noise == null ? "none" : Arrays.toString(Arrays.copyOf(noise, DRAWS));
    }

    private String drop(ForwardMode mode, String purpose) {
        float[] ones = new float[DRAWS];
        Arrays.fill(ones, 1f);
        return Arrays.toString(
                mode.drop(tape.constant(Shape.of(DRAWS), ones), 0.5f, purpose).value());
    }

    @Test
    void seedStepAndShardHaveDrawsOfTheirOwn() {
        List<String> noise = new ArrayList<>();
        List<String> masks = new ArrayList<>();
        for (long seed = 1; seed <= 2; seed++) {
            for (long step = 0; step < 3; step++) {
                for (int shard = 0; shard < 3; shard++) {
                    ForwardMode mode = ForwardMode.training(seed, step, shard);
                    noise.add(gumbel(mode));
                    masks.add(drop(mode, "a"));
                    masks.add(drop(mode, "b"));
                    assertThat(gumbel(mode)).isEqualTo(noise.get(noise.size() - 1));
                    assertThat(drop(mode, "b")).isEqualTo(masks.get(masks.size() - 1));
                }
            }
        }
        assertThat(noise).doesNotHaveDuplicates().doesNotContain("none");
        assertThat(masks).doesNotHaveDuplicates();
    }

    /** The draws of a pass over the batch are those of its name before the purpose. */
    @Test
    void eachPassOverABatchHasDropoutOfItsOwnAndTheSameNoise() {
        ForwardMode mode = ForwardMode.training(1, 2, 3);
        assertThat(drop(mode.within("a"), "b")).isEqualTo(drop(mode, "a.b")).isNotEqualTo(drop(mode, "b"));
        assertThat(drop(mode.within("a").within("b"), "c")).isEqualTo(drop(mode, "a.b.c"));
        assertThat(gumbel(mode.within("a"))).isEqualTo(gumbel(mode));
    }

    /** Noise that keeping and eliminating an event share would cancel. */
    @Test
    void eachGumbelDrawIsItsOwn() {
        float[] noise = ForwardMode.training(1, 2, 3).gumbel(tape, DRAWS);
        assertThat(noise).isNotNull();
        List<Float> draws = new ArrayList<>();
        for (int i = 0; noise != null && i < DRAWS; i++) {
            draws.add(noise[i]);
        }
        assertThat(draws).hasSize(DRAWS).doesNotHaveDuplicates();
    }

    @Test
    void evaluationDrawsNothing() {
        Variable x = tape.constant(Shape.of(2), new float[] {1, 2});
        assertThat(ForwardMode.evaluation().gumbel(tape, DRAWS)).isNull();
        assertThat(ForwardMode.evaluation().drop(x, 0.5f, "a")).isSameAs(x);
        assertThat(ForwardMode.evaluation().within("a").drop(x, 0.5f, "b")).isSameAs(x);
        assertThat(ForwardMode.training(1, 2, 3).drop(x, 0f, "a")).isSameAs(x);
    }
}
