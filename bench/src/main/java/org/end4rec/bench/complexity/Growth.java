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
}
