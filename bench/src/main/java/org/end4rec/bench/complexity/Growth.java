package org.end4rec.bench.complexity;

/** How a cost may grow with the length. */
public enum Growth {
    /** N. */
    LINEAR("N"),
    /** N·log₂ N. */
    LINEARITHMIC("N log N"),
    /** N^1.5. */
    THREE_HALVES("N^1.5"),
    /** N². */
    QUADRATIC("N²");

    private final String title;

    Growth(String title) {
        this.title = title;
    }

    /** The name a reader sees. */
    public String title() {
        return title;
    }

    /** f(N). */
    public double of(double n) {
        return switch (this) {
            case LINEAR -> n;
            case LINEARITHMIC -> n * StrictMath.log(n) / StrictMath.log(2);
            case THREE_HALVES -> n * StrictMath.sqrt(n);
            case QUADRATIC -> n * n;
        };
    }

    /**
     * Whether a clock cannot distinguish the two, as N and N log N: from N 128 to 4,096 a logarithm grows by a factor
     * of 1.7, and so may the time of one operation where a cache ends.
     */
    boolean looksLike(Growth other) {
        return this == other || (compareTo(LINEARITHMIC) <= 0 && other.compareTo(LINEARITHMIC) <= 0);
    }
}
