package org.end4rec.lessons.lesson01;

import java.util.List;

/** What the exercise of lesson 1 fills in. */
public interface Gap01 {
    /** {@code product = a·b}, and {@code product.gradient} is known: gives a and b their shares. */
    void multiplyBackward(Node a, Node b, Node product);

    /** {@code y = tanh(x)}, and {@code y.gradient} is known: gives x its share. */
    void tanhBackward(Node x, Node y);

    /** Plays a tape backwards. The lines are in the order in which they were computed; each knows its backward. */
    void playBackwards(List<Runnable> lines);
}
