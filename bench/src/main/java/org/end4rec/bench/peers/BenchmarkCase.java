package org.end4rec.bench.peers;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.bench.peers.Workload.Adam;
import org.end4rec.bench.peers.Workload.Elementwise;
import org.end4rec.bench.peers.Workload.Form;
import org.end4rec.bench.peers.Workload.Operation;
import org.end4rec.bench.peers.Workload.Product;
import org.end4rec.bench.peers.Workload.Request;
import org.end4rec.bench.peers.Workload.Search;
import org.end4rec.bench.peers.Workload.Training;
import org.end4rec.bench.peers.Workload.Transform;

/**
 * One row of the report.
 *
 * @param group what the row is counted with in the means
 * @param workload the work
 * @param shared whether more than one thread makes sense
 * @param quick whether the row is part of a quick run
 */
public record BenchmarkCase(String group, Workload workload, boolean shared, boolean quick) {
    static final String PRODUCTS = "products";
    static final String TRANSFORMS = "transforms";
    static final String ELEMENTWISE = "element-wise";
    static final String STEPS = "training steps";
    static final String ANSWERS = "answers";

    private static final int MILLION = 1 << 20;
    private static final int EVENTS = BenchModel.BATCH * BenchModel.LENGTH;

    /** {@code group name}: what a pattern on the command line is matched with. */
    public String title() {
        return group + " " + workload.name();
    }

    /**
     * The work of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Workload named(String name) {
        return all().stream()
                .map(BenchmarkCase::workload)
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the peers report has no work named '" + name + "'"));
    }

    /** All rows, in order. */
    public static List<BenchmarkCase> all() {
        List<BenchmarkCase> cases = new ArrayList<>();
        for (int size : new int[] {64, 128, 256, 512, 1024}) {
            for (Form form : Form.values()) {
                boolean quick = size == 512 || form == Form.NN && size < 1024;
                cases.add(new BenchmarkCase(PRODUCTS, new Product(form, size, size, size), size >= 256, quick));
            }
        }
        layer(cases, 3200, 64, 64);
        layer(cases, 3200, 64, 256);
        // scores z·Eᵀ of a catalogue stored by items, its gradients by z and by E; and the same with E by dimensions
        cases.add(product(Form.NT, BenchModel.BATCH, 64, BenchModel.ITEMS, true));
        cases.add(product(Form.NN, BenchModel.BATCH, BenchModel.ITEMS, 64, false));
        cases.add(product(Form.TN, BenchModel.ITEMS, BenchModel.BATCH, 64, false));
        layer(cases, BenchModel.BATCH, 64, BenchModel.ITEMS);
        for (int n : new int[] {50, 64, 100, 128, 200, 256, 500, 512, 1000, 1024, 4096}) {
            for (boolean inverse : new boolean[] {false, true}) {
                boolean quick = n == 50 || n == 128 || n == 1024 && !inverse;
                cases.add(new BenchmarkCase(TRANSFORMS, new Transform(inverse, 64, n, 64), true, quick));
            }
        }
        cases.add(new BenchmarkCase(ELEMENTWISE, new Elementwise(Operation.EXP, 1, MILLION), false, true));
        cases.add(new BenchmarkCase(ELEMENTWISE, new Elementwise(Operation.TANH, 1, MILLION), false, true));
        cases.add(new BenchmarkCase(ELEMENTWISE, new Elementwise(Operation.GELU, 3200, 256), false, true));
        cases.add(new BenchmarkCase(
                ELEMENTWISE, new Elementwise(Operation.LOG_SOFTMAX, 256, BenchModel.ITEMS), false, true));
        cases.add(new BenchmarkCase(ELEMENTWISE, new Elementwise(Operation.LAYER_NORM, EVENTS, 64), false, true));
        cases.add(new BenchmarkCase(ELEMENTWISE, new Adam(BenchModel.ITEMS, 64), false, true));
        for (BenchModel model : BenchModel.values()) {
            boolean quick = model == BenchModel.TOKEN || model == BenchModel.SASREC;
            cases.add(new BenchmarkCase(STEPS, new Training(model), true, quick));
        }
        cases.add(new BenchmarkCase(ANSWERS, new Search(100_000, 64, 20), false, true));
        for (BenchModel model : BenchModel.values()) {
            cases.add(new BenchmarkCase(ANSWERS, new Request(model), false, model == BenchModel.TOKEN));
        }
        return cases;
    }

    private static BenchmarkCase product(Form form, int m, int k, int n, boolean quick) {
        return new BenchmarkCase(PRODUCTS, new Product(form, m, k, n), true, quick);
    }

    /** y [m,n] = x [m,k]·w [k,n], its gradient by x and its gradient by w. */
    private static void layer(List<BenchmarkCase> cases, int m, int k, int n) {
        cases.add(product(Form.NN, m, k, n, n == 256));
        cases.add(product(Form.NT, m, n, k, false));
        cases.add(product(Form.TN, k, m, n, n == 256));
    }
}
