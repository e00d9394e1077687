package org.end4rec.models.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddNormFeedForwardTest {
    /** Channels 1 and 3, and what is mixed into them: the sums 2 and 6 of a row are −1 and 1 by layer norm. */
    private static final float[] S = {1, 3, 1, 3};

    private static final float[] MIXED = {1, 3, 1, 3};

    /** Padding ends in zeros, with the feed-forward part and without. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void normsTheSumOfARowUnlessItIsPadding(boolean feedForward) {
        Parameters parameters = new Parameters();
        AddNormFeedForward refinement = new AddNormFeedForward(parameters, "layer", 2, feedForward, 0f, 1);
        if (feedForward) {
            // a feed-forward part that adds nothing leaves the norm of a norm
            for (String name : new String[] {"layer.ffn.w2", "layer.ffn.b2"}) {
                Arrays.fill(parameters.get(name).value().data(), 0f);
            }
        }
        // what a norm makes of nothing would be its bias
        String last = feedForward ? "layer.norm2.bias" : "layer.norm1.bias";
        Arrays.fill(parameters.get(last).value().data(), 5f);
        Tape tape = Tape.inference();
        Shape shape = Shape.of(1, 2, 2);
        Variable y = refinement.apply(
                tape.constant(shape, S.clone()),
                tape.constant(shape, MIXED.clone()),
                new float[] {0, 1},
                ForwardMode.evaluation());
        assertThat(y.value()).containsExactly(new float[] {0, 0, 4, 6}, within(1e-4f));
    }

    /** The residual of the feed-forward part is what its input is, not the input of the layer. */
    @ParameterizedTest
    @ValueSource(floats = {1, -1})
    void theFeedForwardPartAddsToItsInput(float sign) {
        Parameters parameters = new Parameters();
        AddNormFeedForward refinement = new AddNormFeedForward(parameters, "layer", 2, true, 0f, 1);
        for (String name : new String[] {"layer.ffn.w2", "layer.ffn.b2"}) {
            Arrays.fill(parameters.get(name).value().data(), 0f);
        }
        // after norm1 the channels are −sign and sign, whatever the layer's input alone would be
        Variable y = apply(refinement, new float[] {3 * sign, -3 * sign}, new float[] {-5 * sign, 5 * sign});
        assertThat(y.value()).containsExactly(new float[] {-sign, sign}, within(1e-4f));
    }

    private static Variable apply(AddNormFeedForward refinement, float[] s, float[] mixed) {
        Tape tape = Tape.inference();
        return refinement.apply(
                tape.constant(Shape.of(1, 1, 2), s),
                tape.constant(Shape.of(1, 1, 2), mixed),
                new float[] {1},
                ForwardMode.evaluation());
    }
}
