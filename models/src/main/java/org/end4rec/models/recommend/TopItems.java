package org.end4rec.models.recommend;

/** The best of a list of scores. */
final class TopItems {
    private TopItems() {}

    /**
     * Indices of the {@code top} largest scores that are not excluded, largest first; of equal scores the smaller index
     * comes first. O(n log top), by a heap whose root is the worst of the best.
     */
    static int[] of(float[] scores, boolean[] excluded, int top) {
        int[] heap = new int[Math.min(top, scores.length)];
        int size = 0;
        for (int i = 0; i < scores.length; i++) {
            if (excluded[i]) {
                continue;
            }
            if (size < heap.length) {
                heap[size] = i;
                siftUp(heap, size++, scores);
            } else if (size > 0 && isBetter(scores, i, heap[0])) {
                heap[0] = i;
                siftDown(heap, size, scores);
            }
        }
        int[] best = new int[size];
        for (int i = size - 1; i >= 0; i--) {
            best[i] = heap[0];
            heap[0] = heap[--size];
            siftDown(heap, size, scores);
        }
        return best;
    }

    private static boolean isBetter(float[] scores, int a, int b) {
        int order = Float.compare(scores[a], scores[b]);
        return order > 0 || order == 0 && a < b;
    }

    private static void siftUp(int[] heap, int from, float[] scores) {
        int child = from;
        while (child > 0 && isBetter(scores, heap[(child - 1) / 2], heap[child])) {
            swap(heap, child, (child - 1) / 2);
            child = (child - 1) / 2;
        }
    }

    private static void siftDown(int[] heap, int size, float[] scores) {
        int parent = 0;
        while (true) {
            int worst = parent;
            int left = 2 * parent + 1;
            int right = left + 1;
            if (left < size && isBetter(scores, heap[worst], heap[left])) {
                worst = left;
            }
            if (right < size && isBetter(scores, heap[worst], heap[right])) {
                worst = right;
            }
            if (worst == parent) {
                return;
            }
            swap(heap, parent, worst);
            parent = worst;
        }
    }

    private static void swap(int[] heap, int a, int b) {
        int kept = heap[a];
        heap[a] = heap[b];
        heap[b] = kept;
    }
}
