package org.end4rec.lessons.lesson03;

/** What the exercise of lesson 3 fills in. */
public interface Gap03 {
    /**
     * The gradient of a small array that was repeated.
     *
     * @param dy gradient of the large array
     * @param shape shape of the small array; it can be repeated to the shape of dy
     * @return the gradient of the small array, of exactly that shape
     */
    Numbers sumTo(Numbers dy, int[] shape);
}
