package org.end4rec.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of this machine's vectors, and the sixteen lanes of {@link Lanes} in them: one vector of 512 bits, or two of
 * 256 bits of which {@code high} holds the lanes from 8 on.
 */
final class VectorLanes {
    static final int SMALLEST_BITS = 256;

    /** Wider than 512 bits would be more than sixteen lanes. */
    static final VectorSpecies<Float> SPECIES =
            preferredBits() >= 512 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_256;

    static final int WIDTH = SPECIES.length();

    /** Whether sixteen lanes are two vectors; a constant, so the compiler drops the branch not taken. */
    static final boolean PAIR = WIDTH < Lanes.COUNT;

    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);
    private static final FloatVector NUMBERS = FloatVector.zero(SPECIES).addIndex(1);

    private VectorLanes() {}

    static int preferredBits() {
        return VectorShape.preferredShape().vectorBitSize();
    }

    /** The tree of sums over all sixteen lanes. */
    static float tree(FloatVector low, FloatVector high) {
        FloatVector sum = low.add(PAIR ? high : low.rearrange(BY_8));
        sum = sum.add(sum.rearrange(BY_4));
        sum = sum.add(sum.rearrange(BY_2));
        return sum.add(sum.rearrange(BY_1)).lane(0);
    }

    /** The largest lane, NaN if any is. */
    static float largest(FloatVector v) {
        FloatVector largest = PAIR ? v : v.max(v.rearrange(BY_8));
        largest = largest.max(largest.rearrange(BY_4));
        largest = largest.max(largest.rearrange(BY_2));
        return largest.max(largest.rearrange(BY_1)).lane(0);
    }

    /** {@code v} in the lanes from {@code from} on, 0 before; the vector's first lane has the number {@code lane}. */
    static FloatVector last(FloatVector v, int from, int lane) {
        return FloatVector.zero(SPECIES).blend(v, NUMBERS.compare(VectorOperators.GE, (float) (from - lane)));
    }
}
