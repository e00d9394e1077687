package org.end4rec.models.recommend;

/** Ranks all items after a history, in numbers. Thread-safe. */
@FunctionalInterface
interface Ranker {
    /**
     * The {@code top} best items, or all if fewer are left.
     *
     * @param items item numbers of the history, oldest first
     * @param behaviors behavior numbers of the same events
     * @param top at least 1
     */
    RankedItems rank(int[] items, int[] behaviors, int top, Exclusion excluded);
}
