package org.end4rec.models.vectors;

import java.util.Arrays;
import org.end4rec.core.random.RandomStream;

/**
 * The directions in which rows vary most: a random orthonormal basis of the span of the first principal components,
 * which orthogonal iteration with the covariance finds. In double and in one order, so the bits do not depend on the
 * machine.
 */
final class PrincipalDirections {
    /** Rows that make the covariance, at most: its cost is rows · D². */
    private static final int MOST_ROWS = 20_000;

    private static final int MOST_ROUNDS = 100;

    /** The iteration ends when a round adds less than this share to the variance that the directions hold. */
    private static final double LEAST_GAIN = 1e-6;

    /** A direction with less than this share of the largest variance is none. */
    private static final double LEAST_SHARE = 1e-10;

    private final double[][] covariance;
    private final int dimension;

    private PrincipalDirections(double[][] covariance) {
        this.covariance = covariance;
        dimension = covariance.length;
    }

    /** Rows whose mean is 0. */
    interface Rows {
        int count();

        int dimension();

        /** Copies a row into an array [D]. */
        void read(int row, double[] into);
    }

    /**
     * At most {@code most} directions; fewer if the rows vary in fewer.
     *
     * @param most at most D
     * @return [r][D]
     */
    static double[][] of(Rows rows, int most, long seed) {
        return new PrincipalDirections(covariance(rows)).directions(most, seed);
    }

    /** The covariance times the number of rows; with many rows, of every second, third … row. */
    private static double[][] covariance(Rows rows) {
        int dimension = rows.dimension();
        double[][] sum = new double[dimension][dimension];
        int step = (rows.count() + MOST_ROWS - 1) / MOST_ROWS;
        double[][] four = new double[4][dimension];
        for (int first = 0; first < rows.count(); first += 4 * step) {
            for (int k = 0; k < 4; k++) {
                if (first + k * step < rows.count()) {
                    rows.read(first + k * step, four[k]);
                } else {
                    Arrays.fill(four[k], 0);
                }
            }
            for (int a = 0; a < dimension; a++) {
                add(four, a, sum[a]);
            }
        }
        for (int a = 0; a < dimension; a++) {
            for (int b = 0; b < a; b++) {
                sum[b][a] = sum[a][b];
            }
        }
        return sum;
    }

    /** Four rows at once, since the sums do not stay in the processor's cache. */
    private static void add(double[][] four, int a, double[] sum) {
        double[] r0 = four[0];
        double[] r1 = four[1];
        double[] r2 = four[2];
        double[] r3 = four[3];
        double v0 = r0[a];
        double v1 = r1[a];
        double v2 = r2[a];
        double v3 = r3[a];
        for (int b = 0; b <= a; b++) {
            sum[b] += v0 * r0[b] + v1 * r1[b] + v2 * r2[b] + v3 * r3[b];
        }
    }

    private double[][] directions(int most, long seed) {
        RandomStream random = RandomStream.of(seed, "principal directions", 0);
        double[][] basis = new double[most][dimension];
        for (int i = 0; i < most; i++) {
            for (int j = 0; j < dimension; j++) {
                basis[i][j] = random.normal((long) i * dimension + j);
            }
        }
        orthonormalize(basis);
        double[] variances = new double[most];
        double held = -1;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[][] moved = new double[most][];
            double sum = 0;
            for (int i = 0; i < most; i++) {
                moved[i] = times(basis[i]);
                variances[i] = product(basis[i], moved[i]);
                sum += variances[i];
            }
            if (sum - held <= LEAST_GAIN * sum) {
                break;
            }
            held = sum;
            basis = moved;
            orthonormalize(basis);
        }
        double largest = Arrays.stream(variances).max().orElse(0);
        double[][] found = new double[most][];
        int size = 0;
        for (int i = 0; i < most; i++) {
            if (variances[i] > LEAST_SHARE * largest) {
                found[size++] = basis[i];
            }
        }
        return rotated(Arrays.copyOf(found, size), random);
    }

    /**
     * Random combinations of the directions, which span the same. The variance is spread over all of them: a model
     * learns less from columns of which few are large.
     */
    private static double[][] rotated(double[][] directions, RandomStream random) {
        int size = directions.length;
        double[][] rotated = new double[size][];
        for (int i = 0; i < size; i++) {
            rotated[i] = new double[directions[i].length];
            for (int k = 0; k < size; k++) {
                // indices below 0, which the start of the iteration does not draw
                double share = random.normal(-1L - (long) i * size - k);
                for (int j = 0; j < rotated[i].length; j++) {
                    rotated[i][j] += share * directions[k][j];
                }
            }
        }
        orthonormalize(rotated);
        return rotated;
    }

    private double[] times(double[] vector) {
        double[] result = new double[dimension];
        for (int a = 0; a < dimension; a++) {
            result[a] = product(covariance[a], vector);
        }
        return result;
    }

    /** Gram and Schmidt, twice for each vector; a vector within the span of those before becomes 0. */
    private static void orthonormalize(double[][] basis) {
        for (int i = 0; i < basis.length; i++) {
            double before = Math.sqrt(product(basis[i], basis[i]));
            for (int twice = 0; twice < 2; twice++) {
                for (int k = 0; k < i; k++) {
                    double share = product(basis[i], basis[k]);
                    for (int j = 0; j < basis[i].length; j++) {
                        basis[i][j] -= share * basis[k][j];
                    }
                }
            }
            double length = Math.sqrt(product(basis[i], basis[i]));
            double factor = length > 1e-12 * before ? 1 / length : 0;
            for (int j = 0; j < basis[i].length; j++) {
                basis[i][j] *= factor;
            }
        }
    }

    /** The inner product, a sum in order. */
    static double product(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
