package org.end4rec.lessons.lesson10;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
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

    private static Gap10 ahead(Predicate<double[][]> wrong) {
        return new Right() {
            @Override
            public boolean looksAhead(double[][] matrix) {
                return wrong.test(matrix);
            }
        };
    }

    private static Gap10 circulant(Predicate<double[][]> wrong) {
        return new Right() {
            @Override
            public boolean isCirculant(double[][] matrix) {
                return wrong.test(matrix);
            }
        };
    }

    private static Gap10 nothing(Predicate<double[][]> wrong) {
        return new Right() {
            @Override
            public boolean mixesNothing(double[][] matrix) {
                return wrong.test(matrix);
            }
        };
    }

    /** A judge of what the matrix foretells and of what the mixing gives. */
    private static Gap10 product(BiPredicate<double[], double[]> wrong) {
        return new Right() {
            @Override
            public boolean isItsMatrix(SequenceMixing mixing, double[] x) {
                double[][] matrix = matrixOf(mixing, x.length);
                double[] product = new double[x.length];
                for (int i = 0; i < x.length; i++) {
                    for (int j = 0; j < x.length; j++) {
                        product[i] += matrix[i][j] * x[j];
                    }
                }
                return wrong.test(product, mixing.mix(x));
            }
        };
    }

    private static boolean isZero(double value) {
        return Math.abs(value) < TINY;
    }

    private static double next(double[][] m, Place p) {
        return m[(p.i() + 1) % m.length][(p.j() + 1) % m.length];
    }

    private static boolean inside(double[][] m, Place p) {
        return p.i() + 1 < m.length && p.j() + 1 < m.length;
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Map<Object, String> all = new LinkedHashMap<>();
        all.put(matrix(true, false, 1), Check10.ROWS);
        all.put(matrix(false, true, 1), Check10.STAYS);
        all.put(matrix(false, false, 2), Check10.OTHER_MATRIX);

        all.put(ahead(m -> any(m, p -> p.j() < p.i() && !isZero(p.value()))), Check10.PAST);
        all.put(ahead(m -> any(m, p -> p.j() >= p.i() && !isZero(p.value()))), Check10.DIAGONAL);
        all.put(ahead(m -> any(m, p -> p.j() > p.i() && p.value() != 0)), Check10.ROUNDED_AHEAD);
        all.put(ahead(m -> false), Check10.NO_YES);
        all.put(ahead(m -> any(m, p -> p.j() > p.i() && p.value() > TINY)), Check10.POSITIVE);
        all.put(ahead(m -> any(m, p -> p.j() > p.i() && p.value() > 0)), Check10.POSITIVE);
        all.put(ahead(m -> any(m, p -> p.j() > p.i() + 1 && !isZero(p.value()))), Check10.OTHER_AHEAD);

        all.put(circulant(m -> !any(m, p -> inside(m, p) && !isZero(next(m, p) - p.value()))), Check10.BORDER);
        all.put(circulant(m -> !any(m, p -> inside(m, p) && next(m, p) != p.value())), Check10.BORDER);
        all.put(circulant(m -> !any(m, p -> !isZero(m[p.j()][p.i()] - p.value()))), Check10.MIRROR);
        all.put(circulant(m -> !any(m, p -> next(m, p) != p.value())), Check10.ROUNDED_CIRCULANT);
        all.put(circulant(m -> isZero(m[0][0] - m[m.length - 1][m.length - 1])), Check10.LAST_CIRCULANT);
        all.put(circulant(m -> any(m, p -> !isZero(next(m, p) - p.value()))), Check10.OTHER_CIRCULANT);
        all.put(circulant(m -> false), Check10.OTHER_CIRCULANT);

        all.put(nothing(m -> !any(m, p -> !isZero(p.value() - (p.i() == p.j() ? 1 : 0)))), Check10.ONE);
        all.put(nothing(m -> !any(m, p -> p.j() > p.i() && !isZero(p.value()))), Check10.ONE_SIDE);
        all.put(nothing(m -> !any(m, p -> p.j() < p.i() && !isZero(p.value()))), Check10.ONE_SIDE);
        all.put(nothing(m -> !any(m, p -> p.j() != p.i() && p.value() != 0)), Check10.ROUNDED_NOTHING);
        all.put(nothing(m -> !any(m, p -> (p.i() == p.j()) == isZero(p.value()))), Check10.ONE);
        all.put(nothing(m -> !any(m, p -> Math.abs(p.i() - p.j()) == 1 && !isZero(p.value()))), Check10.NEIGHBORS);
        all.put(nothing(m -> true), Check10.NO_NO);
        all.put(nothing(m -> any(m, p -> p.j() != p.i() && !isZero(p.value()))), Check10.OTHER_NOTHING);

        all.put(product((foretold, y) -> true), Check10.ATTENTION);
        all.put(product(Arrays::equals), Check10.ROUNDED_PRODUCT);
        all.put(product((foretold, y) -> isZero(foretold[y.length - 1] - y[y.length - 1])), Check10.ONE_POSITION);
        all.put(product((foretold, y) -> false), Check10.OTHER_PRODUCT);
        all.put(product((foretold, y) -> isZero(foretold[0] - y[0])), Check10.ONE_POSITION);
        return all;
    }
}
