package org.end4rec.service;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One thread for each processor, on which requests are computed while other threads wait for clients. More requests at
 * once would take longer together, and each needs buffers, which these threads keep. A request that finds too many
 * before it is refused at once.
 */
final class Compute implements AutoCloseable {
    private static final int MOST_WAITING = 200;

    private final Limits limits;
    private final ThreadPoolExecutor threads;

    Compute(Limits limits) {
        this.limits = limits;
        int processors = Runtime.getRuntime().availableProcessors();
        threads = new ThreadPoolExecutor(
                processors, processors, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "end4rec-compute");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** The result of the work, on this thread; its exceptions come through. */
    <T> T call(Callable<T> work) throws IOException {
        try {
            Future<T> result = threads.submit(work);
            try {
                return result.get(limits.time().toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                result.cancel(false);
            }
        } catch (RejectedExecutionException e) {
            throw new Problem(Problem.UNAVAILABLE, null, "too many requests wait already; try again later");
        } catch (TimeoutException e) {
            throw Call.tooLong(limits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    /** Requests that wait for their turn. */
    int waiting() {
        return threads.getQueue().size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
