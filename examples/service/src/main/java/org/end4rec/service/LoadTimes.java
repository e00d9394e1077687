package org.end4rec.service;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How long calls took. */
final class LoadTimes {
    private final long[] sorted;
    private final int failed;
    private final double seconds;

    private LoadTimes(long[] sorted, int failed, double seconds) {
        this.sorted = sorted;
        this.failed = failed;
        this.seconds = seconds;
    }

    /** One call of one client. */
    interface Work {
        /** Whether the call got an answer. */
        boolean call(int client, int turn) throws IOException;
    }

    /** What one client saw. */
    private static final class Seen {
        private long[] times = new long[1024];
        private int size;
        private int failed;

        void add(long time) {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
            }
            times[size++] = time;
        }
    }

    /** Lets clients call for a while, each after its last call has ended. */
    static LoadTimes measure(int clients, Duration time, Work work) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try {
            List<Future<Seen>> futures = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                futures.add(threads.submit(() -> ask(client, clients, end, work)));
            }
            List<Seen> all = new ArrayList<>();
            for (Future<Seen> each : futures) {
                all.add(each.get());
            }
            return of(all, (System.nanoTime() - start) / 1e9);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Seen ask(int client, int clients, long end, Work work) throws IOException {
        Seen seen = new Seen();
        long begun = System.nanoTime();
        for (int turn = client; begun - end < 0; turn = Math.floorMod(turn + clients, Integer.MAX_VALUE)) {
            boolean isWell = work.call(client, turn);
            long now = System.nanoTime();
            seen.add(now - begun);
            seen.failed += isWell ? 0 : 1;
            begun = now;
        }
        return seen;
    }

    private static LoadTimes of(List<Seen> all, double seconds) {
        int size = all.stream().mapToInt(each -> each.size).sum();
        long[] times = new long[size];
        int failed = 0;
        int next = 0;
        for (Seen each : all) {
            System.arraycopy(each.times, 0, times, next, each.size);
            next += each.size;
            failed += each.failed;
        }
        Arrays.sort(times);
        return new LoadTimes(times, failed, seconds);
    }

    int requests() {
        return sorted.length;
    }

    int failed() {
        return failed;
    }

    double perSecond() {
        return sorted.length / seconds;
    }

    /** The time in milliseconds that this share of the calls did not exceed; the smallest such time. */
    double quantile(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)] / 1e6;
    }
}
