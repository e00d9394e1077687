package org.end4rec.core.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;

/**
 * The coding rate of a matrix S [N,d] of N representations: R(S) = ½ ln det(I + c·SᵀS) with c = d/(N·ε²), the nats
 * needed to code them up to the precision ε (Yu, Chan, You, Song and Ma 2020). As det(I + c·SᵀS) = det(I + c·SSᵀ)
 * (Sylvester), the smaller of the two is factorized, in double: O(N·d·min(N,d)).
 *
 * <p>An object serves one shape and keeps its buffers; it allocates nothing later and is not thread-safe.
 */
public final class CodingRate {
    private final int rows;
    private final int columns;
    private final DMatrixRMaj gram;

    /** S, transposed if that has fewer rows. */
    private final DMatrixRMaj vectors;

    private final DMatrixRMaj solution;

    // named, not from EJML's factory: the factory may choose a concurrent or a block algorithm
    private final CholeskyDecompositionInner_DDRM cholesky = new CholeskyDecompositionInner_DDRM(true);
    private final LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(cholesky);

    /**
     * For S [rows, columns] = [N,d].
     *
     * @throws IllegalArgumentException if one of them is not positive
     */
    public CodingRate(int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("CodingRate: the shape is [" + rows + "," + columns
                    + "], expected at least one row and one column");
        }
        this.rows = rows;
        this.columns = columns;
        int order = Math.min(rows, columns);
        gram = new DMatrixRMaj(order, order);
        vectors = new DMatrixRMaj(order, Math.max(rows, columns));
        solution = new DMatrixRMaj(order, Math.max(rows, columns));
    }

    /**
     * R(S) for the S that starts at {@code offset}.
     *
     * @throws ArithmeticException if S is not finite or too large
     */
    public double value(float[] s, int offset, double epsilon) {
        factorize(s, offset, epsilon);
        DMatrixRMaj lower = cholesky.getT();
        double sum = 0;
        for (int i = 0; i < gram.numRows; i++) {
            sum += StrictMath.log(lower.data[i * lower.numCols + i]);
        }
        return sum;
    }

    /**
     * dS += g·dR/dS, where dR/dS = c·S(I + c·SᵀS)⁻¹ = c·(I + c·SSᵀ)⁻¹S.
     *
     * @throws ArithmeticException if S is not finite or too large
     */
    public void addGradient(double g, float[] s, int offset, double epsilon, float[] gradient, int gradientOffset) {
        factorize(s, offset, epsilon);
        solver.solve(vectors, solution);
        double factor = g * scale(epsilon);
        boolean transposed = columns < rows;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double element = solution.data[transposed ? j * rows + i : i * columns + j];
                gradient[gradientOffset + i * columns + j] += (float) (factor * element);
            }
        }
    }

    private double scale(double epsilon) {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("CodingRate: epsilon is " + epsilon + ", expected a positive number");
        }
        return columns / (rows * epsilon * epsilon);
    }

    private void factorize(float[] s, int offset, double epsilon) {
        double scale = scale(epsilon);
        boolean transposed = columns < rows;
        double[] v = vectors.data;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                v[transposed ? j * rows + i : i * columns + j] = s[offset + i * columns + j];
            }
        }
        int order = gram.numRows;
        int length = vectors.numCols;
        for (int i = 0; i < order; i++) {
            for (int j = 0; j <= i; j++) {
                double dot = scale * dot(v, i * length, j * length, length);
                gram.data[i * order + j] = dot;
                gram.data[j * order + i] = dot;
            }
            gram.data[i * order + i] += 1;
        }
        requirePositiveDefinite(solver.setA(gram));
    }

    private void requirePositiveDefinite(boolean factorized) {
        DMatrixRMaj lower = cholesky.getT();
        boolean finite = true;
        for (int i = 0; i < lower.numRows; i++) {
            finite &= Double.isFinite(lower.data[i * lower.numCols + i]);
        }
        if (!factorized || !finite) {
            throw new ArithmeticException("CodingRate: I + c·SᵀS of S [" + rows + "," + columns
                    + "] has no Cholesky factor; S must be finite and |S|² far below 10³⁰⁸: look for NaN or ∞ in the"
                    + " representations and lower the learning rate");
        }
    }

    private static double dot(double[] v, int a, int b, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += v[a + i] * v[b + i];
        }
        return sum;
    }
}
