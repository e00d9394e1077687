package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockStopwatchTest {
    private static final List<MeasuredBlock> BLOCKS = List.of(
            new MeasuredBlock(MeasuredMixer.PLAIN_ATTENTION, 64),
            new MeasuredBlock(MeasuredMixer.EBM, 16),
            new MeasuredBlock(MeasuredMixer.EBM, 64));

    private static BlockStopwatch stopwatch(long memory) {
        return new BlockStopwatch(BLOCKS, MeasuredPass.FORWARD, 64, memory, new ProcessorClock());
    }

    private static long bytes(int block) {
        return BLOCKS.get(block)
                .mixer()
                .bytes(
                        MeasuredPass.FORWARD,
                        64 / BLOCKS.get(block).length(),
                        BLOCKS.get(block).length(),
                        ComplexityRun.CHANNELS,
                        MixingBlock.HEADS);
    }

    @Test
    void blocksKeepTheirBuffersWhereAllFit() {
        long all = bytes(0) + bytes(1) + bytes(2);
        assertThat(stopwatch(all).keptBlocks()).isEqualTo(3);
        assertThat(stopwatch(all - 1).keptBlocks()).isLessThan(3);
        assertThat(stopwatch(0).keptBlocks()).isZero();
    }

    @Test
    void blocksWithoutBuffersAreMeasuredAsWell() {
        for (long memory : new long[] {0, Long.MAX_VALUE / 2}) {
            BlockStopwatch stopwatch = stopwatch(memory);
            for (MeasuredBlock block : BLOCKS) {
                Rounds.Slice slice = stopwatch.measure(block, 3);
                assertThat(slice.calls()).isEqualTo(3);
                assertThat(slice.processorNanoseconds()).isPositive();
                assertThat(slice.wallNanoseconds()).isPositive();
                assertThat(slice.allocatedBytes()).isNotNegative();
            }
        }
    }

    /** In a Java of its own. */
    @Test
    void aForkedJavaMeasuresInRounds() throws IOException {
        List<String> told = new ArrayList<>();
        List<MeasuredBlock> blocks =
                List.of(new MeasuredBlock(MeasuredMixer.EBM, 16), new MeasuredBlock(MeasuredMixer.EBM, 32));
        MeasuredTimes times = new ForkingMeasurer(true).times(blocks, MeasuredPass.FORWARD, 32, 1L << 30, told::add);
        assertThat(told).startsWith("warming up", "measuring in rounds");
        assertThat(times.clock().rounds()).isGreaterThanOrEqualTo(Rounds.PARTS);
        assertThat(times.timings())
                .extracting(timing -> new MeasuredBlock(timing.mixer(), timing.length()))
                .isEqualTo(blocks);
        assertThat(times.timings())
                .allSatisfy(timing -> assertThat(timing.sequenceMicroseconds()).isPositive());
    }
}
