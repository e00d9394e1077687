package org.end4rec.models.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that share numbered tasks. Chance decides which thread runs which task, so the result of a
 * task must depend on its number only. The caller's thread is one of them; the others start when they are first needed,
 * and end with {@link #close}. A run allocates nothing.
 */
public final class Workers implements AutoCloseable {
    private final int threads;
    private final @Nullable TaskListener listener;
    private final AtomicInteger next = new AtomicInteger();

    /** Guards the fields below. */
    private final Object lock = new Object();

    private int started = 1;
    private boolean closed;

    /** The number of the run; a thread enters each run at most once. */
    private long run;

    private boolean running;

    /** The task of the run that threads may still enter. */
    private @Nullable Task open;

    private int count;

    /** Threads in the run besides the caller's. */
    private int active;

    private @Nullable Throwable failure;

    /** @throws IllegalArgumentException if {@code threads < 1} */
    public Workers(int threads) {
        this(threads, null);
    }

    /**
     * As {@link #Workers(int)}, with a listener that is told of every task, for measurements.
     *
     * @param listener null for none
     */
    public Workers(int threads, @Nullable TaskListener listener) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
        }
        this.threads = threads;
        this.listener = listener;
    }

    /** A task of a run. */
    @FunctionalInterface
    public interface Task {
        /**
         * @param number which task, from 0
         * @param worker which thread, 0 … threads−1; each can have its own buffers
         */
        void run(int number, int worker);
    }

    /** Is told how long each task took, by the thread that ran the task. */
    @FunctionalInterface
    public interface TaskListener {
        /** @param run the number of the run of tasks, from 1 */
        void ran(long run, int number, long nanoseconds);
    }

    /** Number of threads. */
    public int threads() {
        return threads;
    }

    /**
     * Runs tasks 0 … count−1 and waits for all of them. After an exception no further task begins, and the first
     * exception is thrown.
     *
     * @throws IllegalStateException if a run is under way, or after {@link #close}
     */
    public void run(int count, Task task) {
        begin(count, task);
        drain(count, task, 0);
        Throwable thrown = end();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void begin(int tasks, Task task) {
        synchronized (lock) {
            if (closed || running) {
                throw new IllegalStateException(
                        closed
                                ? "Workers.run: closed; keep the workers open as long as they are used"
                                : "Workers.run: another run is under way; let it end, or use other workers");
            }
            run++;
            running = true;
            open = task;
            count = tasks;
            next.set(0);
            while (started < Math.min(threads, tasks)) {
                start(started++);
            }
            if (tasks > 1) {
                lock.notifyAll();
            }
        }
    }

    private void start(int worker) {
        Thread thread = new Thread(() -> serve(worker), "end4rec-worker");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(int worker) {
        long entered = 0;
        while (true) {
            Task task;
            int tasks;
            synchronized (lock) {
                while (!closed && (open == null || run == entered || count <= worker)) {
                    sleep();
                }
                task = open;
                if (closed || task == null) {
                    return;
                }
                entered = run;
                tasks = count;
                active++;
            }
            drain(tasks, task, worker);
            synchronized (lock) {
                if (--active == 0) {
                    lock.notifyAll();
                }
            }
        }
    }

    private void drain(int tasks, Task task, int worker) {
        try {
            for (int number = next.getAndIncrement(); number < tasks; number = next.getAndIncrement()) {
                if (listener == null) {
                    task.run(number, worker);
                } else {
                    long start = System.nanoTime();
                    task.run(number, worker);
                    listener.ran(run, number, System.nanoTime() - start);
                }
            }
        } catch (RuntimeException | Error e) {
            next.set(tasks);
            synchronized (lock) {
                failure = failure == null ? e : failure;
            }
        }
    }

    /**
     * Lets no further thread enter and waits for the threads inside: no task may outlive the run whose buffers it uses.
     */
    private @Nullable Throwable end() {
        synchronized (lock) {
            open = null;
            boolean interrupted = false;
            while (active > 0) {
                interrupted |= sleep();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable thrown = failure;
            failure = null;
            running = false;
            return thrown;
        }
    }

    /** Waits for a change, interrupted or not; returns whether it was interrupted. */
    private boolean sleep() {
        try {
            lock.wait();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }
}
