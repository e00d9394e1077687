package org.end4rec.models.encoder;

import java.util.Objects;

/**
 * The numbers that the baselines share.
 *
 * @param items number of items, V
 * @param behaviors number of behaviors, R
 * @param length events per sequence, N
 * @param dim hidden size, d
 * @param layers layers, L
 * @param heads attention heads of each layer, H; divides d, and encoders without attention do not read it
 * @param dropout dropout rate, in [0, 1)
 * @param withBehaviors whether the behavior of an event is embedded too
 */
public record EncoderConfig(
        int items, int behaviors, int length, int dim, int layers, int heads, float dropout, boolean withBehaviors) {
    /** Number of behaviors that are embedded: R, or 0. */
    public int embeddedBehaviors() {
        return withBehaviors ? behaviors : 0;
    }

    /** The name of an encoder of this configuration: {@code base}, or {@code base+b} with behaviors. */
    public String name(String base) {
        Objects.requireNonNull(base, "base");
        return withBehaviors ? base + "+b" : base;
    }

    /** @throws IllegalArgumentException if the heads do not divide the hidden size */
    public void checkHeads() {
        if (heads < 1 || dim % heads != 0) {
            throw new IllegalArgumentException("heads is " + heads + ", which does not divide dim " + dim
                    + "; choose a divisor of " + dim + ", or another dim");
        }
    }
}
