package lesson03;

import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson03.Gap03;
import org.end4rec.lessons.lesson03.Numbers;

/** Fill the gap, then type: ./end4rec check 3 */
public final class Exercise implements Gap03 {
    @Override
    public Numbers sumTo(Numbers dy, int[] shape) {
        // A small array of this shape was repeated to the shape of dy. Give its gradient, of exactly this shape.
        // For example, dy has shape [2,3] and shape is {3}, or {2, 1}, or {1}, or {}, which is a single number.
        //   dy.rank()              how many axes dy has; shape.length is how many the small array has
        //   dy.size(axis)          how many numbers along an axis; axis 0 is the first
        //   dy.sum(axis)           the sums along an axis; the axis STAYS, and its size is 1
        //   dy.withoutFirstAxis()  the same numbers without axis 0, whose size must be 1
        // Each gives a new Numbers and leaves dy alone: keep what it gives.
        throw new Todo("8 lines");
    }
}
