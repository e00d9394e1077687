package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Fma;
import org.end4rec.core.kernel.Kernels;

/**
 * Gated recurrent unit over a sequence: {@code r = σ(W_r·x_t + b_r + U_r·h + c_r)},
 * {@code z = σ(W_z·x_t + b_z + U_z·h + c_z)}, {@code n = tanh(W_n·x_t + b_n + r⊙(U_n·h + c_n))},
 * {@code h' = (1 − z)⊙n + z⊙h} with {@code h = 0} before the first step. Gradients by back-propagation through time:
 * {@code da_n = dh'·(1 − z)·(1 − n²)}, {@code da_z = dh'·(h − n)·z·(1 − z)},
 * {@code da_r = da_n·(U_n·h + c_n)·r·(1 − r)}, where a is what goes into each gate's function.
 */
public final class Gru extends Op {
    private final int b;
    private final int steps;
    private final int i;
    private final int h;
    private final float[] y;
    /** r, z and n of each step, [B,N,3h]. */
    private final float[] gates;
    /** U_n·h + c_n of each step, [B,N,h]. */
    private final float[] candidates;

    private Gru(Variable x, Variable weightIh, Variable weightHh, Variable biasIh, Variable biasHh) {
        super(x, weightIh, weightHh, biasIh, biasHh);
        b = x.shape().dim(0);
        steps = x.shape().dim(1);
        i = x.shape().dim(2);
        h = weightHh.shape().dim(1);
        y = take(b * steps * h);
        gates = take(b * steps * 3 * h);
        candidates = take(b * steps * h);
    }

    /**
     * The hidden state after each step. x: [B,N,i], weightIh: W [3h,i], weightHh: U [3h,h], biasIh: b [3h], biasHh: c
     * [3h] → [B,N,h]; the gates are stacked in the order reset, update, new. O(B·N·h·(i + h)). Cho et al. (2014).
     */
    public static Variable gru(Variable x, Variable weightIh, Variable weightHh, Variable biasIh, Variable biasHh) {
        if (x.shape().rank() != 3) {
            throw wrongShape("gru", "x", x.shape(), "[B,N,i]");
        }
        Shape recurrent = weightHh.shape();
        if (recurrent.rank() != 2 || recurrent.dim(1) < 1 || recurrent.dim(0) != 3 * recurrent.dim(1)) {
            throw wrongShape("gru", "weightHh", recurrent, "[3h,h] with h at least 1");
        }
        int h = recurrent.dim(1);
        require("weightIh", weightIh, Shape.of(3 * h, x.shape().dim(2)), x, weightHh);
        require("biasIh", biasIh, Shape.of(3 * h), x, weightHh);
        require("biasHh", biasHh, Shape.of(3 * h), x, weightHh);
        Gru op = new Gru(x, weightIh, weightHh, biasIh, biasHh);
        op.forward();
        return op.record(Shape.of(op.b, op.steps, h), op.y);
    }

    private static void require(String argument, Variable found, Shape expected, Variable x, Variable weightHh) {
        if (!found.shape().equals(expected)) {
            throw wrongShape(
                    "gru",
                    argument,
                    found.shape(),
                    expected + ", to match x " + x.shape() + " and weightHh " + weightHh.shape());
        }
    }

    @Override
    public String name() {
        return "gru";
    }

    private void forward() {
        Kernels kernels = Kernels.get();
        int rows = b * steps;
        repeat(input(3).value(), gates, rows);
        kernels.productNT(rows, 3 * h, i, input(0).value(), 0, i, input(1).value(), 0, i, gates, 0, 3 * h, true);
        float[] recurrent = take(b * 3 * h);
        for (int t = 0; t < steps; t++) {
            repeat(input(4).value(), recurrent, b);
            if (t > 0) {
                kernels.productNT(
                        b, 3 * h, h, y, (t - 1) * h, steps * h, input(2).value(), 0, h, recurrent, 0, 3 * h, true);
            }
            for (int sequence = 0; sequence < b; sequence++) {
                step(kernels, recurrent, sequence, t);
            }
        }
    }

    private void repeat(float[] bias, float[] target, int rows) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(bias, 0, target, row * 3 * h, 3 * h);
        }
    }

    private void step(Kernels kernels, float[] recurrent, int sequence, int t) {
        int row = sequence * steps + t;
        int reset = row * 3 * h;
        int update = reset + h;
        int candidate = reset + 2 * h;
        kernels.accumulate(recurrent, sequence * 3 * h, gates, reset, 2 * h);
        kernels.sigmoid(gates, reset, gates, reset, 2 * h);
        System.arraycopy(recurrent, sequence * 3 * h + 2 * h, candidates, row * h, h);
        kernels.multiplyAccumulate(gates, reset, candidates, row * h, gates, candidate, h);
        kernels.tanh(gates, candidate, gates, candidate, h);
        for (int j = 0; j < h; j++) {
            float before = t == 0 ? 0f : y[(row - 1) * h + j];
            float fresh = gates[candidate + j];
            y[row * h + j] = Fma.fma(gates[update + j], before - fresh, fresh);
        }
    }

    @Override
    protected void backward(float[] dy) {
        Kernels kernels = Kernels.get();
        float[] fromInput = take(b * steps * 3 * h);
        float[] fromState = take(b * 3 * h);
        float[] dh = tape().arena().takeZeroed(b * h);
        for (int t = steps - 1; t >= 0; t--) {
            for (int sequence = 0; sequence < b; sequence++) {
                stepBackward(dy, dh, fromInput, fromState, sequence, t);
            }
            if (t > 0 && input(2).requiresGradient()) {
                kernels.productTN(
                        3 * h, h, b, fromState, 0, 3 * h, y, (t - 1) * h, steps * h, input(2).gradient(), 0, h, true);
            }
            if (input(4).requiresGradient()) {
                addRows(kernels, fromState, b, input(4).gradient());
            }
            kernels.productNN(b, h, 3 * h, fromState, 0, 3 * h, input(2).value(), 0, h, dh, 0, h, true);
        }
        int rows = b * steps;
        if (input(0).requiresGradient()) {
            kernels.productNN(
                    rows, i, 3 * h, fromInput, 0, 3 * h, input(1).value(), 0, i, input(0).gradient(), 0, i, true);
        }
        if (input(1).requiresGradient()) {
            kernels.productTN(
                    3 * h, i, rows, fromInput, 0, 3 * h, input(0).value(), 0, i, input(1).gradient(), 0, i, true);
        }
        if (input(3).requiresGradient()) {
            addRows(kernels, fromInput, rows, input(3).gradient());
        }
    }

    /** Turns dh, the gradient of the next steps, into the part of dh that goes straight to the step before. */
    private void stepBackward(float[] dy, float[] dh, float[] fromInput, float[] fromState, int sequence, int t) {
        int row = sequence * steps + t;
        int gate = row * 3 * h;
        int state = sequence * 3 * h;
        for (int j = 0; j < h; j++) {
            float r = gates[gate + j];
            float z = gates[gate + h + j];
            float n = gates[gate + 2 * h + j];
            float before = t == 0 ? 0f : y[(row - 1) * h + j];
            float d = dh[sequence * h + j] + dy[row * h + j];
            float dn = d * (1 - z) * (1 - n * n);
            float dz = d * (before - n) * z * (1 - z);
            float dr = dn * candidates[row * h + j] * r * (1 - r);
            fromInput[gate + j] = dr;
            fromInput[gate + h + j] = dz;
            fromInput[gate + 2 * h + j] = dn;
            fromState[state + j] = dr;
            fromState[state + h + j] = dz;
            fromState[state + 2 * h + j] = dn * r;
            dh[sequence * h + j] = d * z;
        }
    }

    private void addRows(Kernels kernels, float[] rows, int count, float[] target) {
        for (int row = 0; row < count; row++) {
            kernels.accumulate(rows, row * 3 * h, target, 0, 3 * h);
        }
    }
}
