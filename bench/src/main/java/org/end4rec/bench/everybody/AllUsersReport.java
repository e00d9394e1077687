package org.end4rec.bench.everybody;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.models.recommend.BatchSettings;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.recommend.Request;
import org.end4rec.models.recommend.UserHistory;

/**
 * Users per second with single requests and with {@link Recommender#recommendAll}, on one thread and on two, in turns:
 * {@code AllUsersReport [ITEMS [MODEL …]]}; the defaults are 100000 and five models, of which two have votes, such as
 * {@code sasrec+v:votes}. After a first argument {@code heap}: the largest live heap for 10,000 and for 100,000 users.
 * N 50, d 64, top 10 without the seen items.
 */
public final class AllUsersReport {
    private static final String HEAP = "heap";
    private static final int WARM_UP = 4_000;
    private static final int FEW = 10_000;
    private static final int MANY = 100_000;
    private static final int ITEMS = 100_000;
    private static final List<String> MODELS =
            List.of("end4rec", "sasrec", "gru4rec", "end4rec:votes", "sasrec+v:votes");
    private static final int USERS = 4_000;
    private static final int NEIGHBORS = 100;
    private static final String VOTES = ":votes";
    private static final int ROUNDS = 5;
    private static final int SLICE = 512;
    private static final int TOP = 10;
    private static final int HEAP_INTERVAL = 2_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Request RULES = Request.of(List.of()).top(TOP).excludeSeen(true);

    private final Recommender recommender;
    private final List<UserHistory> users;

    private AllUsersReport(Recommender recommender) {
        this.recommender = recommender;
        users = List.copyOf(recommender.userHistories().subList(0, SLICE));
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> left = new ArrayList<>(List.of(arguments));
        boolean heap = left.remove(HEAP);
        int items = left.isEmpty() ? ITEMS : Integer.parseInt(left.remove(0));
        Kernels.warmUp();
        System.out.printf(
                Locale.ROOT, "%,d items, kernels %s%n", items, Kernels.get().name());
        for (String model : left.isEmpty() ? MODELS : left) {
            Path folder = Files.createTempDirectory("end4rec-all-users");
            try {
                boolean votes = model.endsWith(VOTES);
                Recommender recommender = BenchRun.create(
                        folder.resolve("run"), model.replace(VOTES, ""), USERS, items, votes ? NEIGHBORS : 0);
                AllUsersReport report = new AllUsersReport(recommender);
                System.out.printf("%-14s %s%n", model, heap ? report.heaps() : report.speeds());
            } finally {
                delete(folder);
            }
        }
    }

    private String heaps() throws InterruptedException {
        // buffers and strings that are made once
        heap(WARM_UP);
        return heap(FEW) + ", " + heap(MANY);
    }

    private String speeds() throws InterruptedException {
        double[] best = new double[4];
        for (int round = 0; round < ROUNDS; round++) {
            for (int way = 0; way < best.length; way++) {
                int threads = 1 + way % 2;
                long start = clock(threads);
                if (way < 2) {
                    oneByOne(threads);
                } else {
                    recommender.recommendAll(users, settings(threads), (user, answer) -> {});
                }
                best[way] = Math.max(best[way], users.size() / ((clock(threads) - start) * 1e-9));
            }
        }
        return String.format(
                Locale.ROOT,
                "one at a time %,6.0f a second, 2 threads %,6.0f; all at once %,6.0f (%.2f times), 2 threads %,6.0f"
                        + " (%.2f)",
                best[0],
                best[1],
                best[2],
                best[2] / best[0],
                best[3],
                best[3] / best[2]);
    }

    /** Nanoseconds; of one thread its processor time, which other work on the machine changes less. */
    private static long clock(int threads) {
        return threads == 1 ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private static BatchSettings settings(int threads) {
        return BatchSettings.of(RULES).threads(threads);
    }

    private void oneByOne(int threads) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < users.size(); i = next.getAndIncrement()) {
                recommender.recommend(RULES.history(users.get(i).history()));
            }
        };
        List<Thread> others =
                IntStream.range(1, threads).mapToObj(i -> new Thread(work)).toList();
        others.forEach(Thread::start);
        work.run();
        for (Thread each : others) {
            each.join();
        }
    }

    /** The largest heap in use after a collection, beyond the heap before the first user. */
    private String heap(int count) throws InterruptedException {
        long before = used();
        AtomicLong largest = new AtomicLong();
        AtomicInteger done = new AtomicInteger();
        Iterable<UserHistory> many = () -> IntStream.range(0, count)
                .mapToObj(i -> users.get(i % users.size()))
                .iterator();
        recommender.recommendAll(many, settings(2), (user, answer) -> {
            if (done.incrementAndGet() % HEAP_INTERVAL == 0) {
                largest.accumulateAndGet(used() - before, Math::max);
            }
        });
        return String.format(Locale.ROOT, "%,d users: %.1f MB", count, largest.get() * 1e-6);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
