package org.end4rec.autograd.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.core.Tensor;
import org.end4rec.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Adam with decoupled weight decay: {@code m = β₁m + (1−β₁)g}, {@code v = β₂v + (1−β₂)g²},
 * {@code w = (1 − rate·decay)·w − rate·m̂/(√v̂ + ε)} with {@code m̂ = m/(1−β₁ᵗ)}, {@code v̂ = v/(1−β₂ᵗ)}. Kingma and Ba
 * (2015); Loshchilov and Hutter (2019) for the decay. Without decay it is the Adam of the paper.
 *
 * <p>The state belongs to parameter names, and t counts the steps of each parameter, so one that thaws late starts its
 * bias correction anew. Not thread-safe.
 */
public final class AdamW {
    /** β₁, the decay of the first moment. */
    public static final float BETA1 = 0.9f;

    /** β₂, the decay of the second moment. */
    public static final float BETA2 = 0.999f;

    /** ε, which bounds the step where gradients vanish. */
    public static final float EPSILON = 1e-8f;

    /** Elements of a parameter that move together: small enough to share among threads, large enough to be worth a call. */
    private static final int SLICE = 1 << 16;

    private static final String FIRST = "adam.m.";
    private static final String SECOND = "adam.v.";

    private final double weightDecay;
    private final Map<String, Moments> moments = new LinkedHashMap<>();

    /** @throws IllegalArgumentException unless the decay is finite and at least 0; 0 is none */
    public AdamW(double weightDecay) {
        if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
            throw new IllegalArgumentException(
                    "AdamW: weight decay is " + weightDecay + "; it must be finite and at least 0");
        }
        this.weightDecay = weightDecay;
    }

    /**
     * Moves every trainable parameter by its gradient; frozen ones, and padding rows, stay. The gradients are not
     * cleared, and not checked: see {@link GradientClipping} for that.
     *
     * @throws IllegalArgumentException unless the learning rate is finite and at least 0
     */
    public void step(Parameters parameters, double learningRate) {
        Step step = begin(parameters, learningRate);
        for (int slice = 0; slice < step.slices(); slice++) {
            step.run(slice);
        }
    }

    /**
     * As {@link #step}, in slices that the caller runs, each once: in any order and on any thread. The step counts as
     * made from here on.
     */
    public Step begin(Parameters parameters, double learningRate) {
        if (!(learningRate >= 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException(
                    "AdamW.step: learning rate is " + learningRate + "; it must be finite and at least 0");
        }
        List<Move> moves = new ArrayList<>();
        int slices = 0;
        for (Parameter parameter : parameters) {
            if (parameter.isTrainable()) {
                parameter.clearPaddingGradient();
                moves.add(move(parameter, learningRate, slices));
                slices += (parameter.gradient().length + SLICE - 1) / SLICE;
            }
        }
        return new Step(moves, slices);
    }

    private Move move(Parameter parameter, double learningRate, int firstSlice) {
        int size = parameter.gradient().length;
        Moments state =
                moments.computeIfAbsent(parameter.name(), name -> new Moments(new float[size], new float[size], 0));
        long t = ++state.steps;
        // powers of the very floats the kernel uses: after one step m̂ is then g and v̂ is g²
        double first = 1 - StrictMath.pow(BETA1, t);
        double second = 1 - StrictMath.pow(BETA2, t);
        return new Move(
                parameter,
                state,
                firstSlice,
                (float) (1 - learningRate * weightDecay),
                (float) (learningRate / first),
                (float) (1 / Math.sqrt(second)));
    }

    /** One step under way. */
    public static final class Step {
        private final List<Move> moves;
        private final int slices;

        private Step(List<Move> moves, int slices) {
            this.moves = moves;
            this.slices = slices;
        }

        /** Number of slices, 0 if nothing is trainable. */
        public int slices() {
            return slices;
        }

        /** Moves the elements of slice {@code number}, from 0. */
        public void run(int number) {
            int at = moves.size() - 1;
            while (moves.get(at).firstSlice > number) {
                at--;
            }
            moves.get(at).run((number - moves.get(at).firstSlice) * SLICE);
        }
    }

    private record Move(Parameter parameter, Moments state, int firstSlice, float decay, float rate, float scale) {
        void run(int from) {
            int n = Math.min(SLICE, parameter.gradient().length - from);
            Kernels.get()
                    .adam(
                            parameter.value().data(),
                            parameter.gradient(),
                            state.first,
                            state.second,
                            from,
                            n,
                            BETA1,
                            BETA2,
                            EPSILON,
                            decay,
                            rate,
                            scale);
        }
    }

    /** A copy of the state of those of {@code parameters} that have moved, to be saved. */
    public State state(Parameters parameters) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Long> steps = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Moments state = moments.get(parameter.name());
            if (state != null) {
                tensors.put(FIRST + parameter.name(), Tensor.of(parameter.shape(), state.first.clone()));
                tensors.put(SECOND + parameter.name(), Tensor.of(parameter.shape(), state.second.clone()));
                steps.put(parameter.name(), state.steps);
            }
        }
        return new State(tensors, steps);
    }

    /**
     * Replaces the state by a copy of a saved one; steps after it have the same bits as if training had not stopped.
     *
     * @throws IllegalArgumentException if the state does not belong to {@code parameters}; the old state then stays
     */
    public void restore(Parameters parameters, State state) {
        Map<String, Moments> restored = new LinkedHashMap<>();
        state.steps().forEach((name, steps) -> {
            Parameter parameter = parameters.get(name);
            if (steps < 1) {
                throw new IllegalArgumentException(
                        "AdamW.restore: '" + name + "' has made " + steps + " steps; expected at least 1");
            }
            float[] first = moment(state, FIRST + name, parameter);
            float[] second = moment(state, SECOND + name, parameter);
            restored.put(name, new Moments(first, second, steps));
        });
        if (state.tensors().size() != 2 * restored.size()) {
            throw new IllegalArgumentException(
                    "AdamW.restore: " + state.tensors().size() + " tensors for " + restored.size()
                            + " parameters with a number of steps; expected two for each");
        }
        moments.clear();
        moments.putAll(restored);
    }

    private static float[] moment(State state, String name, Parameter parameter) {
        @Nullable Tensor tensor = state.tensors().get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("AdamW.restore: the state has no tensor '" + name + "'");
        }
        if (!tensor.shape().equals(parameter.shape())) {
            throw new IllegalArgumentException("AdamW.restore: '" + name + "' has shape " + tensor.shape()
                    + "; expected " + parameter.shape() + ", as the parameter");
        }
        return tensor.data().clone();
    }

    /**
     * What to save beside the parameters.
     *
     * @param tensors the moments m and v as {@code adam.m.<parameter>} and {@code adam.v.<parameter>}
     * @param steps the number of steps of each parameter
     */
    public record State(Map<String, Tensor> tensors, Map<String, Long> steps) {}

    private static final class Moments {
        final float[] first;
        final float[] second;
        long steps;

        Moments(float[] first, float[] second, long steps) {
            this.first = first;
            this.second = second;
            this.steps = steps;
        }
    }
}
