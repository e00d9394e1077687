package lesson02;

import org.end4rec.lessons.lesson02.Gap02;

/** One answer to the exercise of lesson 2. */
public final class Answer implements Gap02 {
    @Override
    public void backwardOfX(double[][] dy, double[][] w, double[][] dx) {
        for (int r = 0; r < dx.length; r++) {
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w[0].length; j++) {
                    // x[r][i] was used once in each column j of y: j is summed over
                    dx[r][i] += dy[r][j] * w[i][j];
                }
            }
        }
    }

    @Override
    public void backwardOfW(double[][] x, double[][] dy, double[][] dw) {
        for (int r = 0; r < x.length; r++) {
            for (int i = 0; i < dw.length; i++) {
                for (int j = 0; j < dw[0].length; j++) {
                    // w[i][j] was used once in each row r: r is summed over
                    dw[i][j] += x[r][i] * dy[r][j];
                }
            }
        }
    }

    @Override
    public void backwardOfB(double[][] dy, double[] db) {
        for (double[] row : dy) {
            for (int j = 0; j < db.length; j++) {
                // b[j] was used once in each row
                db[j] += row[j];
            }
        }
    }
}
