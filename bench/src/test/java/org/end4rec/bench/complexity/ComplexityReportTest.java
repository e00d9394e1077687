package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.end4rec.bench.complexity.ComplexityReport.Timing;
import org.junit.jupiter.api.Test;

class ComplexityReportTest {
    private static ComplexityReport of(double... attention) {
        List<Timing> timings = new java.util.ArrayList<>();
        for (int i = 0; i < attention.length; i++) {
            timings.add(new Timing(MeasuredMixer.EBM, MeasuredPass.FORWARD, 16 << i, 0, 10, 0, 0, 0));
            timings.add(
                    new Timing(MeasuredMixer.PLAIN_ATTENTION, MeasuredPass.FORWARD, 16 << i, 0, attention[i], 0, 0, 0));
        }
        ComplexityReport sample = SampleReport.report();
        return new ComplexityReport(Map.of(), sample.settings(), timings, List.of(), List.of(), List.of());
    }

    // values

    @Test
    void theCrossoverIsWhereTheLastSlowerLengthEnds() {
        assertThat(of(5, 20, 5, 20, 30).crossover(MeasuredMixer.PLAIN_ATTENTION, MeasuredPass.FORWARD))
                .contains(128);
        assertThat(of(20, 20).crossover(MeasuredMixer.PLAIN_ATTENTION, MeasuredPass.FORWARD))
                .contains(16);
        assertThat(of(20, 5).crossover(MeasuredMixer.PLAIN_ATTENTION, MeasuredPass.FORWARD))
                .isEmpty();
        assertThat(of(10, 10).crossover(MeasuredMixer.PLAIN_ATTENTION, MeasuredPass.FORWARD))
                .isEmpty();
        assertThat(of().crossover(MeasuredMixer.PLAIN_ATTENTION, MeasuredPass.FORWARD))
                .isEmpty();
    }

    @Test
    void doublingNeedsBothLengths() {
        SortedMap<Integer, Double> times = new TreeMap<>(Map.of(16, 2.0, 32, 5.0, 48, 7.0, 96, 21.0));
        assertThat(ComplexityReport.doubling(times)).isEqualTo(Map.of(16, 2.5, 48, 3.0));
    }

    @Test
    void fitsFromTheLongLengthsOn() {
        ComplexityReport sample = SampleReport.report();
        ComplexityFit fit = ComplexityReport.fit(sample.times(MeasuredMixer.BLOCKED_ATTENTION, MeasuredPass.FORWARD))
                .orElseThrow();
        assertThat(fit.from()).isEqualTo(1024);
        assertThat(fit.best().growth()).isEqualTo(Growth.QUADRATIC);
        assertThat(fit.slope()).isCloseTo(2, within(0.01));
        assertThat(ComplexityReport.fit(new TreeMap<>(Map.of(16, 1.0, 32, 2.0))))
                .isPresent();
        assertThat(ComplexityReport.fit(new TreeMap<>(Map.of(16, 1.0)))).isEmpty();
    }

    @Test
    void theSummarySaysWhatIsFoundAndWhatIsMissing() {
        assertThat(ComplexityTable.summary(SampleReport.report()))
                .contains("EBM layer, forward+backward: best N log N (residual 0.0 %), slope 1.1")
                .contains("EBM layer against blocked attention, forward: faster from N 64 on; at N 1024")
                .contains("END4Rec, N 50: training step 12.35 ms, answer 0.123 ms, 5.6 MB")
                .contains("Left out: plain attention, forward+backward, N 16384: it needs 9 GiB & <more>");
    }

    @Test
    void theTableHasEveryFigure() {
        String csv = ComplexityTable.csv(SampleReport.report());
        assertThat(csv.lines().findFirst()).contains("what,block,pass,length,quantity,value");
        assertThat(csv).contains("time,EBM,FORWARD,1024,sequence_us,522.0\n").contains("\"it needs 9 GiB & <more>\"");
        assertThat(csv.lines()).allMatch(line -> line.split(",").length >= 6);
    }
}
