package org.end4rec.bench.complexity;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The time that the processor gives to the calling thread. The thread's waiting for a processor does not count, as it
 * does by the clock on the wall. Where Java knows no such time, or only a coarse one, this is the clock on the wall.
 */
final class ProcessorClock {
    /** A coarser time than this would be a large part of a slice. */
    private static final long COARSE_NANOSECONDS = 1_000_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean known;

    ProcessorClock() {
        known = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled() && isFine();
    }

    private boolean isFine() {
        long first = threads.getCurrentThreadCpuTime();
        long next = first;
        while (next == first) {
            next = threads.getCurrentThreadCpuTime();
        }
        return next - first < COARSE_NANOSECONDS;
    }

    /** Whether it is the processor's time, not the clock on the wall. */
    boolean isKnown() {
        return known;
    }

    long nanoseconds() {
        return known ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** Bytes that the calling thread has allocated; 0 where Java does not count them. */
    long allocatedBytes() {
        return threads instanceof com.sun.management.ThreadMXBean counting
                        && counting.isThreadAllocatedMemorySupported()
                ? counting.getThreadAllocatedBytes(Thread.currentThread().getId())
                : 0;
    }
}
