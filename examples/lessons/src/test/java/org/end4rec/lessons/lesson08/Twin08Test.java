package org.end4rec.lessons.lesson08;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.autograd.optim.LearningRate;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

/** The library's optimizer takes the steps of the lesson, within float32. */
class Twin08Test {
    @Test
    void theLibraryTakesTheSamePath() {
        Parameters parameters = new Parameters();
        Parameter place = parameters.add(new Parameter("place", Tensor.of(Shape.of(2), 10f, 1f)));
        AdamW optimizer = new AdamW(0);
        double[] at = {10, 1};
        double[] m = new double[2];
        double[] v = new double[2];
        for (int step = 1; step <= 100; step++) {
            float[] data = place.value().data();
            parameters.clearGradients();
            place.gradient()[0] = data[0];
            place.gradient()[1] = 100 * data[1];
            optimizer.step(parameters, 0.1);
            for (int i = 0; i < 2; i++) {
                double gradient = i == 0 ? at[0] : 100 * at[1];
                m[i] = 0.9 * m[i] + 0.1 * gradient;
                v[i] = 0.999 * v[i] + 0.001 * gradient * gradient;
                double mean = m[i] / (1 - Math.pow(0.9, step));
                at[i] -= 0.1 * mean / (Math.sqrt(v[i] / (1 - Math.pow(0.999, step))) + 1e-8);
            }
            assertThat((double) data[0]).as("step %d", step).isCloseTo(at[0], within(1e-3));
            assertThat((double) data[1]).as("step %d", step).isCloseTo(at[1], within(1e-3));
        }
    }

    /** The rate of the lesson, after a warm-up in a straight line; the first step is 0. */
    @Test
    void theLibrarysRateGrowsToTheLessons() {
        LearningRate rate = LearningRate.warmUp(0.1, 4);
        double[] rates = {0.025, 0.05, 0.075, 0.1, 0.1, 0.1};
        for (int step = 0; step < rates.length; step++) {
            assertThat(rate.at(step)).as("step %d", step).isCloseTo(rates[step], within(1e-12));
        }
    }
}
