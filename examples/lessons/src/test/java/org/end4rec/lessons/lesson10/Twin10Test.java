package org.end4rec.lessons.lesson10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.CausalConvolution;
import org.end4rec.autograd.ops.ChunkLinear;
import org.end4rec.autograd.ops.Irfft;
import org.end4rec.autograd.ops.Rfft;
import org.end4rec.core.Shape;
import org.end4rec.lessons.lesson10.CountedMixing.Counts;
import org.junit.jupiter.api.Test;

/** The library mixes as the lesson does, and the counts are those of the page about complexity. */
class Twin10Test {
    private static final float[] X = {1, -2, 0.5f, 3, -1, 0.25f, 2, -0.75f};

    private static Variable sequence() {
        return Tape.inference().constant(Shape.of(1, 8, 1), X);
    }

    private static void assertEqual(Variable library, SequenceMixing lesson) {
        double[] x = new double[X.length];
        for (int t = 0; t < x.length; t++) {
            x[t] = X[t];
        }
        double[] expected = lesson.mix(x);
        float[] found = library.toTensor().data();
        for (int t = 0; t < expected.length; t++) {
            assertThat((double) found[t]).as("position %d", t).isCloseTo(expected[t], within(1e-5));
        }
    }

    @Test
    void aWeightThatAllBinsShareMixesByOnePattern() {
        Variable x = sequence();
        Variable weight = x.tape().constant(Shape.of(2, 1, 1, 1), new float[] {0.7f, 0.5f});
        Variable bias = x.tape().constant(Shape.of(2, 1, 1), new float[2]);
        Variable bins = ChunkLinear.chunkLinear(Rfft.rfft(x), weight, bias);
        assertEqual(Irfft.irfft(bins, 8), Mixings.shared(0.7, 0.5));
    }

    @Test
    void aCausalFilterSeesThePast() {
        Variable x = sequence();
        Variable h = x.tape().constant(Shape.of(1, 8, 1), new float[] {0.5f, 0.3f, 0.2f, 0, 0, 0, 0, 0});
        assertEqual(CausalConvolution.causalConvolution(x, h), Mixings.causalFilter(0.5, 0.3, 0.2));
    }

    @Test
    void theCountsAreThoseOfThePageAboutComplexity() throws IOException {
        String page = Files.readString(Path.of("../../docs/complexity.md"));
        for (Counts each : CountedMixing.count(256, 1024)) {
            String ebm = each.n() == 256 ? "%,d | %.2f M" : "%,d | %.1f M";
            assertThat(page)
                    .contains(String.format(
                            Locale.ROOT,
                            "| " + ebm + " | %.0f M |",
                            each.n(),
                            each.ebm() / 1e6,
                            each.attention() / 1e6));
        }
    }
}
