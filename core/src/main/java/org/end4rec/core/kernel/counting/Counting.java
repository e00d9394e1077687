package org.end4rec.core.kernel.counting;

import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.kernel.scalar.Lanes;

/**
 * What the counting kernels of all families share: whom they ask to do the work, and where they write down its cost.
 */
interface Counting {
    /** Bytes of a float. */
    long FLOAT = Float.BYTES;

    /** Bytes of a double. */
    long DOUBLE = Double.BYTES;

    /** Additions in which the sixteen lanes of a sum meet. */
    long LANE_TREE = Lanes.COUNT - 1;

    /** Who computes. */
    Kernels delegate();

    /** Where the cost is added up. */
    OperationCounter counter();

    /** The cost of n elements, given that of one; {@code touched} floats are read or written for each. */
    default void count(int n, int adds, int multiplies, int functions, int touched) {
        counter().add((long) n * adds, (long) n * multiplies, 0, (long) n * functions, FLOAT * n * touched);
    }
}
