package org.end4rec.core.kernel.warmup;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.end4rec.core.kernel.Kernels;

/**
 * A kernel with arguments as training has them.
 *
 * @param name the kernel, with its size where there are several
 * @param body calls the kernel once, without a new object of its own
 */
public record KernelCall(String name, KernelFamily family, Runnable body) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Every kernel, on matrices of {@code rows} rows of 64 floats.
     *
     * @param rows a multiple of 16
     */
    public static List<KernelCall> all(Kernels kernels, int rows) {
        List<KernelCall> calls = new ArrayList<>();
        PlainCalls.addTo(calls, kernels, rows);
        ProductCalls.addTo(calls, kernels, rows);
        SpectralCalls.addTo(calls, kernels, rows);
        return calls;
    }

    /** Bytes of objects that one call makes: the least of several calls, since the first may still be compiled. */
    public long bytes(int calls) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < calls; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            body.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    /** Nanoseconds that this thread has run. */
    static long processorTime() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Numbers of both signs, 0.02 to 0.9 in size: no kernel overflows, however often it adds to its output. */
    static float[] inputs(int n) {
        float[] inputs = new float[n];
        for (int i = 0; i < n; i++) {
            inputs[i] = (i % 2 == 0 ? 1 : -1) * (0.02f + 0.88f * ((i * 7919) % 1009) / 1009);
        }
        return inputs;
    }
}
