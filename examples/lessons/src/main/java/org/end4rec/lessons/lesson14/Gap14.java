package org.end4rec.lessons.lesson14;

/** What the exercise of lesson 14 fills in. */
public interface Gap14 {
    /**
     * The place of the target among all items, from 1. An item with the same score as the target is ahead of it.
     *
     * @param scores the score of each item; items count from 1, and scores[0] is no item
     */
    int rank(float[] scores, int target);

    /** NDCG@cutoff of one target: 1/log₂(rank + 1) if the rank is at most the cutoff, else 0. */
    double ndcg(int rank, int cutoff);

    /**
     * Whether the line shows its answer. It does if an event of the training or of the input is on the target's item,
     * or if its time is the target's or later.
     */
    boolean leaks(SplitLine line);
}
