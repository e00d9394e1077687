package org.end4rec.core.kernel.vector;

import static org.end4rec.core.kernel.vector.VectorLanes.SPECIES;
import static org.end4rec.core.kernel.vector.VectorLanes.TAIL;
import static org.end4rec.core.kernel.vector.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import org.end4rec.core.kernel.OptimizerKernels;

/** {@link OptimizerKernels} on the Vector API. */
interface VectorOptimizer extends OptimizerKernels {
    @Override
    default void adam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int offset,
            int n,
            float beta1,
            float beta2,
            float epsilon,
            float decay,
            float rate,
            float scale) {
        FloatVector keepMean = FloatVector.broadcast(SPECIES, beta1);
        FloatVector keepSquare = FloatVector.broadcast(SPECIES, beta2);
        FloatVector smallest = FloatVector.broadcast(SPECIES, epsilon);
        FloatVector correction = FloatVector.broadcast(SPECIES, scale);
        int full = offset + SPECIES.loopBound(n);
        for (int i = offset; i < full; i += WIDTH) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector mean = keepMean.fma(FloatVector.fromArray(SPECIES, m, i), gradient.mul(1f - beta1));
            FloatVector square = keepSquare.fma(
                    FloatVector.fromArray(SPECIES, v, i),
                    gradient.mul(1f - beta2).mul(gradient));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            FloatVector step = mean.mul(rate).div(square.sqrt().fma(correction, smallest));
            FloatVector.fromArray(SPECIES, w, i).mul(decay).sub(step).intoArray(w, i);
        }
        TAIL.adam(w, g, m, v, full, offset + n - full, beta1, beta2, epsilon, decay, rate, scale);
    }

    @Override
    default void adamZeroGradientSteps(
            float[] w,
            float[] m,
            float[] v,
            int offset,
            int n,
            float beta1,
            float beta2,
            float epsilon,
            float[] decay,
            float[] rate,
            float[] scale,
            int from,
            int to,
            int settledFrom) {
        int full = VectorZeroGradientSteps.run(
                w, m, v, offset, n, beta1, beta2, epsilon, decay, rate, scale, from, to, settledFrom);
        TAIL.adamZeroGradientSteps(
                w, m, v, full, offset + n - full, beta1, beta2, epsilon, decay, rate, scale, from, to, settledFrom);
    }
}
