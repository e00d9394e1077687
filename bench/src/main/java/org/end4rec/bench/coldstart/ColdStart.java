package org.end4rec.bench.coldstart;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;

/**
 * Loads a run, answers users of its log on some threads for six seconds, and prints when the first answers were ready:
 * {@code ColdStart RUN THREADS [warm]}; with {@code warm} it calls {@link Recommender#warmUp} before.
 */
public final class ColdStart {
    private static final int USERS = 2_000;
    private static final int TOP = 10;
    private static final double SECONDS = 6;
    private static final int[] SHOWN = {1, 10, 100, 1_000};

    private final Recommender recommender;
    private final List<List<HistoryEvent>> requests = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    private ColdStart(Recommender recommender) {
        this.recommender = recommender;
        recommender.users().stream().limit(USERS).forEach(user -> requests.add(recommender.historyOf(user)));
    }

    /** Prints a line for the load, one for the warm-up, and one for each number of answers that was reached. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Clock load = new Clock();
        ColdStart start = new ColdStart(Recommender.load(Path.of(arguments[0])));
        load.print("loaded, kernels " + Kernels.get().name());
        if (arguments.length > 2) {
            Clock warm = new Clock();
            start.recommender.warmUp();
            warm.print("warmed up");
        }
        start.run(Integer.parseInt(arguments[1]));
    }

    private void run(int threads) throws InterruptedException {
        Clock clock = new Clock();
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> answer(clock), "request-" + i);
            thread.start();
            started.add(thread);
        }
        for (Thread thread : started) {
            thread.join();
        }
        clock.print(done.get() + " answers on " + threads + " threads");
    }

    private void answer(Clock clock) {
        while (clock.seconds() < SECONDS) {
            recommender.recommend(requests.get(next.getAndIncrement() % requests.size()), TOP);
            int finished = done.incrementAndGet();
            for (int shown : SHOWN) {
                if (finished == shown) {
                    clock.print("answer " + shown);
                }
            }
        }
    }

    /** The time and the processor time of this Java since the clock was made. */
    private static final class Clock {
        private static final OperatingSystemMXBean SYSTEM =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        private final long time = System.nanoTime();
        private final long processor = SYSTEM.getProcessCpuTime();

        double seconds() {
            return (System.nanoTime() - time) * 1e-9;
        }

        void print(String what) {
            double used = (SYSTEM.getProcessCpuTime() - processor) * 1e-9;
            System.out.println(String.format(Locale.ROOT, "%-32s %6.2f s, processor %6.2f s", what, seconds(), used));
        }
    }
}
