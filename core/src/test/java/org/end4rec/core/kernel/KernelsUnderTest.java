package org.end4rec.core.kernel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;

/** The providers this machine can run. */
public final class KernelsUnderTest {
    private KernelsUnderTest() {}

    public static List<Kernels> all() {
        List<Kernels> all = new ArrayList<>();
        all.add(Kernels.scalar());
        Kernels.vector().ifPresent(all::add);
        return all;
    }

    /** The vector provider; without one the test is skipped, with the reason. */
    public static Kernels vector() {
        assumeTrue(
                Kernels.vector().isPresent(),
                "no vector kernels here: pass --add-modules jdk.incubator.vector to java");
        return Kernels.vector().orElseThrow();
    }
}
