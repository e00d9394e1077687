package lesson14;

import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson14.Gap14;
import org.end4rec.lessons.lesson14.SplitLine;

/** Fill the gaps, then type: ./end4rec check 14 */
public final class Exercise implements Gap14 {
    @Override
    public int rank(float[] scores, int target) {
        // The items are 1 to scores.length − 1; scores[0] is no item. Equal scores are ahead of the target.
        throw new Todo("5 lines");
    }

    @Override
    public double ndcg(int rank, int cutoff) {
        // rank counts from 1. 1/log₂(rank + 1), or 0 beyond the cutoff.
        throw new Todo("1 line");
    }

    /*
     * line.training() and line.input() are lists of SplitLine.Visit, line.target() is one. A visit has item() and
     * time(). No visit of both lists may be on the target's item, or at the target's time or later.
     */
    @Override
    public boolean leaks(SplitLine line) {
        throw new Todo("7 lines");
    }
}
