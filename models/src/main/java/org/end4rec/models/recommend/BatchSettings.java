package org.end4rec.models.recommend;

import java.util.Objects;
import org.end4rec.models.data.ProgressListener;

/**
 * How {@link Recommender#recommendAll} answers: the rules for everybody, threads and progress.
 *
 * <pre>{@code
 * BatchSettings.of(Request.of(List.of()).top(20).without(soldOut)).threads(4).progress(bar::update)
 * }</pre>
 *
 * <p>Each call gives new settings. Immutable.
 */
public final class BatchSettings {
    private static final int MOST_THREADS = 1024;

    private final Request rules;
    private final int threads;
    private final ProgressListener progress;

    private BatchSettings(Request rules, int threads, ProgressListener progress) {
        this.rules = rules;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Settings with one thread for each processor.
     *
     * @param rules the rules for every user; the history of the request is not used. Several threads call the functions
     *     of the request at once
     */
    public static BatchSettings of(Request rules) {
        return new BatchSettings(
                Objects.requireNonNull(rules, "rules"),
                Runtime.getRuntime().availableProcessors(),
                ProgressListener.NONE);
    }

    /**
     * The number of threads that compute; with 1 the calling thread computes. The number never changes an answer.
     *
     * @throws IllegalArgumentException if {@code n} is not within 1 … 1,024
     */
    public BatchSettings threads(int n) {
        if (n < 1 || n > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "BatchSettings: threads is " + n + "; it must be from 1 to " + MOST_THREADS);
        }
        return new BatchSettings(rules, n, progress);
    }

    /** Is told after each block of users how many users have their answers, on the calling thread. */
    public BatchSettings progress(ProgressListener listener) {
        return new BatchSettings(rules, threads, Objects.requireNonNull(listener, "listener"));
    }

    Request rules() {
        return rules;
    }

    int threads() {
        return threads;
    }

    ProgressListener progress() {
        return progress;
    }
}
