package org.end4rec.core.kernel.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.end4rec.core.kernel.Kernels;
import org.junit.jupiter.api.Test;

final class WarmUpTest {
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LATE = TimeUnit.MINUTES.toNanos(5);

    private int calls;
    private Object made = "";

    // values

    @Test
    void aCallWithoutObjectsIsDoneAtOnce() {
        assertThat(WarmUp.of(List.of(call("sum", () -> calls++)), LATE)).isEmpty();
        assertThat(calls).isLessThan(1000);
    }

    @Test
    void aCallIsRepeatedUntilItMakesNoObjects() {
        KernelCall compiledLate = call("late", () -> {
            calls++;
            if (calls < 5000) {
                made = new float[16];
            }
        });
        assertThat(WarmUp.of(List.of(compiledLate, call("sum", () -> {})), LATE))
                .isEmpty();
        assertThat(calls).isGreaterThan(5000);
    }

    @Test
    void aCallThatGoesOnMakingObjectsIsNamed() {
        KernelCall boxed = call("boxed", () -> made = new float[16]);
        List<KernelCall> failed = WarmUp.of(List.of(call("sum", () -> {}), boxed), SOON);
        assertThat(failed).containsExactly(boxed);
        assertThat(boxed.bytes(10)).isGreaterThanOrEqualTo(16 * Float.BYTES);
        assertThat(WarmUp.families(failed)).containsExactly(KernelFamily.REDUCTIONS);
        assertThat(made).isInstanceOf(float[].class);
    }

    @Test
    void theScalarKernelsMakeNoObjects() {
        assertThat(WarmUp.of(Kernels.scalar(), LATE)).isEmpty();
    }

    @Test
    void everyKernelOfEveryFamilyIsCalled() {
        List<KernelCall> all = KernelCall.all(Kernels.scalar(), 16);
        assertThat(WarmUp.families(all)).containsExactly(KernelFamily.values());
        for (var method : Kernels.class.getMethods()) {
            if (method.getDeclaringClass() != Object.class && method.getDeclaringClass() != Kernels.class) {
                assertThat(all).anyMatch(call -> call.name().contains(method.getName()));
            }
        }
    }

    private static KernelCall call(String name, Runnable body) {
        return new KernelCall(name, KernelFamily.REDUCTIONS, body);
    }
}
