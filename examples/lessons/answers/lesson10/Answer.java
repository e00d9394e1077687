package lesson10;

import org.end4rec.lessons.lesson10.Gap10;
import org.end4rec.lessons.lesson10.SequenceMixing;

/** One answer to the exercise of lesson 10. */
public final class Answer implements Gap10 {
    /** What is smaller is a rounding error, and counts as 0. */
    private static boolean isZero(double value) {
        return Math.abs(value) < 1e-6;
    }

    @Override
    public double[][] matrixOf(SequenceMixing mixing, int n) {
        // matrix[i][j] is what position i takes from position j.
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
        boolean ahead = false;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                // the future stands above the diagonal
                ahead |= j > i && !isZero(matrix[i][j]);
            }
        }
        return ahead;
    }

    @Override
    public boolean isCirculant(double[][] matrix) {
        int n = matrix.length;
        boolean circulant = true;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                // the remainder leads from the last place to the first
                circulant &= isZero(matrix[(i + 1) % n][(j + 1) % n] - matrix[i][j]);
            }
        }
        return circulant;
    }

    @Override
    public boolean mixesNothing(double[][] matrix) {
        boolean nothing = true;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                // the diagonal may hold any number
                nothing &= j == i || isZero(matrix[i][j]);
            }
        }
        return nothing;
    }

    @Override
    public boolean isItsMatrix(SequenceMixing mixing, double[] x) {
        double[][] matrix = matrixOf(mixing, x.length);
        boolean same = true;
        for (int i = 0; i < x.length; i++) {
            // the matrix was found by other inputs; attention has another matrix for this one
            same &= isZero(times(matrix, x)[i] - mixing.mix(x)[i]);
        }
        return same;
    }

    /** The matrix times x: number i is the sum of matrix[i][j]·x[j] over j. */
    private static double[] times(double[][] matrix, double[] x) {
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                product[i] += matrix[i][j] * x[j];
            }
        }
        return product;
    }
}
