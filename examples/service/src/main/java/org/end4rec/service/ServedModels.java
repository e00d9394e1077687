package org.end4rec.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.end4rec.models.recommend.LoadedModel;
import org.end4rec.models.recommend.ModelHandle;
import org.end4rec.models.recommend.Recommender;
import org.jspecify.annotations.Nullable;

/** The model in use, and its exchange by what is in the same place later. */
final class ServedModels {
    private final Path source;
    private final LogLines log;
    private final Telemetry telemetry;
    private final ReentrantLock loading = new ReentrantLock();
    private @Nullable ModelHandle handle;
    private volatile @Nullable ServedModel served;
    private volatile List<String> servedState = List.of();
    private volatile @Nullable String refusal;

    /** The files as they were when the load began. */
    private List<String> state = List.of();

    private ModelFiles.@Nullable About described;

    ServedModels(Path source, LogLines log, Telemetry telemetry) {
        this.source = source;
        this.log = log;
        this.telemetry = telemetry;
    }

    /** The model to answer a request with. */
    ServedModel get() {
        ServedModel now = served;
        if (now == null) {
            throw new Problem(Problem.UNAVAILABLE, null, "the model is being loaded");
        }
        return now;
    }

    boolean isReady() {
        return served != null;
    }

    /** The files of the model in use, as they were when it was loaded. */
    List<String> state() {
        return servedState;
    }

    /** Why the newest model in the place is not served; null if it is. */
    @Nullable
    String refusal() {
        return refusal;
    }

    Path source() {
        return source;
    }

    /**
     * Loads what is in the place now, warms it up and serves it. If anything fails, the model before goes on serving.
     *
     * @param cause who wants it, for the log
     * @throws IOException if the model is refused
     * @throws Problem if another load is going on
     */
    ServedModel load(String cause) throws IOException {
        if (!loading.tryLock()) {
            throw new Problem(Problem.CONFLICT, "model", "another load of the model is going on; ask again later");
        }
        try {
            long start = System.nanoTime();
            state = ModelFiles.state(source);
            LoadedModel loaded = loaded();
            ModelFiles.About about = Objects.requireNonNull(described);
            ServedModel next = new ServedModel(loaded, about);
            servedState = state;
            served = next;
            refusal = null;
            telemetry.reload("loaded");
            log.info(
                    "model-loaded",
                    Map.of(
                            "cause",
                            cause,
                            "version",
                            loaded.version(),
                            "checksum",
                            about.checksum(),
                            "seconds",
                            Math.round((System.nanoTime() - start) / 1e7) / 100.0));
            return next;
        } catch (OutOfMemoryError e) {
            throw refused(cause, "there is not enough memory for the new model beside the old one", e);
        } catch (IOException e) {
            throw refused(cause, String.valueOf(e.getMessage()), e);
        } finally {
            loading.unlock();
        }
    }

    private IOException refused(String cause, String why, Throwable failure) {
        refusal = why;
        telemetry.reload("refused");
        log.warn("model-refused", Map.of("cause", cause, "why", why));
        return new IOException(why, failure);
    }

    private LoadedModel loaded() throws IOException {
        ModelHandle known = handle;
        if (known == null) {
            known = ModelHandle.load(source, this::prepare);
            handle = known;
            return known.current();
        }
        return known.swap(source);
    }

    private void prepare(Recommender next) {
        next.warmUp();
        try {
            described = ModelFiles.read(source);
            if (!ModelFiles.state(source).equals(state)) {
                throw new IllegalStateException("its files were written while it was loaded");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
