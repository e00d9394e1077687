package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.end4rec.bench.complexity.ComplexityReport.Timing;
import org.junit.jupiter.api.Test;

/** The order and the number of rounds, on a machine whose times are made up. */
class RoundsTest {
    private static final int TOKENS = 1024;
    private static final long SECOND = 1_000_000_000;
    private static final long MILLISECOND = 1_000_000;

    /** Blocks of N log N, slowed down as told; its clock moves only when it measures. */
    private static final class Machine implements Rounds.Stopwatch {
        final List<String> measured = new ArrayList<>();
        final DoubleUnaryOperator slowness;
        long now;
        int slices;

        Machine(DoubleUnaryOperator slowness) {
            this.slowness = slowness;
        }

        @Override
        public Rounds.Slice measure(MeasuredBlock block, int calls) {
            measured.add(block.mixer() + " " + block.length());
            double batch = TOKENS / (double) block.length() * 100 * Growth.LINEARITHMIC.of(block.length());
            long processor = Math.round(calls * batch * slowness.applyAsDouble(slices++));
            now += 2 * processor;
            return new Rounds.Slice(calls, processor, 2 * processor, 300L * calls);
        }

        MeasuredTimes times(List<MeasuredBlock> blocks, long budget) {
            return new Rounds(blocks, MeasuredPass.FORWARD, TOKENS, this, () -> now, text -> {}).run(budget, true);
        }
    }

    private static List<MeasuredBlock> blocks(int... lengths) {
        List<MeasuredBlock> blocks = new ArrayList<>();
        for (int length : lengths) {
            blocks.add(new MeasuredBlock(MeasuredMixer.EBM, length));
            blocks.add(new MeasuredBlock(MeasuredMixer.CAUSAL_EBM, length));
        }
        return blocks;
    }

    // values

    @Test
    void everyRoundHasEveryBlockAndBeginsWithAnother() {
        Machine machine = new Machine(slice -> 1);
        MeasuredTimes times = machine.times(blocks(256, 512), 100 * SECOND);
        assertThat(machine.measured).hasSize(4 * (1 + Rounds.FEWEST));
        assertThat(machine.measured.subList(4, 8))
                .containsExactly("EBM 256", "CAUSAL_EBM 256", "EBM 512", "CAUSAL_EBM 512");
        assertThat(machine.measured.subList(8, 12))
                .containsExactly("CAUSAL_EBM 256", "EBM 512", "CAUSAL_EBM 512", "EBM 256");
        assertThat(times.clock().rounds()).isEqualTo(Rounds.FEWEST);
        assertThat(times.clock().agreed()).isTrue();
        assertThat(times.clock().waited()).isEqualTo(0.5);
    }

    @Test
    void timesAreBySequenceAndCall() {
        Timing timing = new Machine(slice -> 1)
                .times(blocks(256, 512), SECOND)
                .timings()
                .get(0);
        assertThat(timing.length()).isEqualTo(256);
        assertThat(timing.sequenceMicroseconds()).isCloseTo(100 * 256 * 8 / 1e3, within(0.1));
        assertThat(timing.batchMicroseconds()).isCloseTo(4 * timing.sequenceMicroseconds(), within(0.1));
        assertThat(timing.wallMicroseconds()).isCloseTo(2 * timing.sequenceMicroseconds(), within(0.1));
        assertThat(timing.allocatedBytes()).isEqualTo(300);
        assertThat(timing.parts())
                .hasSize(Rounds.PARTS)
                .allSatisfy(part -> assertThat(part).isCloseTo(timing.sequenceMicroseconds(), within(0.1)));
    }

    @Test
    void slowSlicesDoNotCount() {
        Random random = new Random(3);
        MeasuredTimes times = new Machine(slice -> random.nextInt(3) == 0 ? 7 : 1).times(blocks(256, 512), 20 * SECOND);
        assertThat(times.timings().get(0).sequenceMicroseconds()).isCloseTo(204.8, within(0.1));
        assertThat(times.timings().get(0).slowest())
                .isGreaterThan(6 * times.timings().get(0).fastest());
    }

    @Test
    void roundsThatDisagreeAreFollowedByMore() {
        Random random = new Random(1);
        MeasuredTimes times =
                new Machine(slice -> Math.exp(0.2 * random.nextGaussian())).times(blocks(128, 256, 512), 1000 * SECOND);
        assertThat(times.clock().rounds()).isGreaterThan(Rounds.FEWEST);
        assertThat(times.clock().rounds() % Rounds.PARTS).isZero();
        assertThat(times.clock().agreed()).isTrue();
        for (MeasuredMixer mixer : List.of(MeasuredMixer.EBM, MeasuredMixer.CAUSAL_EBM)) {
            assertThat(ClockedGrowth.disagreement(times.timings().stream()
                            .filter(timing -> timing.mixer() == mixer)
                            .toList()))
                    .isLessThanOrEqualTo(Rounds.AGREED);
        }
    }

    // edges

    @Test
    void theBudgetEndsRoundsThatDisagree() {
        Random random = new Random(1);
        Machine machine = new Machine(slice -> Math.exp(2 * random.nextGaussian()));
        MeasuredTimes times = machine.times(blocks(128, 256, 512), 3 * SECOND);
        assertThat(times.clock().agreed()).isFalse();
        assertThat(times.clock().rounds()).isGreaterThanOrEqualTo(Rounds.PARTS);
    }

    @Test
    void everyPartHasARoundHoweverSlowTheMachine() {
        MeasuredTimes times = new Machine(slice -> 1e6).times(blocks(128, 256), MILLISECOND);
        assertThat(times.clock().rounds()).isEqualTo(Rounds.PARTS);
    }

    @Test
    void lengthsThatAreTooShortForASlopeAreMeasuredAsWell() {
        MeasuredTimes times = new Machine(slice -> 1).times(blocks(16, 32), 100 * SECOND);
        assertThat(times.clock().rounds()).isEqualTo(Rounds.FEWEST);
        assertThat(times.timings()).hasSize(4);
    }

    @Test
    void progressIsToldFromTimeToTime() {
        List<String> told = new ArrayList<>();
        Machine machine = new Machine(slice -> 1e4);
        new Rounds(blocks(128, 256), MeasuredPass.FORWARD, TOKENS, machine, () -> machine.now, told::add)
                .run(30 * SECOND, true);
        assertThat(told)
                .isNotEmpty()
                .allMatch(text -> text.matches("\\d+ rounds; their slopes agree within ±\\d\\.\\d\\d"));
    }
}
