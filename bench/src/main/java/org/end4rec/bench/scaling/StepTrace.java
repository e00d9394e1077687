package org.end4rec.bench.scaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.parallel.Workers;

/**
 * How long each task of a step took. A step is made of runs of tasks, one run after the other; between the runs one
 * thread works alone.
 */
final class StepTrace implements Workers.TaskListener {
    private final Map<Long, List<Long>> tasksByRun = new LinkedHashMap<>();
    private long total;

    @Override
    public synchronized void ran(long run, int number, long nanoseconds) {
        tasksByRun.computeIfAbsent(run, key -> new ArrayList<>()).add(nanoseconds);
    }

    /** @param nanoseconds of the whole step */
    void end(long nanoseconds) {
        total = nanoseconds;
    }

    /** Nanoseconds of the step on one thread. */
    long total() {
        return total;
    }

    /** The tasks of each run, in the order in which they began. */
    synchronized List<List<Long>> runs() {
        return List.copyOf(tasksByRun.values());
    }

    /** Nanoseconds in which one thread works alone. */
    long serial() {
        return total
                - runs().stream()
                        .flatMap(List::stream)
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /**
     * Nanoseconds of the step on some threads if each task takes as long as it took: each thread takes the next task
     * when it is free, as {@link Workers} has it. Memory that threads share would add to it.
     */
    long predicted(int threads) {
        return serial()
                + runs().stream().mapToLong(tasks -> longest(tasks, threads)).sum();
    }

    /** Nanoseconds of a run of tasks until its last thread is free. */
    static long longest(List<Long> tasks, int threads) {
        long[] free = new long[threads];
        for (long task : tasks) {
            int first = 0;
            for (int thread = 1; thread < threads; thread++) {
                first = free[thread] < free[first] ? thread : first;
            }
            free[first] += task;
        }
        return Arrays.stream(free).max().orElse(0);
    }
}
