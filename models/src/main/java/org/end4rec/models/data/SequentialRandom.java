package org.end4rec.models.data;

import org.end4rec.core.random.RandomStream;

/** A stream of random numbers taken one after the other. */
final class SequentialRandom {
    private final RandomStream stream;
    private long index;

    SequentialRandom(long seed, String purpose, long step) {
        stream = RandomStream.of(seed, purpose, step);
    }

    private SequentialRandom(RandomStream stream, long index) {
        this.stream = stream;
        this.index = index;
    }

    /** Skips some numbers; returns a stream that begins with these numbers. */
    SequentialRandom skip(int count) {
        SequentialRandom skipped = new SequentialRandom(stream, index);
        index += count;
        return skipped;
    }

    /** The stream that begins some numbers after this stream. */
    SequentialRandom at(int after) {
        return new SequentialRandom(stream, index + after);
    }

    /** Uniform on [0, 1). */
    float uniform() {
        return stream.uniform(index++);
    }

    /** Uniform on 0 … bound−1. */
    int below(int bound) {
        return stream.below(index++, bound);
    }

    /** An index of {@code cumulative}, whose entry i is the weight of all entries up to i. */
    int weighted(double[] cumulative) {
        double point = uniform() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > point) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
