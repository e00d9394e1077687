package org.end4rec.autograd.ops;

/**
 * Walks a row-major output run by run, a run being its innermost axis, while the offsets into two inputs follow by
 * strides.
 */
final class Runs {
    private final int[] dims;
    private final int[] aStrides;
    private final int[] bStrides;
    private final int last;
    private final int runs;

    /** The strides of the two inputs along the output's axes, of which there is at least one. */
    Runs(int[] dims, int[] aStrides, int[] bStrides) {
        this.dims = dims;
        this.aStrides = aStrides;
        this.bStrides = bStrides;
        this.last = dims.length - 1;
        int product = dims[last] == 0 ? 0 : 1;
        for (int axis = 0; axis < last; axis++) {
            product *= dims[axis];
        }
        this.runs = product;
    }

    /** Elements of a run. */
    int length() {
        return dims[last];
    }

    /** Distance of a run's neighbours in the first input; 0 where one element stands for all. */
    int aStep() {
        return aStrides[last];
    }

    /** As {@link #aStep} of the second input. */
    int bStep() {
        return bStrides[last];
    }

    void forEach(Visitor visitor) {
        int[] index = new int[last];
        int n = dims[last];
        int ao = 0;
        int bo = 0;
        for (int run = 0; run < runs; run++) {
            visitor.visit(ao, bo, run * n, n);
            for (int axis = last - 1; axis >= 0; axis--) {
                ao += aStrides[axis];
                bo += bStrides[axis];
                if (++index[axis] < dims[axis]) {
                    break;
                }
                index[axis] = 0;
                ao -= aStrides[axis] * dims[axis];
                bo -= bStrides[axis] * dims[axis];
            }
        }
    }

    interface Visitor {
        /** A run of {@code n} elements at offsets {@code ao} and {@code bo} of the inputs and {@code yo} of the output. */
        void visit(int ao, int bo, int yo, int n);
    }
}
