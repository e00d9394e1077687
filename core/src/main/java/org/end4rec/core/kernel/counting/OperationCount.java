package org.end4rec.core.kernel.counting;

/**
 * Numbers of operations, scalar ones whatever the width of the vectors. A fused multiply-add is one addition and one
 * multiplication; changes of sign and comparisons are free.
 *
 * @param adds additions and subtractions
 * @param multiplies multiplications
 * @param divisions divisions and square roots
 * @param functions exponentials and other polynomials of the engine's own, each counted as one
 * @param bytes bytes that a kernel reads before it has written them, or writes, each place counted once a call: what
 *     has to move between memory and kernel if nothing else is in the cache
 */
public record OperationCount(long adds, long multiplies, long divisions, long functions, long bytes) {
    /** No operation. */
    public static final OperationCount NONE = new OperationCount(0, 0, 0, 0, 0);

    /** The sum. */
    public OperationCount plus(OperationCount other) {
        return new OperationCount(
                adds + other.adds,
                multiplies + other.multiplies,
                divisions + other.divisions,
                functions + other.functions,
                bytes + other.bytes);
    }

    /** Additions and multiplications together: the real operations in which transforms are usually counted. */
    public long real() {
        return adds + multiplies;
    }
}
