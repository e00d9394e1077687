package org.end4rec.bench.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.bench.stability.StabilityRun.Outcomes;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.kernel.warmup.KernelCall;
import org.junit.jupiter.api.Test;

final class StabilityRunTest {
    // values

    @Test
    void theWorstProcessStandsBesideTheMedianAndObjectsAreCounted() {
        Map<String, Outcomes> kernels = new LinkedHashMap<>();
        StabilityRun.add("a warning\n100 0 gelu\n50 0 rfft 50\n", kernels);
        StabilityRun.add("110 0 gelu\n1500 163680 rfft 50\n", kernels);
        StabilityRun.add("220 0 gelu\n60 0 rfft 50\n", kernels);
        assertThat(StabilityRun.table(kernels, 3).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "3 processes median, ns worst/median median/best bytes a call processes",
                        "gelu 110 2.00 1.10 0 0",
                        "rfft 50 60 25.00 1.20 163680 1");
    }

    @Test
    void everyKernelAndEveryRadixIsMeasured() {
        List<KernelCall> calls = KernelCalls.all(Kernels.scalar());
        assertThat(calls).hasSizeGreaterThan(70);
        assertThat(calls.stream().map(KernelCall::name)).doesNotHaveDuplicates().contains("rfft 128", "irfft 50");
        calls.forEach(call -> call.body().run());
    }
}
