package org.end4rec.bench.peers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.end4rec.bench.peers.Report.Result;
import org.end4rec.bench.peers.Report.Timing;

/**
 * Measures one workload: all sides take turns in short slices, so that a slow phase of the machine hits all of them. A
 * side is measured only if its answer is that of the first one, which is ours.
 */
public final class Interleaving {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A side whose single call outlasts this many slices joins only some of the rounds. */
    private static final int LONG_SLICES = 3;

    private static final int LARGEST_STRIDE = 8;

    private static final int MOST_STRETCHES = 8;

    /** A stretch of warm-up that takes at least this part of the one before found nothing left to compile. */
    private static final double SETTLED = 0.97;

    private final Workload workload;
    private final int threads;
    private final Pace pace;

    /** @param threads what each side may use */
    public Interleaving(Workload workload, int threads, Pace pace) {
        this.workload = workload;
        this.threads = threads;
        this.pace = pace;
    }

    private static final class Runner {
        final Peer peer;
        final Side side;
        final List<Double> times = new ArrayList<>();
        final List<Double> bytes = new ArrayList<>();
        int calls = 1;
        int stride = 1;

        Runner(Peer peer, Side side) {
            this.peer = peer;
            this.side = side;
        }
    }

    /**
     * The times of all peers that can do the workload; empty if the first of them cannot.
     *
     * @param group what the case is counted with in the means
     */
    public Optional<Result> measure(String group, List<Peer> peers) throws InterruptedException {
        List<Runner> runners = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        try {
            if (!prepare(peers, runners, wrong)) {
                return Optional.empty();
            }
            for (Runner runner : runners) {
                warmUp(runner);
            }
            System.gc();
            runRounds(runners);
            List<Timing> timings = new ArrayList<>();
            for (Runner runner : runners) {
                timings.add(timing(runner));
            }
            double bytes = Statistics.quantile(array(runners.get(0).bytes), 0.5);
            return Optional.of(new Result(group, workload.name(), threads, workload.work(), bytes, timings, wrong));
        } finally {
            for (Runner runner : runners) {
                runner.side.close();
            }
        }
    }

    private boolean prepare(List<Peer> peers, List<Runner> runners, List<String> wrong) {
        float[] ours = {};
        for (Peer peer : peers) {
            Optional<Side> side = workload.on(peer, threads);
            if (side.isEmpty()) {
                if (runners.isEmpty()) {
                    return false;
                }
                continue;
            }
            Runner runner = new Runner(peer, side.get());
            float[] answer = runner.side.answer();
            if (runners.isEmpty()) {
                ours = answer;
            }
            double difference = Statistics.difference(answer, ours);
            if (difference <= workload.tolerance()) {
                runners.add(runner);
            } else {
                wrong.add(String.format("%s differs from ours by %.2g", peer.name(), difference));
                runner.side.close();
            }
        }
        return !runners.isEmpty();
    }

    /** Works in stretches until one is no faster than the one before; learns from the last how many calls make a slice. */
    private void warmUp(Runner runner) {
        double before = Double.POSITIVE_INFINITY;
        double fastest = stretch(runner);
        for (int i = 1; i < MOST_STRETCHES && fastest < SETTLED * before; i++) {
            before = fastest;
            fastest = Math.min(before, stretch(runner));
        }
        runner.calls = (int) Math.max(1, Math.ceil(pace.sliceSeconds() / fastest));
        if (pace.sliceSeconds() > 0) {
            double share = fastest / (LONG_SLICES * pace.sliceSeconds());
            runner.stride = (int) Math.max(1, Math.min(LARGEST_STRIDE, Math.ceil(share)));
        }
    }

    /** Seconds of a call in the fastest part of a stretch of warm-up. */
    private double stretch(Runner runner) {
        double fastest = Double.POSITIVE_INFINITY;
        int calls = 1;
        for (double spent = 0; spent < pace.warmUpSeconds() || fastest == Double.POSITIVE_INFINITY; ) {
            double seconds = runner.side.seconds(calls);
            spent += seconds;
            fastest = Math.min(fastest, seconds / calls);
            calls = (int) Math.max(1, Math.min(2.0 * calls, 0.01 / fastest));
        }
        return fastest;
    }

    private void runRounds(List<Runner> runners) throws InterruptedException {
        long end = System.nanoTime() + (long) (pace.budgetSeconds() * 1e9);
        int slowest = runners.stream().mapToInt(runner -> runner.stride).max().orElse(1);
        int fewest = Math.max(Pace.FEWEST, slowest * 3);
        for (int round = 0; round < pace.rounds(); round++) {
            if (round >= fewest && System.nanoTime() > end) {
                return;
            }
            for (int i = 0; i < runners.size(); i++) {
                // another one begins each round: nobody always follows the same peer
                Runner runner = runners.get((round + i) % runners.size());
                if (round % runner.stride == 0) {
                    turn(runner);
                }
            }
        }
    }

    private void turn(Runner runner) throws InterruptedException {
        for (int i = 0; i < pace.callsApart(); i++) {
            long first = allocated();
            long before = allocated();
            double seconds = runner.side.seconds(runner.calls);
            // less what asking costs
            long bytes = Math.max(0, allocated() - before - (before - first));
            runner.bytes.add(bytes / (double) runner.calls);
            runner.times.add(seconds / runner.calls);
        }
        if (threads > 1 && runner.peer.restMillis() > 0) {
            Thread.sleep(runner.peer.restMillis());
        }
    }

    /** Bytes allocated so far by all threads. */
    private static long allocated() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    private static Timing timing(Runner runner) {
        double[] times = array(runner.times);
        return new Timing(
                runner.peer.name(),
                Statistics.quantile(times, 0.15),
                Statistics.quantile(times, 0.5),
                Statistics.quantile(times, 0.99),
                times.length,
                runner.calls);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
