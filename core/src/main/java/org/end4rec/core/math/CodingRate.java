package org.end4rec.core.math;

import java.util.Arrays;
import java.util.Objects;
import org.end4rec.core.kernel.Kernels;

/**
 * The coding rate of a matrix S [N,d] of N representations: R(S) = ½ ln det(I + c·SᵀS) with c = d/(N·ε²), the nats
 * needed to code them up to the precision ε (Yu, Chan, You, Song and Ma 2020). As det(I + c·SᵀS) = det(I + c·SSᵀ)
 * (Sylvester), the smaller of the two is factorized, in double: O(N·d·min(N,d)).
 *
 * <p>An object serves one shape and keeps its buffers; it allocates nothing later and is not thread-safe.
 */
public final class CodingRate {
    /** Doubles between the end of a row and the next: rows a power of two apart would share few lines of the cache. */
    private static final int ROW_GAP = 8;

    /** Above it the working arrays, which are padded, would not fit. */
    private static final int LARGEST = 1 << 24;

    private final int rows;
    private final int columns;

    /** min(N,d), the order of the matrix to factorize. */
    private final int order;

    private final int paddedOrder;

    /** max(N,d). */
    private final int length;

    /** The column of {@link #system} where the right-hand sides begin. */
    private final int from;

    private final int stride;

    /** V [length, from]: S, or Sᵀ if d is larger; its padding columns stay 0. */
    private final double[] vectors;

    /** [I + c·VᵀV | Vᵀ], then [U | U⁻ᵀVᵀ], then [U | (I + c·VᵀV)⁻¹Vᵀ]. */
    private final double[] system;

    /**
     * For S [rows, columns] = [N,d].
     *
     * @throws IllegalArgumentException if one of them is not positive, or the product is above 2²⁴
     */
    public CodingRate(int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("CodingRate: the shape is [" + rows + "," + columns
                    + "], expected at least one row and one column");
        }
        if ((long) Math.min(rows, columns) * Math.max(rows, columns) > LARGEST) {
            throw new IllegalArgumentException("CodingRate: the shape is [" + rows + "," + columns
                    + "], expected at most " + LARGEST + " elements");
        }
        this.rows = rows;
        this.columns = columns;
        order = Math.min(rows, columns);
        length = Math.max(rows, columns);
        paddedOrder = padded(order, Kernels.FACTOR_ROWS);
        from = padded(order, Kernels.FACTOR_COLUMNS);
        stride = from + padded(length, Kernels.FACTOR_COLUMNS) + ROW_GAP;
        vectors = new double[length * from];
        system = new double[paddedOrder * stride];
    }

    private static int padded(int size, int multiple) {
        return (size + multiple - 1) / multiple * multiple;
    }

    /** Whether an object serves S [rows, columns]. */
    public boolean serves(int rows, int columns) {
        return rows == this.rows && columns == this.columns;
    }

    /**
     * R(S) for the S that starts at {@code offset}.
     *
     * @throws ArithmeticException if S is not finite or too large
     */
    public double value(float[] s, int offset, double epsilon) {
        Objects.checkFromIndexSize(offset, rows * columns, s.length);
        return factorize(s, offset, scale(epsilon), from);
    }

    /**
     * R(S), and its gradient dR/dS = c·S(I + c·SᵀS)⁻¹ = c·(I + c·SSᵀ)⁻¹S, which overwrites {@code gradient}: one
     * factorization serves both.
     *
     * @throws ArithmeticException if S is not finite or too large
     */
    public double valueAndGradient(float[] s, int offset, double epsilon, float[] gradient, int gradientOffset) {
        Objects.checkFromIndexSize(offset, rows * columns, s.length);
        Objects.checkFromIndexSize(gradientOffset, rows * columns, gradient.length);
        double scale = scale(epsilon);
        if (order == rows) {
            copy(s, offset, system, from, stride);
        } else {
            copyTransposed(s, offset, system, from, stride);
        }
        for (int i = order; i < paddedOrder; i++) {
            Arrays.fill(system, i * stride + from, i * stride + from + length, 0);
        }
        int solved = stride - ROW_GAP - from;
        double value = factorize(s, offset, scale, from + solved);
        Kernels.get().substituteBack(paddedOrder, from, solved, system, stride);
        int rowStep = order == rows ? stride : 1;
        int columnStep = order == rows ? 1 : stride;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double element = scale * system[from + i * rowStep + j * columnStep];
                // the sum makes −0, which the elimination leaves of a row of zeros, 0
                gradient[gradientOffset + i * columns + j] = 0f + (float) element;
            }
        }
        return value;
    }

    private double scale(double epsilon) {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("CodingRate: epsilon is " + epsilon + ", expected a positive number");
        }
        return columns / (rows * epsilon * epsilon);
    }

    /** Factorizes I + c·VᵀV, applies the factor to the system's columns up to {@code end} and returns R(S). */
    private double factorize(float[] s, int offset, double scale, int end) {
        if (order == rows) {
            copyTransposed(s, offset, vectors, 0, from);
        } else {
            copy(s, offset, vectors, 0, from);
        }
        Kernels kernels = Kernels.get();
        kernels.gram(paddedOrder, length, scale, vectors, from, system, stride);
        kernels.eliminate(paddedOrder, end, system, stride);
        double sum = 0;
        for (int i = 0; i < order; i++) {
            double diagonal = system[i * stride + i];
            if (!(diagonal > 0) || diagonal == Double.POSITIVE_INFINITY) {
                throw new ArithmeticException("CodingRate: I + c·SᵀS of S [" + rows + "," + columns
                        + "] has no Cholesky factor; S must be finite and |S|² far below 10³⁰⁸: look for NaN or ∞ in"
                        + " the representations and lower the learning rate");
            }
            sum += StrictMath.log(diagonal);
        }
        return sum;
    }

    private void copy(float[] s, int offset, double[] target, int start, int step) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                target[start + i * step + j] = s[offset + i * columns + j];
            }
        }
    }

    private void copyTransposed(float[] s, int offset, double[] target, int start, int step) {
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                target[start + j * step + i] = s[offset + i * columns + j];
            }
        }
    }
}
