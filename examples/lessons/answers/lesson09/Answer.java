package lesson09;

import org.end4rec.lessons.lesson09.Gap09;

/** One answer to the exercise of lesson 9. */
public final class Answer implements Gap09 {
    @Override
    public double[] softmax(double[] scores) {
        double[] shares = new double[scores.length];
        // the largest score becomes 0, so no e^s is above 1, and one of them is 1
        double largest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            shares[c] = StrictMath.exp(scores[c] - largest);
            sum += shares[c];
        }
        for (int c = 0; c < scores.length; c++) {
            shares[c] /= sum;
        }
        return shares;
    }

    @Override
    public double[][] scoresBackward(double[][] scores, int[] targets) {
        int examples = scores.length;
        double[][] gradient = new double[examples][];
        for (int b = 0; b < examples; b++) {
            double[] shares = softmax(scores[b]);
            gradient[b] = new double[shares.length];
            for (int c = 0; c < shares.length; c++) {
                // what happened is 1 for the target and 0 for every other item; a mean of B examples has 1/B
                gradient[b][c] = (shares[c] - (c == targets[b] ? 1 : 0)) / examples;
            }
        }
        return gradient;
    }

    @Override
    public void gatherBackward(int[] index, double[][] gradient, double[][] table) {
        for (int i = 0; i < index.length; i++) {
            for (int j = 0; j < gradient[i].length; j++) {
                // += since a row may be read twice, and since the table may be used elsewhere, too
                table[index[i]][j] += gradient[i][j];
            }
        }
    }
}
