package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recommender in a server: many threads, days without a restart, applications that come and go. */
class ServingTest {
    private static final int THREADS = 8;

    /** Requests of each thread; {@code -Dend4rec.requests=100000} is the long version. */
    private static final int REQUESTS = Integer.getInteger("end4rec.requests", 2000);

    @TempDir
    private static Path temporary;

    private static Path folder = Path.of("");

    @BeforeAll
    static void train() throws IOException {
        folder = temporary.resolve("run");
        RunFolder run = TinyRuns.create(folder, TinyRuns.with("guided=false", "dim=8", "chunks=2", "jointEpochs=1"));
        TinyRuns.train(run, 1, stop -> TrainingListener.NONE);
    }

    @Test
    void manyThreadsGetTheAnswersOfOne() throws Exception {
        Recommender recommender = Recommender.load(folder);
        List<List<HistoryEvent>> histories = new ArrayList<>();
        List<List<Recommendation>> expected = new ArrayList<>();
        for (String user : recommender.users()) {
            histories.add(recommender.historyOf(user));
            expected.add(recommender.recommend(recommender.historyOf(user), 5));
        }
        Callable<Integer> client = () -> {
            int equal = 0;
            for (int i = 0; i < REQUESTS; i++) {
                int request = (int) (i * 7L % histories.size());
                equal += recommender.recommend(histories.get(request), 5).equals(expected.get(request)) ? 1 : 0;
            }
            return equal;
        };
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        int equal = 0;
        try {
            for (Future<Integer> done : threads.invokeAll(Collections.nCopies(THREADS, client))) {
                equal += done.get();
            }
        } finally {
            threads.shutdown();
        }
        Figures.print(
                "T1",
                "answers of one recommender to 8 threads at once",
                "%,d of %,d equal in every bit to those given to one thread",
                equal,
                THREADS * REQUESTS);
        assertThat(equal).isEqualTo(THREADS * REQUESTS);
    }

    @Test
    void fieldsAreFinal() {
        for (Class<?> type :
                List.of(Recommender.class, NextItemRanker.class, QuantizedCatalogue.class, VotedSearch.class)) {
            assertThat(Arrays.stream(type.getDeclaredFields()).filter(field -> !Modifier.isFinal(field.getModifiers())))
                    .as("fields of %s that are not final", type)
                    .isEmpty();
        }
    }

    @Test
    void noThreadIsLeftAfterClosing() throws InterruptedException {
        Set<Thread> before = threads();
        try (Workers workers = new Workers(5)) {
            workers.run(100, (number, worker) -> Thread.onSpinWait());
            assertThat(threads()).hasSizeGreaterThan(before.size());
        }
        Set<Thread> left = threads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(10_000);
        }
        left.removeIf(thread -> !thread.isAlive());
        Figures.print("T2", "threads left after close", "%d", left.size());
        assertThat(left).isEmpty();
    }

    @Test
    void anApplicationThatIsTakenDownLeavesNoClassesBehind() throws Exception {
        ExecutorService server = Executors.newSingleThreadExecutor();
        WeakReference<ClassLoader> loader = serveFromAnotherLoader(server);
        server.shutdown();
        assertThat(server.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        awaitCollection(loader);
        Figures.print(
                "T2",
                "class loader of an application whose threads have ended",
                loader.get() == null ? "collected" : "NOT collected");
        assertThat(loader.get()).isNull();
    }

    /** As the threads of a server, which outlive its applications. */
    @Test
    void aThreadThatLivesOnKeepsNoClasses() throws Exception {
        ExecutorService server = Executors.newSingleThreadExecutor();
        try {
            Thread alive = server.submit(Thread::currentThread).get();
            WeakReference<ClassLoader> loader = serveFromAnotherLoader(server);
            awaitCollection(loader);
            Figures.print(
                    "T2",
                    "class loader of an application that loaded, trained and answered on a thread that lives on",
                    loader.get() == null ? "collected" : "NOT collected");
            assertThat(loader.get()).isNull();
            assertThat(server.submit(Thread::currentThread).get()).isSameAs(alive);
        } finally {
            server.shutdown();
        }
    }

    private static void awaitCollection(WeakReference<ClassLoader> loader) throws InterruptedException {
        for (int i = 0; i < 100 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(50);
        }
    }

    /** Loads all classes anew, answers a request and trains on the server's thread, and lets go of the classes. */
    private static WeakReference<ClassLoader> serveFromAnotherLoader(ExecutorService server) throws Exception {
        URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
        Path run = Files.createTempDirectory(temporary, "application").resolve("run");
        Callable<Integer> application = () -> {
            Class<?> type = loader.loadClass(Recommender.class.getName());
            assertThat(type).isNotSameAs(Recommender.class);
            Object recommender = type.getMethod("load", Path.class).invoke(null, folder);
            Object history = type.getMethod("historyOf", String.class).invoke(recommender, "u1");
            Object answer = type.getMethod("recommend", List.class, int.class).invoke(recommender, history, 5);
            loader.loadClass(TrainsOnce.class.getName())
                    .getMethod("train", Path.class)
                    .invoke(null, run);
            return ((List<?>) answer).size();
        };
        assertThat(server.submit(application).get()).isEqualTo(5);
        loader.close();
        return new WeakReference<>(loader);
    }

    /** What an application does in a class loader of its own. */
    public static final class TrainsOnce {
        private TrainsOnce() {}

        /** Trains a small run on the calling thread, and waits for the end of the thread that warms the kernels up. */
        public static void train(Path folder) throws IOException {
            TinyRuns.train(TinyRuns.create(folder, TinyRuns.CONFIG), 1, stop -> TrainingListener.NONE);
            Kernels.warmUp();
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<URL> urls = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("end4rec"))
                .collect(Collectors.toSet());
    }
}
