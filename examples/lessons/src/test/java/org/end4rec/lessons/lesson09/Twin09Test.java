package org.end4rec.lessons.lesson09;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.CrossEntropy;
import org.end4rec.autograd.ops.Gather;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

/** The library's loss and table have the gradients of the lesson, within float32. */
class Twin09Test {
    @Test
    void crossEntropyIsSoftmaxMinusWhatHappened() {
        int examples = 3;
        int items = 5;
        int[] targets = {4, 0, 2};
        float[] scores = new float[examples * items];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = 1000 + (i * i * 5 % 13 - 6) / 4f;
        }
        Tape tape = Tape.recording();
        Variable logits = tape.input(Tensor.of(Shape.of(examples, items), scores));
        Variable loss = CrossEntropy.crossEntropy(logits, targets);
        tape.backward(loss);
        double mean = 0;
        for (int b = 0; b < examples; b++) {
            double sum = 0;
            for (int c = 0; c < items; c++) {
                sum += Math.exp(scores[b * items + c] - 1000.0);
            }
            mean += (Math.log(sum) - scores[b * items + targets[b]] + 1000.0) / examples;
            for (int c = 0; c < items; c++) {
                double share = Math.exp(scores[b * items + c] - 1000.0) / sum;
                assertThat((double) logits.gradient()[b * items + c])
                        .as("row %d, item %d", b, c)
                        .isCloseTo((share - (c == targets[b] ? 1 : 0)) / examples, within(1e-6));
            }
        }
        assertThat((double) loss.scalar()).isCloseTo(mean, within(1e-5));
    }

    @Test
    void everyReadingOfARowAddsItsShare() {
        Tape tape = Tape.recording();
        Variable table = tape.input(Tensor.zeros(Shape.of(4, 2)));
        Variable read = Gather.gather(table, new int[] {1, 3, 1}, Shape.of(3));
        float[] gradient = {1, 2, 0.5f, -1, 4, -3};
        System.arraycopy(gradient, 0, read.firstGradient(), 0, gradient.length);
        tape.backward();
        assertThat(Arrays.copyOf(table.gradient(), 8)).containsExactly(0, 0, 5, -1, 0, 0, 0.5f, -1);
    }
}
