package org.end4rec.models.recommend;

/**
 * Changes the score of an item before the best are selected, for {@link Request#boost}. An example, which lifts what is
 * on sale: {@code (item, score) -> onSale.contains(item) ? score + 1 : score}.
 */
@FunctionalInterface
public interface Rescorer {
    /**
     * The new score, a finite number; NaN leaves the item out. Called on the thread of the request, in any order; the
     * same item and score must give the same result.
     *
     * @param item id of the item
     * @param score the score without the rescorer; of the most popular items the number of their events
     */
    float rescore(String item, float score);
}
