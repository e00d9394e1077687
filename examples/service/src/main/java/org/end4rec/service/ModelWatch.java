package org.end4rec.service;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Looks from time to time whether the place of the model has another one, and loads it. Files that change between two
 * looks are being written, so they are left alone; a model that was refused is tried again once its files change.
 */
final class ModelWatch implements AutoCloseable {
    private final ServedModels models;
    private final Thread thread;
    private List<String> seen = List.of();
    private List<String> tried;

    /** Watches from now on. A time of zero looks only if {@link #look} is called. */
    ModelWatch(ServedModels models, Duration time) {
        this.models = models;
        tried = state();
        thread = new Thread(() -> watch(time), "end4rec-watch");
        thread.setDaemon(true);
        if (!time.isZero()) {
            thread.start();
        }
    }

    private void watch(Duration time) {
        try {
            while (true) {
                Thread.sleep(time.toMillis());
                look();
            }
        } catch (InterruptedException e) {
            // the service stops
            return;
        }
    }

    /** Loads what is new in the place, if it is complete. */
    void look() {
        List<String> now = state();
        boolean isWritten = !now.equals(seen);
        seen = now;
        boolean isKnown = models.isReady() && now.equals(models.state());
        if (isWritten || isKnown || now.equals(tried) || isInTraining()) {
            return;
        }
        tried = now;
        try {
            models.load("watch");
        } catch (IOException | RuntimeException refused) {
            // the log has the reason, and the model before goes on serving
            return;
        }
    }

    /** A model that is not trained to its end takes the place of such a model only. */
    private boolean isInTraining() {
        try {
            return models.isReady() && models.get().about().isFinished() && !ModelFiles.isFinished(models.source());
        } catch (IOException e) {
            // loading it says what is wrong
            return false;
        }
    }

    private List<String> state() {
        try {
            return ModelFiles.state(models.source());
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
