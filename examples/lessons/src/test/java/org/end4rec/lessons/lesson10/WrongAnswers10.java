package org.end4rec.lessons.lesson10;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Wrong answers to the exercise of lesson 10, each with the message that it must get. */
public final class WrongAnswers10 {
    private static final double TINY = 1e-6;

    private WrongAnswers10() {}

    /** A right answer, for a wrong one to change. */
    private static class Right implements Gap10 {
        @Override
        public double[][] matrixOf(SequenceMixing mixing, int n) {
            return Check10.matrix(mixing, n);
        }

        @Override
        public boolean looksAhead(double[][] matrix) {
            return any(matrix, place -> place.j() > place.i() && Math.abs(place.value()) > TINY);
        }

        @Override
        public boolean isCirculant(double[][] matrix) {
            int n = matrix.length;
            return !any(matrix, p -> Math.abs(matrix[(p.i() + 1) % n][(p.j() + 1) % n] - p.value()) > TINY);
        }

        @Override
        public boolean mixesNothing(double[][] matrix) {
            return !any(matrix, place -> place.j() != place.i() && Math.abs(place.value()) > TINY);
        }

        @Override
        public boolean isItsMatrix(SequenceMixing mixing, double[] x) {
            double[][] matrix = matrixOf(mixing, x.length);
            double[] y = mixing.mix(x);
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x.length; j++) {
                    y[i] -= matrix[i][j] * x[j];
                }
                if (Math.abs(y[i]) > TINY) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Place(int i, int j, double value) {}

    private static boolean any(double[][] matrix, Predicate<Place> wanted) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                if (wanted.test(new Place(i, j, matrix[i][j]))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Gap10 matrix(boolean transposed, boolean stays, double one) {
        return new Right() {
            @Override
            public double[][] matrixOf(SequenceMixing mixing, int n) {
                double[][] matrix = new double[n][n];
                double[] x = new double[n];
                for (int j = 0; j < n; j++) {
                    x = stays ? x : new double[n];
                    x[j] = one;
                    double[] y = mixing.mix(x.clone());
                    for (int i = 0; i < n; i++) {
                        matrix[transposed ? j : i][transposed ? i : j] = y[i];
                    }
                }
                return matrix;
            }
        };
    }

    private static Gap10 ahead(Predicate<Place> wrong) {
        return new Right() {
            @Override
            public boolean looksAhead(double[][] matrix) {
                return any(matrix, wrong);
            }
        };
    }

    private static Gap10 nothing(Predicate<Place> wrong) {
        return new Right() {
            @Override
            public boolean mixesNothing(double[][] matrix) {
                return !any(matrix, wrong);
            }
        };
    }

    private static Gap10 isMatrix(boolean always) {
        return new Right() {
            @Override
            public boolean isItsMatrix(SequenceMixing mixing, double[] x) {
                return always;
            }
        };
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Map<Object, String> all = new LinkedHashMap<>();
        all.put(matrix(true, false, 1), Check10.ROWS);
        all.put(matrix(false, true, 1), Check10.STAYS);
        all.put(matrix(false, false, 2), Check10.OTHER_MATRIX);
        all.put(ahead(p -> p.j() < p.i() && Math.abs(p.value()) > TINY), Check10.AHEAD);
        all.put(ahead(p -> p.j() >= p.i() && Math.abs(p.value()) > TINY), Check10.AHEAD);
        all.put(ahead(p -> p.j() > p.i() && p.value() != 0), Check10.ROUNDING);
        all.put(
                new Right() {
                    @Override
                    public boolean isCirculant(double[][] matrix) {
                        int n = matrix.length;
                        return !any(
                                matrix,
                                p -> p.i() + 1 < n
                                        && p.j() + 1 < n
                                        && Math.abs(matrix[p.i() + 1][p.j() + 1] - p.value()) > TINY);
                    }
                },
                Check10.CIRCULANT);
        all.put(nothing(p -> p.j() != p.i() && p.value() != 0), Check10.ROUNDING);
        all.put(nothing(p -> p.j() > p.i() && Math.abs(p.value()) > TINY), Check10.NOTHING);
        all.put(nothing(p -> Math.abs(p.value() - (p.i() == p.j() ? 1 : 0)) > TINY), Check10.NOTHING);
        all.put(isMatrix(true), Check10.ATTENTION);
        all.put(isMatrix(false), Check10.IS_MATRIX);
        return all;
    }
}
