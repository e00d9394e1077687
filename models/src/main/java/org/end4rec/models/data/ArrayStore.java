package org.end4rec.models.data;

import java.util.Arrays;

/** Events in arrays. */
final class ArrayStore extends EventStore {
    int[] user = new int[1024];
    int[] item = new int[1024];
    int[] behavior = new int[1024];
    long[] timestamp = new long[1024];
    int[] label = new int[1024];

    private int size;

    @Override
    void add(int user, int item, int behavior, long timestamp, int label) {
        if (size == this.user.length) {
            resize(size + (size >> 1));
        }
        this.user[size] = user;
        this.item[size] = item;
        this.behavior[size] = behavior;
        this.timestamp[size] = timestamp;
        this.label[size] = label;
        size++;
    }

    @Override
    void refineTimes(long factor) {
        for (int row = 0; row < size; row++) {
            timestamp[row] *= factor;
        }
    }

    @Override
    long size() {
        return size;
    }

    /** The log of the events, which owns the store. */
    EventLog toLog() {
        resize(size);
        return new EventLog(this);
    }

    private void resize(int capacity) {
        user = Arrays.copyOf(user, capacity);
        item = Arrays.copyOf(item, capacity);
        behavior = Arrays.copyOf(behavior, capacity);
        timestamp = Arrays.copyOf(timestamp, capacity);
        label = Arrays.copyOf(label, capacity);
    }
}
