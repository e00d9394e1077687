package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.ServingModel;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelHandleTest {
    private static final int THREADS = 8;

    /** Swaps under load; {@code -Dend4rec.swaps=100} is the long version. */
    private static final int SWAPS = Integer.getInteger("end4rec.swaps", 20);

    /** How far the heap after collection may grow with each swap. */
    private static final double MOST_BYTES_PER_SWAP = 4096;

    @TempDir
    private static Path temporary;

    private static Path first = Path.of("");
    private static Path second = Path.of("");

    @BeforeAll
    static void train() throws IOException {
        first = trained("first", "seed=1");
        Path run = trained("second", "seed=2");
        second = temporary.resolve("second.zip");
        ServingModel.of(RunFolder.open(run)).write(second);
    }

    private static Path trained(String name, String seed) throws IOException {
        Path folder = temporary.resolve(name);
        RunFolder run =
                TinyRuns.create(folder, TinyRuns.with("guided=false", "dim=8", "chunks=2", "jointEpochs=1", seed));
        TinyRuns.train(run, 1, stop -> TrainingListener.NONE);
        return folder;
    }

    private static ModelHandle handle() throws IOException {
        return ModelHandle.load(first, recommender -> {});
    }

    private static List<Recommendation> answer(Recommender recommender) {
        return recommender.recommend(List.of(new HistoryEvent("i1", "click")), 5);
    }

    // values

    @Test
    void aSwapServesTheOtherModel() throws IOException {
        ModelHandle handle = handle();
        LoadedModel before = handle.current();
        assertThat(before.version()).isEqualTo(1);
        assertThat(before.source()).isEqualTo(first);
        List<Recommendation> old = answer(handle.get());
        LoadedModel after = handle.swap(second);
        assertThat(handle.current()).isSameAs(after);
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.source()).isEqualTo(second);
        assertThat(after.loadedAt()).isAfterOrEqualTo(before.loadedAt());
        assertThat(answer(handle.get()))
                .isEqualTo(answer(Recommender.load(second)))
                .isNotEqualTo(old);
        // a request that has begun ends with the old model
        assertThat(answer(before.recommender())).isEqualTo(old);
        assertThat(after.toString()).isEqualTo("version 2 of " + after.loadedAt() + " from " + second);
    }

    @Test
    void aReloadReadsWhatIsThereNow() throws IOException {
        Path path = temporary.resolve("newest.zip");
        ServingModel.of(RunFolder.open(first)).write(path);
        ModelHandle handle = ModelHandle.load(path, recommender -> {});
        Files.copy(second, path, StandardCopyOption.REPLACE_EXISTING);
        assertThat(handle.reload().version()).isEqualTo(2);
        assertThat(answer(handle.get())).isEqualTo(answer(Recommender.load(second)));
    }

    @Test
    void anUpdateKeepsTheSource() throws IOException {
        ModelHandle handle = handle();
        Recommender other = Recommender.load(second);
        LoadedModel updated = handle.update(current -> other);
        assertThat(updated).isEqualTo(new LoadedModel(other, 2, updated.loadedAt(), first));
        assertThat(handle.reload().version()).isEqualTo(3);
        assertThat(answer(handle.get())).isEqualTo(answer(Recommender.load(first)));
    }

    @Test
    void everyLoadedModelIsPrepared() throws IOException {
        List<Recommender> prepared = new ArrayList<>();
        ModelHandle handle = ModelHandle.load(first, prepared::add);
        assertThat(prepared).containsExactly(handle.get());
        // not before it is prepared
        Recommender old = handle.get();
        List<Recommender> served = new ArrayList<>();
        ModelHandle watched = ModelHandle.load(first, next -> served.add(next));
        watched.swap(second);
        assertThat(served.get(1)).isSameAs(watched.get());
        assertThat(handle.get()).isSameAs(old);
        ModelHandle.load(second).swap(first);
    }

    // edges

    /** Ten threads change the model at once: no change is lost. */
    @Test
    void exchangesHappenOneAtATime() throws Exception {
        ModelHandle handle = handle();
        AtomicInteger inside = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Callable<Void> changes = () -> {
                for (int j = 0; j < 50; j++) {
                    handle.update(current -> {
                        assertThat(inside.incrementAndGet()).isEqualTo(1);
                        Thread.yield();
                        inside.decrementAndGet();
                        return current;
                    });
                }
                handle.swap(second);
                return null;
            };
            done.add(threads.submit(changes));
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();
        assertThat(handle.current().version()).isEqualTo(1 + THREADS * 51);
    }

    /** Requests are answered while another thread prepares the next model. */
    @Test
    void aSwapThatTakesLongHoldsNobodyUp() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        AtomicBoolean isFirst = new AtomicBoolean(true);
        ModelHandle handle = ModelHandle.load(first, next -> {
            if (!isFirst.getAndSet(false)) {
                loading.countDown();
                await(answered);
            }
        });
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<LoadedModel> swap = other.submit(() -> handle.swap(second));
        await(loading);
        assertThat(handle.current().version()).isEqualTo(1);
        assertThat(answer(handle.get())).hasSize(5);
        answered.countDown();
        assertThat(swap.get().version()).isEqualTo(2);
        other.shutdown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // errors

    @Test
    void afterAnyFailureTheOldModelServes() throws IOException {
        AtomicBoolean refuses = new AtomicBoolean();
        ModelHandle handle = ModelHandle.load(first, next -> {
            if (refuses.get()) {
                throw new IllegalStateException("too few items: " + next.users().size());
            }
        });
        LoadedModel before = handle.current();
        Path nowhere = temporary.resolve("nowhere");
        assertThatThrownBy(() -> handle.swap(nowhere))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the model in " + nowhere + " was refused: there is no run in " + nowhere)
                .hasMessageEndingWith(". The model goes on serving that is " + before);
        Path damaged = Files.write(temporary.resolve("damaged.zip"), new byte[] {'P', 'K', 3, 4});
        assertThatThrownBy(() -> handle.swap(damaged)).isInstanceOf(IOException.class);
        refuses.set(true);
        assertThatThrownBy(() -> handle.swap(second))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the model in " + second + " was refused: too few items: 0. ")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> handle.update(current -> {
                    throw new UnsupportedOperationException("no");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(handle.current()).isSameAs(before);
        refuses.set(false);
        assertThat(handle.swap(second).version()).isEqualTo(2);
    }

    @Test
    void aModelFromMemoryCannotBeReloaded() throws IOException {
        ModelHandle handle = ModelHandle.of(Recommender.load(first));
        assertThatThrownBy(handle::reload)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ModelHandle: version 1 of " + handle.current().loadedAt()
                        + " was made in memory, so it cannot be loaded again; use swap");
        assertThat(handle.swap(second).source()).isEqualTo(second);
    }

    @Test
    void aFirstModelThatIsRefusedGivesNoHandle() {
        assertThatThrownBy(() -> ModelHandle.load(first, next -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the model in " + first + " was refused: no");
    }

    // figures

    /** Odd versions are the first model, even ones the second: each answer must be the answer of its version. */
    @Test
    void swapsUnderLoad() throws Exception {
        List<List<HistoryEvent>> histories = new ArrayList<>();
        List<List<List<Recommendation>>> expected = List.of(new ArrayList<>(), new ArrayList<>());
        Recommender one = Recommender.load(first);
        Recommender two = Recommender.load(second);
        int different = 0;
        for (String user : one.users()) {
            List<HistoryEvent> history = one.historyOf(user);
            histories.add(history);
            expected.get(1).add(one.recommend(history, 5));
            expected.get(0).add(two.recommend(history, 5));
            different += one.recommend(history, 5).equals(two.recommend(history, 5)) ? 0 : 1;
        }
        assertThat(different).isEqualTo(histories.size());
        ModelHandle handle = ModelHandle.load(first);
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicLong wrong = new AtomicLong();
        AtomicLong[] answers = {new AtomicLong(), new AtomicLong()};
        Callable<Void> client = () -> {
            for (int i = 0; !isOver.get(); i++) {
                int request = (int) (i * 7L % histories.size());
                LoadedModel model = handle.current();
                int parity = (int) (model.version() % 2);
                List<Recommendation> got = model.recommender().recommend(histories.get(request), 5);
                (got.equals(expected.get(parity).get(request)) ? answers[parity] : wrong).incrementAndGet();
            }
            return null;
        };
        List<WeakReference<Recommender>> old = new ArrayList<>();
        List<Double> heap = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Void>> clients = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            clients.add(threads.submit(client));
        }
        for (int i = 1; i <= SWAPS; i++) {
            old.add(new WeakReference<>(handle.get()));
            handle.swap(i % 2 == 1 ? second : first);
            if (i % 2 == 0) {
                heap.add(usedAfterCollection());
            }
        }
        isOver.set(true);
        for (Future<Void> each : clients) {
            each.get();
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        long alive = awaitCollection(old);
        double slope = slope(heap.subList(heap.size() / 2, heap.size())) / 2;
        Figures.print(
                "T5",
                "swaps under the load of 8 threads",
                "%d swaps, %,d answers of the old and the new model, %d failed or mixed; %d old models are left; heap"
                        + " %.1f MB, slope %.0f bytes a swap",
                SWAPS,
                answers[0].get() + answers[1].get(),
                wrong.get(),
                alive,
                heap.get(heap.size() - 1) / (1 << 20),
                slope);
        assertThat(wrong.get()).isZero();
        assertThat(answers[0].get()).isPositive();
        assertThat(answers[1].get()).isPositive();
        assertThat(alive).isZero();
        if (SWAPS >= 100) {
            assertThat(slope).isLessThan(MOST_BYTES_PER_SWAP);
        }
    }

    /** What the collection left, without what the clients have allocated since. */
    private static double usedAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToDouble(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private static long awaitCollection(List<WeakReference<Recommender>> old) throws InterruptedException {
        long alive = old.size();
        for (int i = 0; i < 100 && alive > 0; i++) {
            System.gc();
            Thread.sleep(20);
            alive = old.stream().filter(each -> each.get() != null).count();
        }
        return alive;
    }

    /** Least squares of values against their indices. */
    private static double slope(List<Double> values) {
        double middle = (values.size() - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < values.size(); i++) {
            products += (i - middle) * values.get(i);
            squares += (i - middle) * (i - middle);
        }
        return products / squares;
    }
}
