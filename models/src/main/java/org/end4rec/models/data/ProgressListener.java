package org.end4rec.models.data;

/** Receives the progress of a long call, on the thread that made the call. */
@FunctionalInterface
public interface ProgressListener {
    /** Ignores the progress. */
    ProgressListener NONE = (done, total) -> {};

    /**
     * Part of the work is done.
     *
     * @param done parts that are done, at least 0
     * @param total all parts, or 0 where their number is not known
     */
    void at(long done, long total);
}
