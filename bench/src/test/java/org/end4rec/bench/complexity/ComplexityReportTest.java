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
            timings.add(new Timing(MeasuredMixer.EBM, MeasuredPass.FORWARD, 16 << i, 0, 10, 0, 0, 0, 0, List.of()));
            timings.add(new Timing(
                    MeasuredMixer.PLAIN_ATTENTION,
                    MeasuredPass.FORWARD,
                    16 << i,
                    0,
                    attention[i],
                    0,
                    0,
                    0,
                    0,
                    List.of()));
        }
        ComplexityReport sample = SampleReport.report();
        return new ComplexityReport(Map.of(), sample.settings(), List.of(), List.of(), timings, List.of(), List.of());
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
    void everyBlockHasAConclusion() {
        List<Conclusion> conclusions = SampleReport.report().conclusions();
        assertThat(conclusions)
                .hasSize(MeasuredPass.values().length * MeasuredMixer.values().length)
                .allSatisfy(each -> assertThat(each.outcome()).isEqualTo(Conclusion.Outcome.AGREES));
        assertThat(conclusions)
                .extracting(each -> each.mixer().attends() == (each.growth() == Growth.QUADRATIC))
                .doesNotContain(false);
        assertThat(of(20, 20).conclusions()).allSatisfy(each -> {
            assertThat(each.counted()).isNull();
            assertThat(each.clocked()).isNull();
            assertThat(each.outcome()).isNull();
        });
    }

    @Test
    void savingsAreRatiosOfOperations() {
        assertThat(SampleReport.report()
                        .savings(MeasuredMixer.PLAIN_ATTENTION, MeasuredPass.FORWARD)
                        .get(128))
                .isCloseTo(156.672 / 121.6, within(1e-3));
    }

    @Test
    void theSummaryHasTheCountsFirst() {
        String summary = ComplexityTable.summary(SampleReport.report());
        assertThat(summary)
                .startsWith("Counted, exact on every machine:\n  EBM layer, forward: N log N; ")
                .contains("END4Rec, N 50: training step 12.35 ms, answer 0.123 ms, 5.6 MB")
                .contains("Left out: plain attention, forward+backward, N 16384: it needs 9 GiB & <more>");
        assertThat(summary.indexOf("By the clock, forward: processor time, 25 rounds in 41 s:\n"))
                .isGreaterThan(summary.lastIndexOf("needs more operations than the EBM layer: "));
    }

    @Test
    void theTableHasEveryFigure() {
        String csv = ComplexityTable.csv(SampleReport.report());
        assertThat(csv.lines().findFirst()).contains("what,block,pass,length,quantity,value");
        assertThat(csv)
                .contains("time,EBM,FORWARD,1024,sequence_us,1126.4\n")
                .startsWith("what,block,pass,length,quantity,value\ngrowth,EBM,FORWARD,16384,counted,LINEARITHMIC\n"
                        + "growth,EBM,FORWARD,16384,clock,agrees\n")
                .contains("\"it needs 9 GiB & <more>\"");
        assertThat(csv.lines()).allMatch(line -> line.split(",").length >= 6);
    }
}
