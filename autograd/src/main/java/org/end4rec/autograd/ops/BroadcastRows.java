package org.end4rec.autograd.ops;

/** The rows of an output, a row being its innermost axis, and where each begins in two inputs. Immutable. */
final class BroadcastRows {
    private final int[] dims;
    private final int[] aStrides;
    private final int[] bStrides;
    private final int last;
    private final int rows;

    /** The strides of the two inputs along the output's axes, of which there is at least one. */
    BroadcastRows(int[] dims, int[] aStrides, int[] bStrides) {
        this.dims = dims;
        this.aStrides = aStrides;
        this.bStrides = bStrides;
        this.last = dims.length - 1;
        int product = dims[last] == 0 ? 0 : 1;
        for (int axis = 0; axis < last; axis++) {
            product *= dims[axis];
        }
        this.rows = product;
    }

    /** Elements of a row. */
    int length() {
        return dims[last];
    }

    /** Distance of a row's neighbours in the first input; 0 where one element stands for all. */
    int aStep() {
        return aStrides[last];
    }

    /** As {@link #aStep} of the second input. */
    int bStep() {
        return bStrides[last];
    }

    /** Number of rows; row {@code row} begins at {@code row·length()} in the output. */
    int count() {
        return rows;
    }

    /** Where a row begins in the first input. */
    int a(int row) {
        return offset(row, aStrides);
    }

    /** Where a row begins in the second input. */
    int b(int row) {
        return offset(row, bStrides);
    }

    private int offset(int row, int[] strides) {
        int remaining = row;
        int offset = 0;
        for (int axis = last - 1; axis > 0; axis--) {
            offset += remaining % dims[axis] * strides[axis];
            remaining /= dims[axis];
        }
        return last == 0 ? 0 : offset + remaining * strides[0];
    }
}
