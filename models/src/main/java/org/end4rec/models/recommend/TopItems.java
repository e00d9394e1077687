package org.end4rec.models.recommend;

/**
 * The best of many scores, which must come in ascending order of items; of equal scores the smaller item comes first.
 * This is a heap whose root is the worst of the best. If the maximum of a block of scores does not beat the root of a
 * full heap, the whole block can be skipped. Not thread-safe.
 */
final class TopItems {
    private final int[] items;
    private final float[] scores;
    private final Exclusion excluded;
    private int size;

    /** @param top the number of wanted items, at least 1 */
    TopItems(int top, Exclusion excluded) {
        items = new int[top];
        scores = new float[top];
        this.excluded = excluded;
    }

    /** Whether an item, larger than any offered before, may be among the best with that score or a smaller one. */
    boolean admits(float score) {
        return size < items.length || beatsWorst(score) || excluded.rescores();
    }

    /** Whether a score is at least the score of the worst of the best items. */
    boolean reaches(float score) {
        return size < items.length || Float.compare(score, scores[0]) >= 0;
    }

    /** Offers an item larger than any offered before, unless the rules leave it out; they may change its score. */
    void offer(int item, float score) {
        if (!admits(score) || excluded.has(item)) {
            return;
        }
        if (!excluded.rescores()) {
            add(item, score);
            return;
        }
        float rescored = excluded.rescored(item, score);
        if (!Float.isNaN(rescored) && (size < items.length || beatsWorst(rescored))) {
            add(item, rescored);
        }
    }

    private void add(int item, float score) {
        if (size < items.length) {
            items[size] = item;
            scores[size] = score;
            siftUp(size++);
        } else {
            items[0] = item;
            scores[0] = score;
            siftDown();
        }
    }

    /** The best items, best first; fewer than wanted if fewer were offered. Nothing can be offered any more. */
    RankedItems take() {
        int found = size;
        int[] bestItems = new int[found];
        float[] bestScores = new float[found];
        for (int i = found - 1; i >= 0; i--) {
            bestItems[i] = items[0];
            bestScores[i] = scores[0];
            size--;
            items[0] = items[size];
            scores[0] = scores[size];
            siftDown();
        }
        return new RankedItems(bestItems, bestScores);
    }

    /** Whether a score, of an item larger than all in the heap, beats the root of a full heap. */
    private boolean beatsWorst(float value) {
        return !(value < scores[0]) && Float.compare(value, scores[0]) > 0;
    }

    private boolean isBetter(int a, int b) {
        int order = Float.compare(scores[a], scores[b]);
        return order > 0 || order == 0 && items[a] < items[b];
    }

    private void siftUp(int from) {
        int child = from;
        while (child > 0 && isBetter((child - 1) / 2, child)) {
            swap(child, (child - 1) / 2);
            child = (child - 1) / 2;
        }
    }

    private void siftDown() {
        int parent = 0;
        while (true) {
            int worst = parent;
            int left = 2 * parent + 1;
            int right = left + 1;
            if (left < size && isBetter(worst, left)) {
                worst = left;
            }
            if (right < size && isBetter(worst, right)) {
                worst = right;
            }
            if (worst == parent) {
                return;
            }
            swap(parent, worst);
            parent = worst;
        }
    }

    private void swap(int a, int b) {
        int item = items[a];
        items[a] = items[b];
        items[b] = item;
        float score = scores[a];
        scores[a] = scores[b];
        scores[b] = score;
    }
}
