package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.random.RandomStream;

/**
 * Inverted dropout: {@code y = x·m}, where m is 0 with probability {@code rate} and 1/(1 − rate) otherwise;
 * {@code dx = dy·m}. Element i of the tensor belongs to draw i of the stream, whatever the order of the work.
 */
public final class Dropout extends Op {
    private final float[] mask;

    private Dropout(Variable x) {
        super(x);
        mask = take(x.shape().size());
    }

    /**
     * Zeroes elements at random and scales up the rest, so that the expectation stays. x: any shape → same; rate at
     * least 0 and below 1. Rate 0 returns x itself. It draws on every tape: leave it out, or pass 0, where nothing is
     * trained. Srivastava et al. (2014).
     */
    public static Variable dropout(Variable x, float rate, RandomStream stream) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout: rate is " + rate + "; it must be at least 0 and less than 1");
        }
        if (rate == 0) {
            return x;
        }
        Dropout op = new Dropout(x);
        int n = x.shape().size();
        // uniform(i) < rate, by its 24 bits and without a branch, which could not be predicted
        int kept = Float.floatToRawIntBits(1 / (1 - rate));
        int least = (int) Math.ceil((double) rate * (1 << 24));
        for (int i = 0; i < n; i++) {
            int drawn = (int) (stream.bits(i) >>> 40);
            op.mask[i] = Float.intBitsToFloat(kept & ~((drawn - least) >> 31));
        }
        float[] y = op.take(n);
        Kernels.get().multiply(x.value(), 0, op.mask, 0, y, 0, n);
        return op.record(x.shape(), y);
    }

    @Override
    public String name() {
        return "dropout";
    }

    @Override
    protected void backward(float[] dy) {
        Kernels.get().multiplyAccumulate(dy, 0, mask, 0, input(0).gradient(), 0, dy.length);
    }
}
