package org.end4rec.core.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.end4rec.core.kernel.scalar.Lanes;
import org.end4rec.core.kernel.scalar.ScalarKernels;

/**
 * The width of this machine's vectors, and the sixteen lanes of {@link Lanes} in them: one vector of 512 bits, two of
 * 256 bits, or four of 128 bits, in order.
 *
 * <p>There are only constants here, and the users repeat the few lines of a tree: a method that takes vectors keeps
 * them in memory where the compiler decides not to inline it, which it may after a loop, where code runs rarely.
 */
final class VectorLanes {
    static final int SMALLEST_BITS = 128;

    /** Wider than 512 bits would be more than sixteen lanes. */
    static final VectorSpecies<Float> SPECIES = preferredBits() >= 512
            ? FloatVector.SPECIES_512
            : preferredBits() >= 256 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;

    static final int WIDTH = SPECIES.length();

    // constants, so the compiler drops the branches not taken

    /** Whether sixteen lanes are one vector. */
    static final boolean ONE = WIDTH == Lanes.COUNT;

    /** Whether sixteen lanes are two vectors. */
    static final boolean TWO = 2 * WIDTH == Lanes.COUNT;

    /** Whether sixteen lanes are four vectors. */
    static final boolean FOUR = 4 * WIDTH == Lanes.COUNT;

    // a sum over lanes adds v.rearrange(BY_…) in this order; what is the same as BY_HALF is left out

    static final VectorShuffle<Float> BY_HALF = VectorShuffle.iota(SPECIES, WIDTH / 2, 1, true);
    static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
    static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    /** Two trees go on as one vector, the second in its upper half, once both halves of each are added. */
    static final VectorMask<Float> UPPER = VectorMask.fromLong(SPECIES, -1L << (WIDTH / 2));

    static final VectorSpecies<Integer> BITS = SPECIES.withLanes(int.class);

    /**
     * Sixteen zeros, then sixteen times all bits: with a vector read from it at 16 − i, the first i lanes are cleared.
     */
    static final int[] MASKS = masks();

    /** What is left of a loop after its last full vector, and what is too short for one, goes to these kernels. */
    static final ScalarKernels TAIL = new ScalarKernels();

    private VectorLanes() {}

    static int preferredBits() {
        return VectorShape.preferredShape().vectorBitSize();
    }

    private static int[] masks() {
        int[] masks = new int[2 * Lanes.COUNT];
        Arrays.fill(masks, Lanes.COUNT, masks.length, -1);
        return masks;
    }
}
