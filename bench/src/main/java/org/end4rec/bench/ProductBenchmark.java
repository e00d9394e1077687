package org.end4rec.bench;

import java.util.concurrent.TimeUnit;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.end4rec.core.kernel.Kernels;
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

/**
 * c [m,n] = a·b on one thread, plain or with one side transposed: {@code Kernels} against EJML's dense row matrices.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ProductBenchmark {
    /** Which side is stored transposed: neither, b or a. */
    public enum Form {
        /** a [m,k], b [k,n]. */
        NN,
        /** a [m,k], b [n,k]. */
        NT,
        /** a [k,m], b [k,n]. */
        TN
    }

    /** m, k and n. */
    @Param({
        "64x64x64",
        "128x128x128",
        "256x256x256",
        "512x512x512",
        "1024x1024x1024",
        "3200x64x64",
        "3200x64x256",
        "256x64x20000"
    })
    public String sizes = "";

    /** The form of the product. */
    @Param({"NN", "NT", "TN"})
    public Form form = Form.NN;

    private int m;
    private int k;
    private int n;
    private FMatrixRMaj a = new FMatrixRMaj(0, 0);
    private FMatrixRMaj b = new FMatrixRMaj(0, 0);
    private FMatrixRMaj c = new FMatrixRMaj(0, 0);

    /** Normal noise. */
    @Setup
    public void prepare() {
        Kernels.warmUp();
        String[] parts = sizes.split("x", 3);
        m = Integer.parseInt(parts[0]);
        k = Integer.parseInt(parts[1]);
        n = Integer.parseInt(parts[2]);
        a = form == Form.TN ? noise(k, m, 1) : noise(m, k, 1);
        b = form == Form.NT ? noise(n, k, 2) : noise(k, n, 2);
        c = new FMatrixRMaj(m, n);
    }

    private static FMatrixRMaj noise(int rows, int columns, int step) {
        RandomStream stream = RandomStream.of(1, "benchmark", step);
        FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = (float) stream.normal(i);
        }
        return matrix;
    }

    /** The kernels of this project. */
    @Benchmark
    public float[] ours() {
        Kernels kernels = Kernels.get();
        switch (form) {
            case NN -> kernels.productNN(m, n, k, a.data, 0, k, b.data, 0, n, c.data, 0, n, false);
            case NT -> kernels.productNT(m, n, k, a.data, 0, k, b.data, 0, k, c.data, 0, n, false);
            case TN -> kernels.productTN(m, n, k, a.data, 0, m, b.data, 0, n, c.data, 0, n, false);
        }
        return c.data;
    }

    /** EJML's {@code CommonOps_FDRM}, which picks its algorithm by size. */
    @Benchmark
    public float[] ejml() {
        switch (form) {
            case NN -> CommonOps_FDRM.mult(a, b, c);
            case NT -> CommonOps_FDRM.multTransB(a, b, c);
            case TN -> CommonOps_FDRM.multTransA(a, b, c);
        }
        return c.data;
    }
}
