package lesson08;

import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson08.Gap08;

/** Fill the gap, then type: ./end4rec check 8 */
public final class Exercise implements Gap08 {
    @Override
    public void move(double[] at, double[] gradient, double[] m, double[] v, int step, double rate) {
        for (int i = 0; i < at.length; i++) {
            m[i] = 0.9 * m[i] + 0.1 * gradient[i];
            v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
            // Correct m[i] and v[i] for their start at 0, and move at[i].
            throw new Todo("3 lines");
        }
    }
}
