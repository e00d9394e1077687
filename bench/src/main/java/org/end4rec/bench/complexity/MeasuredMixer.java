package org.end4rec.bench.complexity;

/** What lets the positions of a sequence see each other. */
public enum MeasuredMixer {
    /** irfft(fusion(rfft(x))): the mixing of an EBM layer. */
    EBM("EBM layer", 0),
    /** Re fusion(Σ_a h_a ⊙ x_{t−a}): the mixing of an EBM layer that sees only the past. */
    CAUSAL_EBM("causal EBM layer", 3),
    /** Multi-head self-attention that stores the weights [H,N,N]. */
    PLAIN_ATTENTION("plain attention", 1),
    /** The same function in blocks of queries, without any matrix [N,N]. */
    BLOCKED_ATTENTION("blocked attention", 2);

    private final String title;
    private final int look;

    MeasuredMixer(String title, int look) {
        this.title = title;
        this.look = look;
    }

    /** The name a reader sees. */
    public String title() {
        return title;
    }

    /** Whether every position is compared with every other. */
    boolean attends() {
        return this == PLAIN_ATTENTION || this == BLOCKED_ATTENTION;
    }

    /**
     * The length from which on the growth of its times is fitted. Below it other work is most of the time: in an
     * attention the projections, 8·N·d².
     */
    int steadyFrom() {
        return attends() ? 2 * CountedGrowth.FROM : CountedGrowth.FROM;
    }

    /** The number of its look in charts. */
    int look() {
        return look;
    }

    /**
     * Bytes that one pass over a batch holds at its peak, from above, without the parameters.
     *
     * @param heads of an attention
     */
    public long bytes(MeasuredPass pass, int batch, int length, int channels, int heads) {
        long sequences = (long) batch * length * channels * Float.BYTES;
        long linear = 32 * sequences + 64L * length * channels * Float.BYTES;
        if (this != PLAIN_ATTENTION) {
            return linear;
        }
        // scores and weights, and on the way back the gradient of each
        long matrices = pass == MeasuredPass.FORWARD ? 2 : 4;
        return linear + matrices * weights(batch, length, heads) * Float.BYTES;
    }

    /** Elements of the largest array. */
    public long largestArray(int batch, int length, int channels, int heads) {
        long sequences = (long) batch * length * channels;
        return this == PLAIN_ATTENTION ? Math.max(sequences, weights(batch, length, heads)) : sequences;
    }

    private static long weights(int batch, int length, int heads) {
        return (long) batch * heads * length * length;
    }
}
