package lesson14;

import java.util.List;
import org.end4rec.lessons.lesson14.Gap14;
import org.end4rec.lessons.lesson14.SplitLine;

/** One answer to the exercise of lesson 14. */
public final class Answer implements Gap14 {
    @Override
    public int rank(float[] scores, int target) {
        int rank = 0;
        for (int item = 1; item < scores.length; item++) {
            // the target has its own score, so it counts itself: this is the 1 at which ranks begin
            if (scores[item] >= scores[target]) {
                rank++;
            }
        }
        return rank;
    }

    @Override
    public double ndcg(int rank, int cutoff) {
        return rank <= cutoff ? StrictMath.log(2) / StrictMath.log(rank + 1.0) : 0;
    }

    @Override
    public boolean leaks(SplitLine line) {
        // what the model learned from shows the answer just as what it reads
        for (List<SplitLine.Visit> visits : List.of(line.training(), line.input())) {
            for (SplitLine.Visit visit : visits) {
                if (visit.item() == line.target().item() || visit.time() >= line.target().time()) {
                    return true;
                }
            }
        }
        return false;
    }
}
