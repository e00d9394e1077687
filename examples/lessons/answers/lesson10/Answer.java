package lesson10;

import org.end4rec.lessons.lesson10.Gap10;
import org.end4rec.lessons.lesson10.SequenceMixing;

/** One answer to the exercise of lesson 10. */
public final class Answer implements Gap10 {
    private static final double TINY = 1e-6;

    @Override
    public double[][] matrixOf(SequenceMixing mixing, int n) {
        double[][] matrix = new double[n][n];
        for (int j = 0; j < n; j++) {
            // an event at position j alone: all that comes out has come from j, so it is column j
            double[] x = new double[n];
            x[j] = 1;
            double[] y = mixing.mix(x);
            for (int i = 0; i < n; i++) {
                matrix[i][j] = y[i];
            }
        }
        return matrix;
    }

    @Override
    public boolean looksAhead(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                if (j > i && Math.abs(matrix[i][j]) > TINY) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public boolean isCirculant(double[][] matrix) {
        int n = matrix.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                // the remainder leads from the last place to the first
                if (Math.abs(matrix[(i + 1) % n][(j + 1) % n] - matrix[i][j]) > TINY) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean mixesNothing(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                if (j != i && Math.abs(matrix[i][j]) > TINY) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean isItsMatrix(SequenceMixing mixing, double[] x) {
        double[][] matrix = matrixOf(mixing, x.length);
        double[] y = mixing.mix(x);
        for (int i = 0; i < x.length; i++) {
            double sum = 0;
            for (int j = 0; j < x.length; j++) {
                sum += matrix[i][j] * x[j];
            }
            if (Math.abs(sum - y[i]) > TINY) {
                return false;
            }
        }
        return true;
    }
}
