package org.end4rec.bench.peers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.end4rec.bench.peers.PeerComparison.Result;
import org.end4rec.bench.peers.PeerComparison.Timing;

/**
 * Measures one workload: all contenders take turns in short slices, so that a slow phase of the machine hits all of
 * them. A contender is measured only if its answer equals the answer of the first one, which is ours.
 */
public final class InterleavedRun {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A contender whose single call outlasts this many slices joins only some of the rounds. */
    private static final int LONG_SLICES = 3;

    private static final int LARGEST_STRIDE = 8;

    private static final int AWAKENING_SLICES = 5;

    private static final int MOST_STRETCHES = 8;

    /** A stretch of warm-up that takes at least this part of the one before found nothing left to compile. */
    private static final double SETTLED = 0.97;

    private final Workload workload;
    private final int threads;
    private final MeasurementPlan plan;

    /** @param threads what each contender may use */
    public InterleavedRun(Workload workload, int threads, MeasurementPlan plan) {
        this.workload = workload;
        this.threads = threads;
        this.plan = plan;
    }

    private static final class Runner {
        final Peer peer;
        final Contender contender;
        final List<Double> times = new ArrayList<>();
        final List<Double> bytes = new ArrayList<>();
        int calls = 1;
        int stride = 1;

        Runner(Peer peer, Contender contender) {
            this.peer = peer;
            this.contender = contender;
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
                runner.contender.close();
            }
        }
    }

    private boolean prepare(List<Peer> peers, List<Runner> runners, List<String> wrong) {
        float[] ours = {};
        for (Peer peer : peers) {
            Optional<Contender> contender = workload.on(peer, threads);
            if (contender.isEmpty()) {
                if (runners.isEmpty()) {
                    return false;
                }
                continue;
            }
            Runner runner = new Runner(peer, contender.get());
            float[] answer = runner.contender.answer();
            if (runners.isEmpty()) {
                ours = answer;
            }
            double difference = Statistics.difference(answer, ours);
            if (difference <= workload.tolerance()) {
                runners.add(runner);
            } else {
                wrong.add(String.format("%s differs from ours by %.2g", peer.name(), difference));
                runner.contender.close();
            }
        }
        return !runners.isEmpty();
    }

    /**
     * Works in stretches until one is no faster than the one before; learns from the last how many calls make a slice.
     */
    private void warmUp(Runner runner) {
        double before = Double.POSITIVE_INFINITY;
        double fastest = stretch(runner);
        for (int i = 1; i < MOST_STRETCHES && fastest < SETTLED * before; i++) {
            before = fastest;
            fastest = Math.min(before, stretch(runner));
        }
        runner.calls = (int) Math.max(1, Math.ceil(plan.sliceSeconds() / fastest));
        if (plan.sliceSeconds() > 0) {
            double share = fastest / (LONG_SLICES * plan.sliceSeconds());
            runner.stride = (int) Math.max(1, Math.min(LARGEST_STRIDE, Math.ceil(share)));
        }
    }

    /** Seconds of a call in the fastest part of a stretch of warm-up. */
    private double stretch(Runner runner) {
        double fastest = Double.POSITIVE_INFINITY;
        int calls = 1;
        for (double spent = 0; spent < plan.warmUpSeconds() || fastest == Double.POSITIVE_INFINITY; ) {
            double seconds = runner.contender.seconds(calls);
            spent += seconds;
            fastest = Math.min(fastest, seconds / calls);
            calls = (int) Math.max(1, Math.min(2.0 * calls, 0.01 / fastest));
        }
        return fastest;
    }

    private void runRounds(List<Runner> runners) throws InterruptedException {
        long end = System.nanoTime() + (long) (plan.budgetSeconds() * 1e9);
        int slowest = runners.stream().mapToInt(runner -> runner.stride).max().orElse(1);
        int fewest = Math.max(MeasurementPlan.FEWEST, slowest * 3);
        for (int round = 0; round < plan.rounds(); round++) {
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
        if (threads > 1) {
            awaken(runner);
        }
        for (int i = 0; i < plan.callsApart(); i++) {
            long first = allocated();
            long before = allocated();
            double seconds = runner.contender.seconds(runner.calls);
            // less what asking costs
            long bytes = Math.max(0, allocated() - before - (before - first));
            runner.bytes.add(bytes / (double) runner.calls);
            runner.times.add(seconds / runner.calls);
        }
        if (threads > 1 && runner.peer.restMillis() > 0) {
            Thread.sleep(runner.peer.restMillis());
        }
    }

    /** Works untimed: after a pause the system runs all threads of a pool on one processor for some milliseconds. */
    private void awaken(Runner runner) {
        double spent = 0;
        while (spent < plan.sliceSeconds() * AWAKENING_SLICES) {
            spent += runner.contender.seconds(1);
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
