package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;

/**
 * Rows of a table: {@code y_i = table[index_i]}, {@code dtable[index_i] += dy_i}. table: [V,d], index: any shape S →
 * S+[d]. The gradient of a parameter stays a list of rows, so a large table costs what is read of it.
 */
public final class Gather extends Op {
    private static final String NAME = "gather";

    private final int[] index;

    private Gather(Variable table, int[] index) {
        super(table);
        this.index = index;
    }

    /**
     * The rows {@code index} of a table.
     *
     * @param index row numbers, row-major in indexShape; kept, not copied: leave it alone until the tape is reset
     * @throws IllegalArgumentException for a table that is not [V,d], an index of another size, or a row out of range
     */
    public static Variable gather(Variable table, int[] index, Shape indexShape) {
        if (table.shape().rank() != 2) {
            throw wrongShape(NAME, "table", table.shape(), "[V,d]");
        }
        if (indexShape.size() != index.length) {
            throw wrongShape(NAME, "index", indexShape, index.length + " elements, the length of its array");
        }
        int rows = table.shape().dim(0);
        int d = table.shape().dim(1);
        for (int i = 0; i < index.length; i++) {
            if (index[i] < 0 || index[i] >= rows) {
                throw new IllegalArgumentException(NAME + ": index[" + i + "] is " + index[i]
                        + "; expected a row of table " + table.shape() + ", 0…" + (rows - 1));
            }
        }
        Gather op = new Gather(table, index);
        Shape shape = indexShape.append(d);
        float[] y = op.take(shape.size());
        for (int i = 0; i < index.length; i++) {
            System.arraycopy(table.value(), index[i] * d, y, i * d, d);
        }
        return op.record(shape, y);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        // dy may be kept: it belongs to the tape until it is reset, and nothing is added to it once this op is reached
        if (index.length > 0) {
            input(0).addRows(index, dy);
        }
    }

    @Override
    protected boolean keepsOutputGradient() {
        return true;
    }
}
