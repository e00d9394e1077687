package org.end4rec.autograd.ops;

import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Sum of rows of several tables and of a repeated addend: {@code y_i = Σ_k table_k[index_k,i] + c_(i mod N)},
 * {@code dtable_k[index_k,i] += dy_i}, {@code dc_(i mod N) += dy_i}. It is gather and add in one pass.
 */
public final class GatherSum extends Op {
    private static final String NAME = "gatherSum";

    private final List<int[]> indices;

    private GatherSum(List<int[]> indices, Variable... inputs) {
        super(inputs);
        this.indices = indices;
    }

    /**
     * table_k: [V_k,d], c: [N,d] → [B,N,d].
     *
     * @param indices for each table [B,N] numbers of its rows; kept, not copied: leave them alone until the tape is
     *     reset
     * @throws IllegalArgumentException for other shapes, or a row out of range
     */
    public static Variable gatherSum(List<Variable> tables, List<int[]> indices, Variable c) {
        if (tables.isEmpty() || tables.size() != indices.size()) {
            throw new IllegalArgumentException(NAME + ": " + tables.size() + " tables and " + indices.size()
                    + " indices; expected at least one table and an index for each");
        }
        if (c.shape().rank() != 2 || c.shape().dim(0) == 0) {
            throw wrongShape(NAME, "c", c.shape(), "[N,d] with N at least 1");
        }
        int n = c.shape().dim(0);
        int d = c.shape().dim(1);
        int rows = indices.get(0).length;
        for (int k = 0; k < tables.size(); k++) {
            check(k, tables.get(k).shape(), indices.get(k), rows, n, d);
        }
        Variable[] inputs = Arrays.copyOf(tables.toArray(new Variable[0]), tables.size() + 1);
        inputs[tables.size()] = c;
        GatherSum op = new GatherSum(indices, inputs);
        float[] y = op.forward(rows, n, d);
        return op.record(Shape.of(rows / n, n, d), y);
    }

    private static void check(int k, Shape table, int[] index, int rows, int n, int d) {
        if (table.rank() != 2 || table.dim(1) != d) {
            throw wrongShape(NAME, "table " + k, table, "[V," + d + "], to match c [" + n + "," + d + "]");
        }
        if (index.length != rows || rows % n != 0) {
            throw new IllegalArgumentException(NAME + ": index " + k + " has " + index.length
                    + " elements; expected as many as the others and a multiple of " + n + ", the rows of c");
        }
        for (int i = 0; i < rows; i++) {
            if (index[i] < 0 || index[i] >= table.dim(0)) {
                throw new IllegalArgumentException(NAME + ": index " + k + " at " + i + " is " + index[i]
                        + "; expected a row of table " + table + ", 0…" + (table.dim(0) - 1));
            }
        }
    }

    private float[] forward(int rows, int n, int d) {
        float[] y = take(lengthOf(NAME, "c", input(indices.size()).shape(), "y", rows, d));
        for (int i = 0; i < rows; i++) {
            System.arraycopy(input(0).value(), indices.get(0)[i] * d, y, i * d, d);
            for (int k = 1; k < indices.size(); k++) {
                Kernels.get().accumulate(input(k).value(), indices.get(k)[i] * d, y, i * d, d);
            }
            Kernels.get().accumulate(input(indices.size()).value(), i % n * d, y, i * d, d);
        }
        return y;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        Variable c = input(indices.size());
        int d = c.shape().dim(1);
        for (int k = 0; k < indices.size(); k++) {
            if (input(k).requiresGradient() && dy.length > 0) {
                input(k).addRows(indices.get(k), dy);
            }
        }
        if (c.requiresGradient()) {
            float[] dc = c.gradient();
            for (int offset = 0; offset < dy.length; offset += dc.length) {
                Kernels.get().accumulate(dy, offset, dc, 0, dc.length);
            }
        }
    }

    @Override
    protected boolean keepsOutputGradient() {
        return true;
    }
}
