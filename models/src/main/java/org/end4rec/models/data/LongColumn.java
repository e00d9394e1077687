package org.end4rec.models.data;

import java.nio.Buffer;
import java.nio.LongBuffer;
import java.util.List;

/** Long numbers by index, in an array or in the pages of a mapped file. */
abstract class LongColumn {
    private static final int PAGE_MASK = (1 << IntColumn.PAGE_BITS) - 1;

    /** Zero at every index. */
    static final LongColumn ZEROS = new LongColumn() {
        @Override
        long get(int index) {
            return 0;
        }
    };

    /** The numbers of an array, which is shared. */
    static LongColumn of(long[] numbers) {
        return new LongColumn() {
            @Override
            long get(int index) {
                return numbers[index];
            }
        };
    }

    /** The numbers of pages of 2^{@value IntColumn#PAGE_BITS} elements; the last page may be shorter. */
    static LongColumn ofLongs(List<LongBuffer> pages) {
        LongBuffer[] all = pages.toArray(LongBuffer[]::new);
        return new LongColumn() {
            @Override
            long get(int index) {
                return all[index >>> IntColumn.PAGE_BITS].get(index & PAGE_MASK);
            }
        };
    }

    abstract long get(int index);

    /** The number of elements in all pages. */
    static int length(Buffer[] pages) {
        int full = Math.max(0, pages.length - 1);
        return (full << IntColumn.PAGE_BITS) + (pages.length == 0 ? 0 : pages[full].limit());
    }
}
