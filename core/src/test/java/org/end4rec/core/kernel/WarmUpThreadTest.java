package org.end4rec.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.end4rec.core.kernel.scalar.ScalarKernels;
import org.end4rec.core.kernel.warmup.KernelCall;
import org.end4rec.core.kernel.warmup.KernelFamily;
import org.junit.jupiter.api.Test;

final class WarmUpThreadTest {
    private final Kernels fast = new ScalarKernels();
    private final Kernels partial = new ScalarKernels();
    private final List<Kernels> used = new ArrayList<>();
    private final List<Set<KernelFamily>> left = new ArrayList<>();
    private final Journal journal = new Journal();

    private final WarmUpThread thread = new WarmUpThread(() -> fast, used::add, this::without, journal);

    private Kernels without(Set<KernelFamily> families) {
        left.add(families);
        return families.size() > 1 ? Kernels.scalar() : partial;
    }

    // values

    @Test
    void theVectorKernelsTakeOverOnceTheyMakeNoObjects() {
        thread.takeOver(fast, List.of());
        assertThat(used).containsExactly(fast);
        assertThat(journal.lines).isEmpty();
    }

    @Test
    void aFamilyThatMakesObjectsStaysInPlainJavaAndIsNamed() {
        thread.takeOver(fast, calls("gelu", "tanh"));
        assertThat(used).containsExactly(partial);
        assertThat(left).containsExactly(EnumSet.of(KernelFamily.ELEMENTWISE));
        assertThat(journal.lines)
                .containsExactly("INFO Kernels: vector, without elementwise, because this JVM makes an object of each"
                        + " vector in gelu, tanh. The results are the same; another start may be faster.");
    }

    @Test
    void ofManyKernelsThreeAreNamed() {
        List<KernelCall> failed = calls("gelu", "tanh", "exp", "log");
        failed.add(new KernelCall("sum", KernelFamily.REDUCTIONS, () -> {}));
        thread.takeOver(fast, failed);
        assertThat(left).containsExactly(EnumSet.of(KernelFamily.ELEMENTWISE, KernelFamily.REDUCTIONS));
        assertThat(journal.lines)
                .containsExactly(
                        "INFO Kernels: scalar, because this JVM makes an object of each vector in gelu, tanh, exp"
                                + " and 2 more. The results are the same; another start may be faster.");
    }

    private static List<KernelCall> calls(String... names) {
        List<KernelCall> calls = new ArrayList<>();
        for (String name : names) {
            calls.add(new KernelCall(name, KernelFamily.ELEMENTWISE, () -> {}));
        }
        return calls;
    }

    @Test
    void warmingUpEndsAndTheBitsAreTheSame() {
        float[] x = {1f, -2f, 3f};
        float before = Kernels.get().dot(x, 0, x, 0, 3);
        Kernels.warmUp();
        assertThat(Kernels.get().dot(x, 0, x, 0, 3)).isEqualTo(before);
        // after tests that take every exception of every kernel a JVM may make objects in some families
        assertThat(Kernels.get().name()).isIn("vector", "scalar");
    }
}
