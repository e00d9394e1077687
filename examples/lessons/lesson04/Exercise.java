package lesson04;

import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson04.Candidate;
import org.end4rec.lessons.lesson04.Gap04;

/** Be the judge of ten gradients. Fill the gap, then type: ./end4rec check 4 */
public final class Exercise implements Gap04 {
    @Override
    public boolean accept(Candidate candidate) {
        // Six of the ten candidates are right, and four are wrong. Return true for the right ones.
        //   candidate.size()       how many numbers go in: 1, 2, 3 or 8
        //   candidate.value(x)     the value at x; x is a float[] of that size, and the result is a float
        //   candidate.gradient(x)  a float[] of that size, which may be wrong
        // Values are floats of about 0.001 to 10,000. Two candidates have a kink at 0: do not test closer than ε to 0.
        // You choose the points, ε, and when two numbers count as equal. For each point: move each number of x by
        // ±ε, one after the other, and compare the slope with the gradient.
        throw new Todo("15 lines");
    }
}
