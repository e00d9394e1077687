package org.end4rec.models.data;

/** Hears how far a long call is, on the thread that made the call. */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = (done, total) -> {};

    /**
     * Part of the work is done.
     *
     * @param done parts that are done, at least 0
     * @param total all parts, or 0 where their number is not known
     */
    void at(long done, long total);
}
