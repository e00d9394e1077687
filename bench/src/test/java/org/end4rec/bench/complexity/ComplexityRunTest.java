package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.end4rec.bench.complexity.ComplexityReport.Clock;
import org.end4rec.bench.complexity.ComplexityReport.Cost;
import org.end4rec.bench.complexity.ComplexityReport.ModelCost;
import org.end4rec.bench.complexity.ComplexityReport.Timing;
import org.junit.jupiter.api.Test;

class ComplexityRunTest {
    private static final long GIBIBYTE = 1 << 30;

    /** Remembers what it was asked. */
    private static final class Recorder implements Measurer {
        final List<String> asked = new ArrayList<>();
        long largestHeap;

        @Override
        public MeasuredTimes times(
                List<MeasuredBlock> blocks, MeasuredPass pass, int tokens, long heap, Consumer<String> progress) {
            blocks.forEach(block -> asked.add(block.mixer() + " " + pass + " " + block.length() + " of " + tokens));
            largestHeap = Math.max(largestHeap, heap);
            return new MeasuredTimes(
                    new Clock(pass, true, 15, 1, true, 0),
                    blocks.stream()
                            .map(block ->
                                    new Timing(block.mixer(), pass, block.length(), 2, 1, 1, 1, 0, 1, List.of(1.0)))
                            .toList());
        }

        @Override
        public List<Cost> costs(MeasuredMixer mixer, MeasuredPass pass, List<Integer> lengths, long heap) {
            asked.add(mixer + " " + pass + " " + lengths);
            return List.of();
        }

        @Override
        public ModelCost model(WholeModel.Kind kind, int length, long heap) {
            asked.add(kind + " " + length);
            return new ModelCost(kind, length, 1, 1, 1);
        }
    }

    private final Recorder recorder = new Recorder();

    private ComplexityReport run(long memory, List<Integer> lengths, boolean quick, ComplexityRun.Part part)
            throws IOException {
        return new ComplexityRun(recorder, memory, text -> {}).run(lengths, quick, part);
    }

    // values

    @Test
    void aQuickRunMeasuresForwardAndBackwardOfEveryBlock() throws IOException {
        ComplexityReport report = run(16 * GIBIBYTE, List.of(16, 32), true, ComplexityRun.Part.ALL);
        assertThat(recorder.asked)
                .containsExactly(
                        "EBM FORWARD_BACKWARD [16, 32]",
                        "CAUSAL_EBM FORWARD_BACKWARD [16, 32]",
                        "PLAIN_ATTENTION FORWARD_BACKWARD [16, 32]",
                        "BLOCKED_ATTENTION FORWARD_BACKWARD [16, 32]",
                        "EBM FORWARD_BACKWARD 16 of 32",
                        "CAUSAL_EBM FORWARD_BACKWARD 16 of 32",
                        "PLAIN_ATTENTION FORWARD_BACKWARD 16 of 32",
                        "BLOCKED_ATTENTION FORWARD_BACKWARD 16 of 32",
                        "EBM FORWARD_BACKWARD 32 of 32",
                        "CAUSAL_EBM FORWARD_BACKWARD 32 of 32",
                        "PLAIN_ATTENTION FORWARD_BACKWARD 32 of 32",
                        "BLOCKED_ATTENTION FORWARD_BACKWARD 32 of 32");
        assertThat(report.clocks()).hasSize(1);
        assertThat(report.timings()).hasSize(8);
        assertThat(report.skipped()).isEmpty();
        assertThat(report.settings().tokens()).isEqualTo(32);
    }

    @Test
    void aFullRunMeasuresBothPasses() throws IOException {
        ComplexityReport report = run(16 * GIBIBYTE, List.of(16, 32), false, ComplexityRun.Part.BLOCKS);
        assertThat(report.clocks()).extracting(Clock::pass).containsExactly(MeasuredPass.values());
        assertThat(report.timings()).hasSize(16);
    }

    @Test
    void modelsAloneOnRequest() throws IOException {
        run(16 * GIBIBYTE, List.of(16, 32), false, ComplexityRun.Part.MODELS);
        assertThat(recorder.asked)
                .containsExactly(
                        "END4REC 50",
                        "END4REC 100",
                        "END4REC 200",
                        "END4REC 500",
                        "SASREC 50",
                        "SASREC 100",
                        "SASREC 200",
                        "SASREC 500");
    }

    // edges

    @Test
    void whatDoesNotFitIsLeftOutWithItsReason() throws IOException {
        ComplexityReport report = run(4 * GIBIBYTE, List.of(8192, 16384), true, ComplexityRun.Part.BLOCKS);
        assertThat(report.skipped())
                .extracting(s -> s.mixer() + " " + s.length())
                .containsExactly("PLAIN_ATTENTION 8192", "PLAIN_ATTENTION 16384");
        assertThat(report.skipped().get(1).reason())
                .matches("it needs \\d+ MiB, and Java may use 4096 MiB here")
                .doesNotContain(" 0 MiB");
        assertThat(recorder.largestHeap).isLessThanOrEqualTo(4 * GIBIBYTE);
    }

    @Test
    void arraysThatJavaDoesNotAllowAreNotTried() throws IOException {
        ComplexityReport report = run(4096 * GIBIBYTE, List.of(16, 65536), true, ComplexityRun.Part.BLOCKS);
        assertThat(report.skipped())
                .extracting(s -> s.mixer() + " " + s.length() + " " + s.reason())
                .containsExactly("PLAIN_ATTENTION 65536 its largest array has more elements than Java allows");
    }

    @Test
    void aLengthThatDoesNotDivideTheLongestHasAWholeBatch() {
        assertThat(MixingBlock.of(MeasuredMixer.EBM, Math.max(1, 100 / 48), 48, 16)
                        .run(MeasuredPass.FORWARD))
                .hasSize(2 * 48 * 16);
    }
}
