package org.end4rec.autograd.optim;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.RowSet;
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
 *
 * <p>For a large table of which a step reads few rows, see {@link #defer}: the same bits, at the cost of those rows.
 */
public final class AdamW {
    /** β₁, the decay of the first moment. */
    public static final float BETA1 = 0.9f;

    /** β₂, the decay of the second moment. */
    public static final float BETA2 = 0.999f;

    /** ε, which bounds the step where gradients vanish. */
    public static final float EPSILON = 1e-8f;

    /**
     * Elements of a parameter that move together: small enough to share among threads, large enough to be worth a call.
     */
    static final int SLICE = 1 << 16;

    private static final int INITIAL_PARTS = 64;
    private static final String FIRST = "adam.m.";
    private static final String SECOND = "adam.v.";

    private final double weightDecay;
    private final Map<String, Moments> moments = new LinkedHashMap<>();
    private final Set<String> deferred = new HashSet<>();

    /** 1 − β₁ᵗ and 1 − β₂ᵗ of the step t asked for last: most parameters are at the same one. */
    private double firstCorrection;

    private double secondCorrection;
    private long correctedStep;

    /** @throws IllegalArgumentException unless the decay is finite and at least 0; 0 is none */
    public AdamW(double weightDecay) {
        if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
            throw new IllegalArgumentException(
                    "AdamW: weight decay is " + weightDecay + "; it must be finite and at least 0");
        }
        this.weightDecay = weightDecay;
    }

    /**
     * From now on a step moves only those rows of {@code table} that have a gradient, if its gradient is row-sparse.
     * The others lag until they are caught up, which gives the bits they would have had: catch up the rows that a step
     * is going to read, and all of them before anything reads the whole table. A second call for a table changes
     * nothing.
     */
    public void defer(Parameter table) {
        boolean isFirst = deferred.add(table.name());
        Moments state = moments.get(table.name());
        if (isFirst && state != null) {
            moments.put(table.name(), moments(table, state.first, state.second, state.steps));
        }
    }

    /** Brings all rows of all deferred tables up to date, O(rows that lag · steps missed · d). */
    public void catchUp(Parameters parameters) {
        runAll(beginCatchUp(parameters));
    }

    /** As {@link #catchUp}, in slices that the caller runs. */
    public Step beginCatchUp(Parameters parameters) {
        Step step = new Step();
        for (Parameter parameter : parameters) {
            Moments state = moments.get(parameter.name());
            if (state != null && state.rows != null) {
                step.add(RowWork.all(state.rows, DeferredRows::catchUp));
            }
        }
        return step;
    }

    /** As {@link #beginCatchUp(Parameters)}, for some rows of one table; leave them alone until the slices have run. */
    public Step beginCatchUp(Parameter table, RowSet rows) {
        Objects.requireNonNull(rows, "rows");
        Step step = new Step();
        Moments state = moments.get(table.name());
        if (state != null && state.rows != null) {
            step.add(RowWork.of(state.rows, rows, DeferredRows::catchUp));
        }
        return step;
    }

    /**
     * Moves every trainable parameter by its gradient; frozen ones, and padding rows, stay. The gradients are not
     * cleared, and not checked: see {@link GradientClipping} for that.
     *
     * @throws IllegalArgumentException unless the learning rate is finite and at least 0
     * @throws IllegalStateException if a row of a deferred table has a gradient although it lags: it was read stale
     */
    public void step(Parameters parameters, double learningRate) {
        runAll(begin(parameters, learningRate));
    }

    private static void runAll(Step step) {
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
        for (Parameter parameter : parameters) {
            Moments state = moments.get(parameter.name());
            if (parameter.isTrainable() && state != null && state.rows != null) {
                refuseStale(parameter, state.rows);
            }
        }
        Step step = new Step();
        for (Parameter parameter : parameters) {
            if (parameter.isTrainable()) {
                parameter.clearPaddingGradient();
                step.add(move(parameter, learningRate));
            }
        }
        return step;
    }

    private static void refuseStale(Parameter table, DeferredRows state) {
        int[] rows = table.hasSparseGradient() ? table.gradientRows().rows() : null;
        int count = rows == null ? state.rows() : table.gradientRows().size();
        for (int i = 0; i < count; i++) {
            int row = rows == null ? i : rows[i];
            if (state.lags(row)) {
                throw new IllegalStateException("AdamW.step: row " + row + " of " + table
                        + " has a gradient but was not caught up before it was read; call catchUp first");
            }
        }
    }

    private SlicedWork move(Parameter parameter, double learningRate) {
        Moments state = moments.get(parameter.name());
        if (state == null) {
            int size = parameter.shape().size();
            state = moments(parameter, new float[size], new float[size], 0);
            moments.put(parameter.name(), state);
        }
        long t = ++state.steps;
        if (t != correctedStep) {
            // powers of the very floats the kernel uses: after one step m̂ is then g and v̂ is g²
            correctedStep = t;
            firstCorrection = 1 - StrictMath.pow(BETA1, t);
            secondCorrection = 1 - StrictMath.pow(BETA2, t);
        }
        float decay = (float) (1 - learningRate * weightDecay);
        float rate = (float) (learningRate / firstCorrection);
        float scale = (float) (1 / Math.sqrt(secondCorrection));
        DeferredRows rows = state.rows;
        if (rows == null) {
            return new WholeMove(parameter, state, decay, rate, scale);
        }
        rows.begin(decay, rate, scale);
        return parameter.hasSparseGradient()
                ? RowWork.of(rows, parameter.gradientRows(), DeferredRows::move)
                : RowWork.all(rows, DeferredRows::move);
    }

    private Moments moments(Parameter parameter, float[] first, float[] second, long steps) {
        DeferredRows rows = deferred.contains(parameter.name())
                ? new DeferredRows(parameter, first, second, steps, weightDecay > 0)
                : null;
        return new Moments(first, second, steps, rows);
    }

    /** Work under way, a step or catching up, in slices. */
    public static final class Step {
        private SlicedWork[] parts = new SlicedWork[INITIAL_PARTS];
        private int[] starts = new int[INITIAL_PARTS];
        private int count;
        private int slices;

        private Step() {}

        private void add(SlicedWork part) {
            if (count == parts.length) {
                parts = Arrays.copyOf(parts, 2 * count);
                starts = Arrays.copyOf(starts, 2 * count);
            }
            parts[count] = part;
            starts[count++] = slices;
            slices += part.slices();
        }

        /** Number of slices, 0 if there is nothing to do. */
        public int slices() {
            return slices;
        }

        /** Does the work of slice {@code number}, from 0. */
        public void run(int number) {
            int at = count - 1;
            while (starts[at] > number) {
                at--;
            }
            parts[at].run(number - starts[at]);
        }
    }

    private record WholeMove(Parameter parameter, Moments state, float decay, float rate, float scale)
            implements SlicedWork {
        @Override
        public int slices() {
            return (state.first.length + SLICE - 1) / SLICE;
        }

        @Override
        public void run(int slice) {
            int from = slice * SLICE;
            Kernels.get()
                    .adam(
                            parameter.value().data(),
                            parameter.gradientValues(),
                            state.first,
                            state.second,
                            from,
                            Math.min(SLICE, state.first.length - from),
                            BETA1,
                            BETA2,
                            EPSILON,
                            decay,
                            rate,
                            scale);
        }
    }

    /** A copy of the state of those of {@code parameters} that have moved, to be saved; catches up all rows first. */
    public State state(Parameters parameters) {
        catchUp(parameters);
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
        Objects.requireNonNull(parameters, "parameters");
        Map<String, Moments> restored = new LinkedHashMap<>();
        state.steps().forEach((name, steps) -> {
            Parameter parameter = parameters.get(name);
            if (steps < 1) {
                throw new IllegalArgumentException(
                        "AdamW.restore: '" + name + "' has made " + steps + " steps; expected at least 1");
            }
            float[] first = moment(state, FIRST + name, parameter);
            float[] second = moment(state, SECOND + name, parameter);
            restored.put(name, moments(parameter, first, second, steps));
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
    public record State(Map<String, Tensor> tensors, Map<String, Long> steps) {
        /** No reference is null. */
        public State {
            Objects.requireNonNull(tensors, "tensors");
            Objects.requireNonNull(steps, "steps");
        }
    }

    private static final class Moments {
        final float[] first;
        final float[] second;
        final @Nullable DeferredRows rows;
        long steps;

        Moments(float[] first, float[] second, long steps, @Nullable DeferredRows rows) {
            this.first = first;
            this.second = second;
            this.steps = steps;
            this.rows = rows;
        }
    }
}
