package org.end4rec.models.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.end4rec.autograd.ops.Scale.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.models.encoder.MixingStack.Mixing;
import org.end4rec.models.encoder.MixingStack.Sizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two sequences of three positions and two channels; the mixer of layer l multiplies by l + 2. */
class MixingStackTest {
    private static final float[] S = {1, 3, 2, -1, 0, 5, 0, 0, 4, 1, -2, 2};
    private static final float[] MASK = {1, 1, 1, 0, 1, 1};
    private static final Mixing<Integer> SCALING = (factor, s, queries) -> scale(queries, factor);

    private final Tape tape = Tape.inference();
    private final Variable s = tape.constant(Shape.of(2, 3, 2), S.clone());
    private final Variable mask = tape.constant(Shape.of(2, 3, 1), MASK.clone());

    private static MixingStack<Integer> stack(int layers, Parameters parameters) {
        Sizes sizes = new Sizes(layers, 2, false, 0f, "");
        List<String> made = new ArrayList<>();
        return new MixingStack<>(sizes, "l", parameters, 1, name -> {
            made.add(name);
            assertThat(name).isEqualTo("l." + (made.size() - 1));
            return made.size() + 1;
        });
    }

    /** Without a feed-forward part a layer is LN(S + mixed): −1 and 1 in two channels, and 0 where the mask is. */
    @Test
    void eachLayerNormsTheSumOfItsInputAndTheMixedSignal() {
        Variable z = stack(1, new Parameters()).apply(s, mask, 3, ForwardMode.evaluation(), SCALING);
        assertThat(z.shape()).isEqualTo(Shape.of(2, 3, 2));
        assertThat(rounded(z)).containsExactly(-1, 1, 1, -1, -1, 1, 0, 0, 1, -1, -1, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theNewestPositionsAreThoseOfAllPositions(int layers) {
        MixingStack<Integer> stack = stack(layers, new Parameters());
        float[] all = stack.apply(s, mask, 3, ForwardMode.evaluation(), SCALING).value();
        for (int newest = 1; newest <= 3; newest++) {
            Variable z = stack.apply(s, mask, newest, ForwardMode.evaluation(), SCALING);
            assertThat(z.shape()).isEqualTo(Shape.of(2, newest, 2));
            assertThat(Arrays.copyOf(z.value(), 2 * newest)).isEqualTo(Arrays.copyOfRange(all, 6 - 2 * newest, 6));
        }
    }

    /** Only the last layer leaves the older positions out: the layers before it are still mixed. */
    @Test
    void theLastLayerAloneIsAskedForTheNewestPositions() {
        List<String> asked = new ArrayList<>();
        stack(3, new Parameters()).apply(s, mask, 1, ForwardMode.evaluation(), (factor, x, queries) -> {
            asked.add(factor + ": " + x.shape() + queries.shape());
            return queries;
        });
        assertThat(asked).containsExactly("2: [2,3,2][2,3,2]", "3: [2,3,2][2,3,2]", "4: [2,3,2][2,1,2]");
    }

    @Test
    void theParametersOfALayerHaveItsName() {
        Parameters parameters = new Parameters();
        Sizes sizes = new Sizes(2, 2, true, 0f, "");
        MixingStack<Parameter> stack = new MixingStack<>(
                sizes, "l", parameters, 1, name -> EncoderBase.normal(parameters, name + ".w", Shape.of(2), 1));
        assertThat(stack).isNotNull();
        assertThat(parameters.all().stream().map(Parameter::name).filter(name -> name.startsWith("l.1")))
                .startsWith("l.1.w", "l.1.norm1.weight")
                .contains("l.1.ffn.w1", "l.1.norm2.bias");
    }

    private static int[] rounded(Variable z) {
        int[] rounded = new int[z.value().length];
        Arrays.setAll(rounded, i -> Math.round(z.value()[i]));
        return rounded;
    }
}
