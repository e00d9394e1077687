package org.end4rec.core.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.end4rec.core.kernel.warmup.KernelCall;
import org.end4rec.core.kernel.warmup.KernelFamily;
import org.end4rec.core.kernel.warmup.WarmUp;

/**
 * A thread that warms the vector kernels up while the program runs on the scalar kernels, and lets them take over once
 * they make no objects. A family that still makes objects stays in plain Java.
 */
final class WarmUpThread {
    /** A program that is done before does not pay for the warm-up, some six seconds of processor time. */
    private static final long DELAY_MILLISECONDS = 300;

    /** Of processor time: some ten times what is usual. */
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

    private static final int MOST_NAMES = 3;

    private final Supplier<Kernels> choice;
    private final Consumer<Kernels> use;
    private final Function<Set<KernelFamily>, Kernels> without;
    private final Logger logger;
    private final CountDownLatch end = new CountDownLatch(1);

    /**
     * @param choice the vector kernels, or the scalar ones where the vector kernels cannot run
     * @param use receives what the program is to run on
     * @param without the vector kernels without some families
     */
    WarmUpThread(
            Supplier<Kernels> choice,
            Consumer<Kernels> use,
            Function<Set<KernelFamily>, Kernels> without,
            Logger logger) {
        this.choice = choice;
        this.use = use;
        this.without = without;
        this.logger = logger;
    }

    void start() {
        Thread thread = new Thread(null, this::run, "end4rec-kernels", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    /** Waits until the vector kernels have taken over, or cannot. An interrupt ends the waiting, and stays set. */
    void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Thread.sleep(DELAY_MILLISECONDS);
            Kernels kernels = choice.get();
            if (kernels != Provider.SCALAR) {
                takeOver(kernels, WarmUp.of(kernels, LONGEST));
            }
        } catch (InterruptedException e) {
            logger.log(Level.DEBUG, "Kernels: the warm-up of the vector kernels was interrupted.");
        } catch (LinkageError e) {
            logger.log(
                    Level.DEBUG, "Kernels: scalar, because the warm-up of the vector kernels cannot load a class.", e);
        } finally {
            end.countDown();
        }
    }

    /** @param failed calls that make objects */
    void takeOver(Kernels kernels, List<KernelCall> failed) {
        if (failed.isEmpty()) {
            use.accept(kernels);
            return;
        }
        Set<KernelFamily> families = WarmUp.families(failed);
        Kernels kept = without.apply(families);
        String name = kept == Provider.SCALAR
                ? "scalar"
                : "vector, without " + families.iterator().next().name().toLowerCase(Locale.ROOT);
        logger.log(
                Level.INFO,
                "Kernels: " + name + ", because this JVM makes an object of each vector in " + names(failed)
                        + ". The results are the same; another start may be faster.");
        use.accept(kept);
    }

    private static String names(List<KernelCall> calls) {
        String named = calls.stream().limit(MOST_NAMES).map(KernelCall::name).collect(Collectors.joining(", "));
        return calls.size() > MOST_NAMES ? named + " and " + (calls.size() - MOST_NAMES) + " more" : named;
    }
}
