package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.end4rec.bench.complexity.ComplexityReport.Clock;
import org.end4rec.bench.complexity.ComplexityReport.Cost;
import org.end4rec.bench.complexity.ComplexityReport.Timing;
import org.junit.jupiter.api.Test;

/** The counts decide, the clock agrees or names nothing. */
class ConclusionTest {
    private static final MeasuredPass PASS = MeasuredPass.FORWARD_BACKWARD;

    private static ComplexityReport report(
            MeasuredMixer mixer, DoubleUnaryOperator time, boolean agreed, double waited) {
        List<Cost> costs = new ArrayList<>();
        List<Timing> timings = new ArrayList<>();
        for (int n = 128; n <= 4096; n *= 2) {
            long adds = mixer.attends()
                    ? 99_000L * n + 788L * n * n
                    : (long) (15_000.0 * n + 650 * Growth.LINEARITHMIC.of(n));
            costs.add(new Cost(mixer, PASS, n, adds, 0, 0, 0, 0, 0, 0));
            double t = time.applyAsDouble(n);
            timings.add(new Timing(mixer, PASS, n, t, t, t, t, 0, t, List.of(t, t)));
        }
        return new ComplexityReport(
                Map.of(),
                SampleReport.report().settings(),
                costs,
                List.of(new Clock(PASS, true, 25, 41.3, agreed, waited)),
                timings,
                List.of(),
                List.of());
    }

    private static String line(ComplexityReport report) {
        return GrowthText.clocked(report, report.clocks().get(0)).get(0);
    }

    // values

    @Test
    void theClockAgrees() {
        assertThat(line(report(MeasuredMixer.EBM, n -> Math.pow(n, 1.2), true, 0.4)))
                .isEqualTo(
                        "EBM layer: the clock agrees: slope 1.20 ± 0.00 from N 128 to 4096 excludes N^1.5 (1.50) and N²"
                                + " (2.00)");
        assertThat(line(report(MeasuredMixer.PLAIN_ATTENTION, n -> Math.pow(n, 1.9), true, 0)))
                .isEqualTo("plain attention: the clock agrees: slope 1.90 ± 0.00 from N 256 to 4096 excludes N (1.00),"
                        + " N log N (1.15) and N^1.5 (1.50)");
    }

    @Test
    void anotherGrowthByTheClockIsNotNamed() {
        ComplexityReport report = report(MeasuredMixer.EBM, n -> Math.pow(n, 1.5), true, 0.4);
        assertThat(report.conclusions().get(0).outcome()).isEqualTo(Conclusion.Outcome.DIFFERS);
        assertThat(line(report))
                .isEqualTo(
                        "EBM layer: the clock did not decide here (the machine was busy); the counts do: N log N. Slope"
                                + " 1.50 ± 0.00 from N 128 to 4096; N log N has 1.15, so the time of an operation"
                                + " changed with N");
    }

    @Test
    void whatWasInTheWay() {
        DoubleUnaryOperator jumps = n -> n * (n == 1024 || n == 4096 ? 3 : 1);
        assertThat(line(report(MeasuredMixer.EBM, jumps, false, 0)))
                .startsWith("EBM layer: the clock did not decide here (the rounds disagree); the counts do: N log N. ")
                .endsWith("; more than one growth has room in it");
        assertThat(line(report(MeasuredMixer.EBM, jumps, true, 0)))
                .contains("did not decide here (the points are not on one line); the counts do: N log N");
    }

    @Test
    void theCounts() {
        assertThat(GrowthText.counted(report(MeasuredMixer.PLAIN_ATTENTION, n -> n, true, 0)))
                .containsExactly(
                        "plain attention, forward+backward: N²; each doubling of N adds twice as much to a position"
                                + " as the one before (403,456; 806,912; 1,613,824 operations up to N 4096)");
        assertThat(GrowthText.counted(report(MeasuredMixer.EBM, n -> n, true, 0)))
                .containsExactly(
                        "EBM layer, forward+backward: N log N; each doubling of N adds about the same to a position"
                                + " (650; 650; 650 operations up to N 4096)");
    }

    // oracle: the wildest clock

    @Test
    void noClockMakesASentenceNameAnotherGrowth() {
        for (long seed = 1; seed <= 1000; seed++) {
            Random random = new Random(seed);
            double slope = 3 * random.nextDouble();
            double noise = random.nextDouble();
            for (MeasuredMixer mixer : MeasuredMixer.values()) {
                ComplexityReport report =
                        report(mixer, n -> Math.pow(n, slope) * Math.exp(noise * random.nextGaussian()), true, 0);
                String own = mixer.attends() ? "N²" : "N log N";
                assertThat(line(report))
                        .as("seed %d", seed)
                        .matches(".*: the clock (agrees: slope .* excludes .*|"
                                + "did not decide here \\(.*\\); the counts do: " + own + "\\. Slope .*)");
                assertThat(GrowthText.answer(report, PASS))
                        .contains("Counted exactly, the operations of " + (mixer.attends() ? "" : "the ")
                                + mixer.title() + " grow as " + own + ".");
            }
        }
    }

    // edges

    @Test
    void withoutCountsThatDecideOnlyTheSlopeIsNamed() {
        ComplexityReport r = report(MeasuredMixer.EBM, n -> n * n, true, 0);
        ComplexityReport uncounted = new ComplexityReport(
                r.machine(), r.settings(), r.costs().subList(0, 3), r.clocks(), r.timings(), List.of(), List.of());
        assertThat(line(uncounted)).isEqualTo("EBM layer: slope 2.00 ± 0.00 from N 128 to 4096");
        assertThat(GrowthText.counted(uncounted))
                .containsExactly(
                        "EBM layer, forward+backward: not decided; a growth needs four lengths from N 128 on, each"
                                + " twice the one before");
        assertThat(GrowthText.answer(uncounted, PASS)).isEmpty();
    }
}
