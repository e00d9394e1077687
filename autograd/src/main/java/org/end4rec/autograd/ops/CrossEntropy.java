package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Mean negative log-likelihood of a softmax: {@code y = 1/B·Σ_b (ln Σ_c e^x[b,c] − x[b,t_b])},
 * {@code dx = dy/B·(softmax(x) − onehot(t))}.
 */
public final class CrossEntropy extends Op {
    private final int[] targets;
    private final float[] exponentials;
    private final float[] sums;

    private CrossEntropy(Variable logits, int[] targets) {
        super(logits);
        this.targets = targets;
        exponentials = take(logits.shape().size());
        sums = take(targets.length);
    }

    /**
     * The loss in nats. logits: [B,C] → scalar; targets: B classes, 0 … C−1, kept, not copied. Safe for any finite
     * logits: the exponentials are shifted by the row's maximum. A row of −∞ alone costs ln C.
     */
    public static Variable crossEntropy(Variable logits, int[] targets) {
        Shape shape = logits.shape();
        if (shape.rank() != 2 || shape.size() == 0) {
            throw wrongShape("crossEntropy", "logits", shape, "[B,C] with B and C at least 1");
        }
        int b = shape.dim(0);
        int c = shape.dim(1);
        if (targets.length != b) {
            throw new IllegalArgumentException("crossEntropy: targets has " + targets.length
                    + " elements; expected one for each of the " + b + " rows of logits " + shape);
        }
        for (int i = 0; i < b; i++) {
            if (targets[i] < 0 || targets[i] >= c) {
                throw new IllegalArgumentException("crossEntropy: targets[" + i + "] is " + targets[i]
                        + "; expected a class from 0 to " + (c - 1));
            }
        }
        CrossEntropy op = new CrossEntropy(logits, targets);
        float[] y = op.take(1);
        y[0] = op.forward(logits.value(), c);
        return op.record(Shape.of(), y);
    }

    private float forward(float[] x, int c) {
        Kernels kernels = Kernels.get();
        int b = targets.length;
        float[] log = take(b);
        double total = 0;
        for (int i = 0; i < b; i++) {
            int offset = i * c;
            float max = kernels.max(x, offset, c);
            if (max == Float.NEGATIVE_INFINITY) {
                Arrays.fill(exponentials, offset, offset + c, 1f);
                sums[i] = c;
            } else {
                sums[i] = kernels.expSum(x, offset, max, exponentials, offset, c);
                total += (double) max - x[offset + targets[i]];
            }
        }
        kernels.log(sums, 0, log, 0, b);
        for (int i = 0; i < b; i++) {
            total += log[i];
        }
        return (float) (total / b);
    }

    @Override
    public String name() {
        return "crossEntropy";
    }

    @Override
    protected void backward(float[] dy) {
        float[] dx = input(0).gradient();
        int b = targets.length;
        int c = input(0).shape().dim(1);
        float share = dy[0] / b;
        for (int i = 0; i < b; i++) {
            Kernels.get().axpy(share / sums[i], exponentials, i * c, dx, i * c, c);
            dx[i * c + targets[i]] -= share;
        }
    }
}
