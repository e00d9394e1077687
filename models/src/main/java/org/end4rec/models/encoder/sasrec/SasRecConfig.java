package org.end4rec.models.encoder.sasrec;

/**
 * The numbers of SASRec.
 *
 * @param items number of items, V
 * @param behaviors number of behaviors, R
 * @param length events per sequence, N
 * @param dim hidden size, d
 * @param layers attention layers, L
 * @param heads heads of each layer, H; divides d
 * @param dropout dropout rate, in [0, 1)
 * @param withBehaviors whether the behavior of an event is embedded too
 */
public record SasRecConfig(
        int items, int behaviors, int length, int dim, int layers, int heads, float dropout, boolean withBehaviors) {
    /** @throws IllegalArgumentException if the heads do not divide the hidden size */
    public SasRecConfig {
        if (heads < 1 || dim % heads != 0) {
            throw new IllegalArgumentException("heads is " + heads + ", which does not divide dim " + dim
                    + "; choose a divisor of " + dim + ", or another dim");
        }
    }
}
