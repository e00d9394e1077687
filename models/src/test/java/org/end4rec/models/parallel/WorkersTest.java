package org.end4rec.models.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    // values

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyTaskRunsOnce(int threads) {
        try (Workers workers = new Workers(threads)) {
            assertThat(workers.threads()).isEqualTo(threads);
            for (int count : new int[] {0, 1, 2, 7, 1000}) {
                AtomicIntegerArray runs = new AtomicIntegerArray(count);
                Set<Integer> used = ConcurrentHashMap.newKeySet();
                workers.run(count, (number, worker) -> {
                    runs.incrementAndGet(number);
                    used.add(worker);
                });
                for (int i = 0; i < count; i++) {
                    assertThat(runs.get(i)).as("task %d of %d", i, count).isEqualTo(1);
                }
                assertThat(used).allSatisfy(worker -> assertThat(worker).isBetween(0, threads - 1));
            }
        }
    }

    @Test
    void tasksRunTogether() {
        try (Workers workers = new Workers(3)) {
            CountDownLatch all = new CountDownLatch(3);
            workers.run(3, (number, worker) -> {
                all.countDown();
                // returns only if each of the three tasks has a thread of its own
                assertThat(await(all)).isTrue();
            });
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // edges

    @Test
    void closingEndsTheThreads() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(3);
        try (Workers workers = new Workers(3)) {
            workers.run(3, (number, worker) -> {
                threads.add(Thread.currentThread());
                all.countDown();
                await(all);
            });
        }
        threads.remove(Thread.currentThread());
        assertThat(threads).hasSize(2);
        for (Thread thread : threads) {
            assertThat(thread.isDaemon()).isTrue();
            thread.join(60_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void anInterruptedCallerStillWaitsForTheTasks() {
        CountDownLatch both = new CountDownLatch(2);
        AtomicInteger finished = new AtomicInteger();
        try (Workers workers = new Workers(2)) {
            workers.run(2, (number, worker) -> {
                both.countDown();
                assertThat(await(both)).isTrue();
                if (worker == 0) {
                    Thread.currentThread().interrupt();
                } else {
                    // long after the caller, interrupted, has begun to wait
                    LockSupport.parkNanos(100_000_000);
                }
                finished.incrementAndGet();
            });
            assertThat(finished).hasValue(2);
        }
        // reading the flag clears it for the tests that follow
        assertThat(Thread.interrupted()).isTrue();
    }

    // errors

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anExceptionIsThrownOnAfterTheOtherTasks(int threads) {
        try (Workers workers = new Workers(threads)) {
            AtomicInteger started = new AtomicInteger();
            AtomicInteger ended = new AtomicInteger();
            assertThatThrownBy(() -> workers.run(50, (number, worker) -> {
                        started.incrementAndGet();
                        try {
                            if (number == 3) {
                                throw new IllegalStateException("task three");
                            }
                        } finally {
                            ended.incrementAndGet();
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("task three");
            assertThat(ended).hasValue(started.get());
            // the workers are as good as new
            AtomicInteger sum = new AtomicInteger();
            workers.run(10, (number, worker) -> sum.addAndGet(number));
            assertThat(sum).hasValue(45);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anErrorIsThrownOn(int threads) {
        try (Workers workers = new Workers(threads)) {
            assertThatThrownBy(() -> workers.run(5, (number, worker) -> {
                        throw new StackOverflowError("deep");
                    }))
                    .isInstanceOf(StackOverflowError.class)
                    .hasMessage("deep");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void noTaskIsBegunAfterAnException(int threads) {
        try (Workers workers = new Workers(threads)) {
            AtomicInteger begun = new AtomicInteger();
            assertThatThrownBy(() -> workers.run(1_000_000, (number, worker) -> {
                        begun.incrementAndGet();
                        throw new IllegalStateException("at once");
                    }))
                    .hasMessage("at once");
            assertThat(begun.get()).isLessThanOrEqualTo(threads);
        }
    }

    /** Many times: whether the inner call meets the outer run at work or at its end is left to chance. */
    @Test
    void aListenerIsToldOfEveryTaskOfEveryRun() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (Workers workers = new Workers(2, (run, number, nanoseconds) -> told.add(run + ":" + number))) {
            workers.run(2, (number, worker) -> {});
            workers.run(1, (number, worker) -> {});
        }
        assertThat(told).containsExactlyInAnyOrder("1:0", "1:1", "2:0");
    }

    @Test
    void aRunWithinARun() {
        try (Workers workers = new Workers(2)) {
            for (int i = 0; i < 2000; i++) {
                assertThatThrownBy(() -> workers.run(2, (number, worker) -> workers.run(1, (inner, same) -> {})))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("Workers.run: another run is under way; let it end, or use other workers");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aRunAfterClosing(int threads) {
        Workers workers = new Workers(threads);
        workers.close();
        workers.close();
        assertThatThrownBy(() -> workers.run(2, (number, worker) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Workers.run: closed; keep the workers open as long as they are used");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void fewerThanOneThread(int threads) {
        assertThatThrownBy(() -> new Workers(threads))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads is " + threads + "; it must be at least 1");
    }
}
