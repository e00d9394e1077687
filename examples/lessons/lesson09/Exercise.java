package lesson09;

import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson09.Gap09;

/** Fill the three gaps, then type: ./end4rec check 9 */
public final class Exercise implements Gap09 {
    @Override
    public double[] softmax(double[] scores) {
        double[] shares = new double[scores.length];
        // shares[c] = e^scores[c], divided by the sum of all of them. A score may be 1,000. Math.exp(x) is e^x.
        // Leave scores as they are: others read them, too.
        throw new Todo("9 lines");
    }

    @Override
    public double[][] scoresBackward(double[][] scores, int[] targets) {
        // scores[b][c] is the score of item c in example b; targets[b] is the item that came next in example b.
        int examples = scores.length;
        double[][] gradient = new double[examples][];
        for (int b = 0; b < examples; b++) {
            double[] shares = softmax(scores[b]);
            gradient[b] = new double[shares.length];
            for (int c = 0; c < shares.length; c++) {
                // Softmax minus what happened; and the loss is the mean of the examples.
                throw new Todo("1 line");
            }
        }
        return gradient;
    }

    @Override
    public void gatherBackward(int[] index, double[][] gradient, double[][] table) {
        // Forward read row index[i] of a table as its i-th result: y[i] = table[index[i]].
        // gradient[i] is the gradient for y[i]. Here table holds the gradient for the table so far.
        for (int i = 0; i < index.length; i++) {
            throw new Todo("3 lines");
        }
    }
}
