package org.end4rec.lessons.lesson12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.GumbelKeep.gumbelKeep;
import static org.end4rec.autograd.ops.PoissonPreference.poissonPreference;

import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/** The library's noise, decisions, slopes and preferences are those of the lesson, within float32. */
class Twin12Test {
    private static final RandomStream STREAM = RandomStream.of(12, "twin", 0);
    private static final float[] MARGIN = {1, -2, 0.5f, 3, 0.25f, -0.5f, -1, 0.75f};
    private static final float[] DY = {2, -1, 0.5f, 1.5f, -3, 0.25f, -0.75f, 1.25f};

    @Test
    void theLibraryHasTheSameNoise() {
        for (int i = 0; i < 100; i++) {
            double u = ((STREAM.bits(i) >>> 40) + 0.5) / (1 << 24);
            assertThat((double) STREAM.gumbel(i)).isCloseTo(-Math.log(-Math.log(u)), within(1e-5));
        }
    }

    @Test
    void theLibraryDecidesAndBorrowsTheSameSlope() {
        int n = MARGIN.length;
        for (float tau : new float[] {0.5f, 1, 5}) {
            float[] noise = new float[2 * n];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = STREAM.gumbel(i);
            }
            Tape tape = Tape.recording();
            Variable margin = tape.input(Tensor.of(Shape.of(n), MARGIN.clone()));
            Variable kept = gumbelKeep(margin, noise, tau);
            System.arraycopy(DY, 0, kept.gradient(), 0, n);
            tape.backward();
            for (int i = 0; i < n; i++) {
                double argument = ((double) MARGIN[i] + noise[2 * i] - noise[2 * i + 1]) / tau;
                double soft = 1 / (1 + Math.exp(-argument));
                assertThat(kept.value()[i]).isEqualTo(soft > 0.5 ? 1f : 0f);
                assertThat((double) margin.gradient()[i])
                        .as("margin %s, tau %s", MARGIN[i], tau)
                        .isCloseTo(DY[i] * soft * (1 - soft) / tau, within(1e-6));
            }
        }
    }

    @Test
    void theLibraryHasTheSamePreferences() {
        int[] rates = {1, 2, 10, 18};
        float[] rho = new float[rates.length];
        for (int i = 0; i < rates.length; i++) {
            rho[i] = (float) Math.log(Math.expm1(rates[i]));
        }
        Variable preference = poissonPreference(Tape.inference().constant(Tensor.of(Shape.of(rates.length), rho)));
        for (int i = 0; i < rates.length; i++) {
            double height = Math.exp(-rates[i]);
            for (int j = 1; j <= rates[i]; j++) {
                height *= (double) rates[i] / j;
            }
            assertThat((double) preference.value()[i]).as("rate %d", rates[i]).isCloseTo(1 + height, within(1e-6));
        }
    }
}
