package org.end4rec.models.run;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.core.Shape;

/**
 * Carries the parameters of a trained encoder into a fresh encoder of the same kind for more items and behaviors. Rows
 * that the trained encoder has keep their bits; the other rows stay fresh.
 */
final class StartValues {
    private final int behaviors;
    private final int moreBehaviors;

    /**
     * @param behaviors number of behaviors of the trained encoder
     * @param moreBehaviors number of behaviors of the fresh encoder
     */
    StartValues(int behaviors, int moreBehaviors) {
        this.behaviors = behaviors;
        this.moreBehaviors = moreBehaviors;
    }

    /** @throws RunException if a parameter has no counterpart, or has other sizes than the number of rows */
    void carry(Parameters trained, Parameters fresh) throws RunException {
        for (Parameter to : fresh) {
            if (!trained.contains(to.name())) {
                throw new RunException("the trained model has no parameter '" + to.name() + "', which the new one has");
            }
            Parameter from = trained.get(to.name());
            float[] old = from.value().data();
            if (from.shape().equals(to.shape())) {
                to.set(old);
            } else if (isByPairs(from, to)) {
                carryPairs(from, to);
            } else if (growingAxis(from.shape(), to.shape()) >= 0) {
                carryAlong(growingAxis(from.shape(), to.shape()), from, to);
            } else {
                throw new RunException("parameter '" + to.name() + "' has shape " + from.shape()
                        + " in the trained model and " + to.shape() + " in the new one");
            }
        }
    }

    /** The only axis along which a shape is larger than another; −1 if they differ otherwise. */
    private static int growingAxis(Shape from, Shape to) {
        int found = -1;
        for (int axis = 0; axis < from.rank() && from.rank() == to.rank(); axis++) {
            if (from.dim(axis) != to.dim(axis)) {
                boolean isOnly = found < 0 && from.dim(axis) < to.dim(axis);
                if (!isOnly) {
                    return -1;
                }
                found = axis;
            }
        }
        return found;
    }

    private static void carryAlong(int axis, Parameter from, Parameter to) {
        int inner = 1;
        for (int i = axis; i < from.shape().rank(); i++) {
            inner *= from.shape().dim(i);
        }
        int step = inner / from.shape().dim(axis) * to.shape().dim(axis);
        for (int block = 0; block < from.shape().size() / inner; block++) {
            System.arraycopy(from.value().data(), block * inner, to.value().data(), block * step, inner);
        }
    }

    /** Whether the rows belong to pairs of behaviors: the biases of MB-STR. */
    private boolean isByPairs(Parameter from, Parameter to) {
        return to.name().startsWith("mbstr.")
                && to.name().endsWith(".bias")
                && (long) from.shape().size() * moreBehaviors * moreBehaviors
                        == (long) to.shape().size() * behaviors * behaviors;
    }

    private void carryPairs(Parameter from, Parameter to) {
        int size = from.shape().size() / (behaviors * behaviors);
        for (int one = 0; one < behaviors; one++) {
            for (int other = 0; other < behaviors; other++) {
                System.arraycopy(
                        from.value().data(),
                        (one * behaviors + other) * size,
                        to.value().data(),
                        (one * moreBehaviors + other) * size,
                        size);
            }
        }
    }
}
