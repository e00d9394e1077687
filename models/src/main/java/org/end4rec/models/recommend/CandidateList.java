package org.end4rec.models.recommend;

/**
 * The items of one search that may be among the best, by their bounds. Each item adds its lower bound to a heap; the
 * upper bound of a later item must beat the root of the heap. When the list is full, and at the end, the items that are
 * still open are scored: usually a few more than wanted.
 */
final class CandidateList {
    private static final int CAPACITY = 512;

    private final QuantizedCatalogue catalogue;
    private final float[] z;
    private final TopItems lowerBounds;
    private final TopItems best;
    private final int[] items = new int[CAPACITY];
    private final float[] upperBounds = new float[CAPACITY];
    private int size;

    /**
     * @param z the query, [d]
     * @param top the number of wanted items, at least 1
     */
    CandidateList(QuantizedCatalogue catalogue, float[] z, int top) {
        this.catalogue = catalogue;
        this.z = z;
        lowerBounds = new TopItems(top, Exclusion.NONE);
        best = new TopItems(top, Exclusion.NONE);
    }

    /** Whether an item, larger than any added before, could be among the best with that upper bound. */
    boolean admits(float upperBound) {
        return lowerBounds.admits(upperBound);
    }

    /** Adds an item that is admitted, not left out, and larger than any added before. */
    void add(int item, float upperBound, float lowerBound) {
        if (size == CAPACITY) {
            settle();
        }
        items[size] = item;
        upperBounds[size++] = upperBound;
        lowerBounds.offer(item, lowerBound);
    }

    /** The best items, best first. Nothing can be added any more. */
    RankedItems take() {
        settle();
        return best.take();
    }

    private void settle() {
        for (int i = 0; i < size; i++) {
            if (lowerBounds.reaches(upperBounds[i])) {
                best.offer(items[i], catalogue.score(z, items[i]));
            }
        }
        size = 0;
    }
}
