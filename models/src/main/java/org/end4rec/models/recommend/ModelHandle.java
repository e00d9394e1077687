package org.end4rec.models.recommend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The model that a service answers from, which can be exchanged while requests are answered. Each request calls
 * {@link #get} once and uses what it got to its end; so no answer comes from two models. A new model is loaded and
 * prepared beside the old one, which needs memory for both, and takes over in one step. If anything fails, the old
 * model goes on serving. Exchanges happen one at a time, on the threads that ask for them: a later call waits for the
 * earlier one. The handle has no thread of its own and watches nothing. Thread-safe.
 *
 * <pre>{@code
 * ModelHandle models = ModelHandle.load(Path.of("models/monday.zip"));
 * models.get().recommend(history, 10);
 * models.swap(Path.of("models/tuesday.zip"));
 * executor.submit(() -> models.swap(Path.of("models/wednesday.zip")));
 * }</pre>
 */
public final class ModelHandle {
    private final Consumer<? super Recommender> preparation;
    private final ReentrantLock swapping = new ReentrantLock(true);
    private volatile LoadedModel current;

    private ModelHandle(LoadedModel first, Consumer<? super Recommender> preparation) {
        this.current = first;
        this.preparation = preparation;
    }

    /**
     * A handle that serves the model of a run, or of an export, after {@link Recommender#warmUp}.
     *
     * @throws IOException as {@link #swap}
     */
    public static ModelHandle load(Path source) throws IOException {
        return load(source, Recommender::warmUp);
    }

    /**
     * As {@link #load(Path)}, with another preparation.
     *
     * @param preparation is called with this model, and with each later one that is loaded, before it serves, in place
     *     of {@link Recommender#warmUp}; it refuses a model by throwing an exception
     */
    public static ModelHandle load(Path source, Consumer<? super Recommender> preparation) throws IOException {
        Objects.requireNonNull(preparation, "preparation");
        Recommender first = Recommender.load(source);
        try {
            preparation.accept(first);
        } catch (RuntimeException e) {
            throw new IOException("the model in " + source + " was refused: " + e.getMessage(), e);
        }
        return new ModelHandle(new LoadedModel(first, 1, Instant.now(), source), preparation);
    }

    /** A handle that serves a recommender as it is. Later models are prepared by {@link Recommender#warmUp}. */
    public static ModelHandle of(Recommender first) {
        return new ModelHandle(new LoadedModel(first, 1, Instant.now(), null), Recommender::warmUp);
    }

    /** The recommender to answer the next request with. */
    public Recommender get() {
        return current.recommender();
    }

    /** The model that is served now, with its version. */
    public LoadedModel current() {
        return current;
    }

    /**
     * Loads the model of a run or of an export, prepares it and serves it. Returns when it serves.
     *
     * @return the new model
     * @throws IOException if the new model cannot be loaded, or the preparation threw an exception; the message says
     *     why, and which model goes on serving
     */
    public LoadedModel swap(Path source) throws IOException {
        Objects.requireNonNull(source, "source");
        swapping.lock();
        try {
            return take(prepared(source), source);
        } finally {
            swapping.unlock();
        }
    }

    /**
     * Loads the model again from where the current one came from, as {@link #swap}: for a path whose contents change.
     *
     * @return the new model
     * @throws IOException as {@link #swap}
     * @throws IllegalStateException if the current model was made in memory
     */
    public LoadedModel reload() throws IOException {
        swapping.lock();
        try {
            Path source = current.source();
            if (source == null) {
                throw new IllegalStateException(
                        "ModelHandle: " + current + " was made in memory, so it cannot be loaded again; use swap");
            }
            return swap(source);
        } finally {
            swapping.unlock();
        }
    }

    /**
     * Serves another recommender in place of the current one, such as one that was made from it. No other exchange
     * comes in between. There is no preparation. The source stays, and {@link #reload} undoes the change.
     *
     * @param change gets the current recommender; if it throws an exception, the current model goes on serving
     * @return the new model
     */
    public LoadedModel update(UnaryOperator<Recommender> change) {
        Objects.requireNonNull(change, "change");
        swapping.lock();
        try {
            return take(Objects.requireNonNull(change.apply(get()), "the changed recommender"), current.source());
        } finally {
            swapping.unlock();
        }
    }

    private Recommender prepared(Path source) throws IOException {
        try {
            Recommender next = Recommender.load(source);
            preparation.accept(next);
            return next;
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "the model in " + source + " was refused: " + e.getMessage()
                            + ". The model goes on serving that is " + current,
                    e);
        }
    }

    private LoadedModel take(Recommender next, @Nullable Path source) {
        LoadedModel taken = new LoadedModel(next, current.version() + 1, Instant.now(), source);
        current = taken;
        return taken;
    }
}
