package org.end4rec.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Handles Ctrl-C: asks the work to stop, waits a moment for it, and prints a last message. Active from the constructor
 * to {@link #close}, which the thread of the work must call.
 */
final class Interruption implements AutoCloseable {
    /** Exit code of a program that Ctrl-C ended. */
    static final int EXIT_CODE = 130;

    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    /** @param lastWord called with whether the work has stopped by then */
    Interruption(Runnable stop, Consumer<Boolean> lastWord) {
        hook = new Thread(() -> interrupt(stop, lastWord), "end4rec-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupt(Runnable stop, Consumer<Boolean> lastWord) {
        stop.run();
        try {
            // files are replaced wholly or not at all, so nothing is lost if this waits no longer
            boolean stopped = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            lastWord.accept(stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the hook is running already, so it need not be removed
            return;
        }
    }
}
