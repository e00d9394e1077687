package org.end4rec.models.data;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.List;

/** Whole numbers by index, in an array or in the pages of a mapped file. */
abstract class IntColumn {
    /** Elements of a page of a mapped file, in bits. */
    static final int PAGE_BITS = 27;

    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

    /** The numbers of an array, which is shared. */
    static IntColumn of(int[] numbers) {
        return new Heap(numbers);
    }

    /** As many zeros. */
    static IntColumn zeros(int length) {
        return new Zeros(length);
    }

    /** The numbers of pages of 2^{@value #PAGE_BITS} elements; the last page may be shorter. */
    static IntColumn ofInts(List<IntBuffer> pages) {
        return new Mapped(pages.toArray(IntBuffer[]::new));
    }

    /** The numbers of pages of bytes, from 0 to 255. */
    static IntColumn ofBytes(List<ByteBuffer> pages) {
        return new MappedBytes(pages.toArray(ByteBuffer[]::new));
    }

    abstract int length();

    abstract int get(int index);

    /** The numbers in one array, which may be shared. */
    int[] array() {
        return copy(0, length());
    }

    /** The numbers from … to−1, copied. */
    int[] copy(int from, int to) {
        int[] numbers = new int[to - from];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = get(from + i);
        }
        return numbers;
    }

    private static final class Heap extends IntColumn {
        private final int[] numbers;

        Heap(int[] numbers) {
            this.numbers = numbers;
        }

        @Override
        int length() {
            return numbers.length;
        }

        @Override
        int get(int index) {
            return numbers[index];
        }

        @Override
        int[] array() {
            return numbers;
        }
    }

    private static final class Zeros extends IntColumn {
        private final int length;

        Zeros(int length) {
            this.length = length;
        }

        @Override
        int length() {
            return length;
        }

        @Override
        int get(int index) {
            return 0;
        }
    }

    private static final class Mapped extends IntColumn {
        private final IntBuffer[] pages;

        Mapped(IntBuffer[] pages) {
            this.pages = pages;
        }

        @Override
        int length() {
            return LongColumn.length(pages);
        }

        @Override
        int get(int index) {
            return pages[index >>> PAGE_BITS].get(index & PAGE_MASK);
        }
    }

    private static final class MappedBytes extends IntColumn {
        private final ByteBuffer[] pages;

        MappedBytes(ByteBuffer[] pages) {
            this.pages = pages;
        }

        @Override
        int length() {
            return LongColumn.length(pages);
        }

        @Override
        int get(int index) {
            return pages[index >>> PAGE_BITS].get(index & PAGE_MASK) & 0xFF;
        }
    }
}
