package org.end4rec.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StepTraceTest {
    private final StepTrace trace = new StepTrace();

    // values

    @Test
    void eachThreadTakesTheNextTaskWhenItIsFree() {
        assertThat(StepTrace.longest(List.of(4L, 1L, 1L, 1L, 1L), 2)).isEqualTo(4);
        assertThat(StepTrace.longest(List.of(1L, 1L, 4L), 2)).isEqualTo(5);
        assertThat(StepTrace.longest(List.of(3L, 2L), 1)).isEqualTo(5);
        assertThat(StepTrace.longest(List.of(3L, 2L), 16)).isEqualTo(3);
    }

    @Test
    void runsFollowEachOtherAndTheRestIsSerial() {
        for (int task = 0; task < 8; task++) {
            trace.ran(1, task, 10);
        }
        trace.ran(2, 0, 6);
        trace.ran(2, 1, 4);
        trace.end(100);
        assertThat(trace.serial()).isEqualTo(10);
        assertThat(trace.predicted(1)).isEqualTo(100);
        assertThat(trace.predicted(2)).isEqualTo(10 + 40 + 6);
        assertThat(trace.predicted(4)).isEqualTo(10 + 20 + 6);
        assertThat(trace.predicted(16)).isEqualTo(10 + 10 + 6);
        assertThat(ScalingReport.table("model", trace).lines())
                .containsExactly(
                        "model: 0.0 ms on one thread, 10.0 % of it serial, 2 runs of tasks, the longest 80 %",
                        "  predicted: 1.79 on 2, 2.78 on 4, 3.85 on 8, 3.85 on 16");
    }
}
