package org.end4rec.bench;

import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.math.CodingRate;
import org.end4rec.core.random.RandomStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** ½ ln det(I + c·SSᵀ) of S [N,d], N at most d, and its gradient: {@code CodingRate} against EJML's Cholesky solver. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodingRateBenchmark {
    private static final double EPSILON = 0.5;

    /** N and d. */
    @Param({"10x64", "50x64", "64x64", "100x128"})
    public String sizes = "";

    private final LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
    private int rows;
    private int columns;
    private float[] s = new float[0];
    private float[] gradient = new float[0];
    private CodingRate rate = new CodingRate(1, 1);
    private DMatrixRMaj vectors = new DMatrixRMaj(0, 0);
    private DMatrixRMaj matrix = new DMatrixRMaj(0, 0);
    private DMatrixRMaj solution = new DMatrixRMaj(0, 0);

    /** Normal noise. */
    @Setup
    public void prepare() {
        Kernels.warmUp();
        String[] parts = sizes.split("x", 2);
        rows = Integer.parseInt(parts[0]);
        columns = Integer.parseInt(parts[1]);
        RandomStream stream = RandomStream.of(1, "benchmark", 1);
        s = new float[rows * columns];
        for (int i = 0; i < s.length; i++) {
            s[i] = (float) stream.normal(i);
        }
        gradient = new float[s.length];
        rate = new CodingRate(rows, columns);
        vectors = new DMatrixRMaj(rows, columns);
        matrix = new DMatrixRMaj(rows, rows);
        solution = new DMatrixRMaj(rows, columns);
    }

    /** The class of this project; the value is added to the first element of the gradient. */
    @Benchmark
    public float[] ours() {
        double value = rate.valueAndGradient(s, 0, EPSILON, gradient, 0);
        gradient[0] += (float) value;
        return gradient;
    }

    /** EJML, with one factorization too. */
    @Benchmark
    public float[] ejml() {
        for (int i = 0; i < s.length; i++) {
            vectors.data[i] = s[i];
        }
        double scale = columns / (rows * EPSILON * EPSILON);
        CommonOps_DDRM.multTransB(scale, vectors, vectors, matrix);
        for (int i = 0; i < rows; i++) {
            matrix.data[i * rows + i] += 1;
        }
        if (!solver.setA(matrix)) {
            throw new ArithmeticException("CodingRateBenchmark: EJML found no Cholesky factor");
        }
        DMatrixRMaj factor = solver.getDecomposition().getT(null);
        double value = 0;
        for (int i = 0; i < rows; i++) {
            value += StrictMath.log(factor.data[i * rows + i]);
        }
        solver.solve(vectors, solution);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) (scale * solution.data[i]);
        }
        gradient[0] += (float) value;
        return gradient;
    }
}
