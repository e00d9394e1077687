package org.end4rec.models.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of threads that share numbered tasks. Which thread runs which task is left to chance, so a task's
 * result must depend on its number alone. The caller's thread is one of them; close to end the others.
 */
public final class Workers implements AutoCloseable {
    private final int threads;
    private final ExecutorService others;

    /** @throws IllegalArgumentException if threads < 1 */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
        }
        this.threads = threads;
        this.others = Executors.newFixedThreadPool(Math.max(1, threads - 1), task -> {
            Thread thread = new Thread(task, "end4rec-worker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A task of a run. */
    @FunctionalInterface
    public interface Task {
        /**
         * @param number which task, from 0
         * @param worker which thread, 0 … threads−1, for buffers of its own
         */
        void run(int number, int worker);
    }

    /** Number of threads. */
    public int threads() {
        return threads;
    }

    /** Runs tasks 0 … count−1 and waits for all of them. The first exception of a task is thrown on. */
    public void run(int count, Task task) {
        int used = Math.min(threads, count);
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int worker = 1; worker < used; worker++) {
            int number = worker;
            running.add(others.submit(() -> drain(next, count, task, number)));
        }
        Throwable failure = null;
        try {
            drain(next, count, task, 0);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        boolean interrupted = false;
        for (Future<?> each : running) {
            // to the end even when interrupted: no task may outlive the run whose buffers it writes to
            for (boolean waiting = true; waiting; ) {
                try {
                    each.get();
                    waiting = false;
                } catch (ExecutionException e) {
                    failure = failure != null ? failure : e.getCause();
                    waiting = false;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static void drain(AtomicInteger next, int count, Task task, int worker) {
        for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
            task.run(number, worker);
        }
    }

    @Override
    public void close() {
        others.shutdown();
    }
}
