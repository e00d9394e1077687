package org.end4rec.autograd.ops;

/**
 * A row-major output cut into runs, a run being its innermost axis, and where each begins in two inputs. Immutable.
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

    /** Number of runs; that of number {@code run} begins at {@code run·length()} in the output. */
    int count() {
        return runs;
    }

    /** Where a run begins in the first input. */
    int a(int run) {
        return offset(run, aStrides);
    }

    /** Where a run begins in the second input. */
    int b(int run) {
        return offset(run, bStrides);
    }

    private int offset(int run, int[] strides) {
        int remaining = run;
        int offset = 0;
        for (int axis = last - 1; axis > 0; axis--) {
            offset += remaining % dims[axis] * strides[axis];
            remaining /= dims[axis];
        }
        return last == 0 ? 0 : offset + remaining * strides[0];
    }
}
