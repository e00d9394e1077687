package org.end4rec.lessons.lesson11;

import java.util.List;

/** What the exercise of lesson 11 fills in. The d channels are in k chunks of s: chunk c has c·s to c·s + s − 1. */
public interface Gap11 {
    /**
     * Multiplies each chunk by its own matrix.
     *
     * @param x [rows,d]
     * @param w k matrices [s,s]; from channel j of a chunk to channel o: row j, column o
     * @return [rows,d]
     */
    Planes forward(Planes x, List<Planes> w);

    /**
     * The way back: the gradient of x from the gradient of the result.
     *
     * @param dy [rows,d]
     * @return [rows,d]
     */
    Planes backward(Planes dy, List<Planes> w);
}
