package org.end4rec.bench.complexity;

/** How far a measured pass goes. */
public enum MeasuredPass {
    /** The value alone. */
    FORWARD("forward"),
    /** The value, and the gradients of input and parameters. */
    FORWARD_BACKWARD("forward+backward");

    private final String title;

    MeasuredPass(String title) {
        this.title = title;
    }

    /** The name a reader sees. */
    public String title() {
        return title;
    }
}
