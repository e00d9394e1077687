package org.end4rec.core.kernel;

import java.util.function.BiFunction;
import org.end4rec.core.kernel.counting.CountingKernels;
import org.end4rec.core.kernel.counting.OperationCount;
import org.end4rec.core.kernel.scalar.ScalarKernels;

/** Runs the kernel of a case twice over: counted by its arguments, and by the instructions that were executed. */
public final class CountedRun implements BiFunction<String, Integer, long[][]> {
    /** Loaded by {@link InstrumentedLoader}. */
    public CountedRun() {}

    /** Additions, multiplications, divisions, functions and bytes: first what was counted, then what was executed. */
    @Override
    public long[][] apply(String kernel, Integer n) {
        CountingKernels counting = new CountingKernels(new ScalarKernels());
        ExecutedOperations.reset();
        KernelCases.of(kernel).run(counting, n, new KernelInputs(n, false));
        OperationCount count = counting.count();
        long[] counted = {count.adds(), count.multiplies(), count.divisions(), count.functions(), count.bytes()};
        return new long[][] {counted, ExecutedOperations.executed()};
    }
}
