package org.end4rec.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;

/**
 * Compares the gradients of a function with central differences of its float32 values, element by element: {@code (L(x
 * + ε) − L(x − ε)) / 2ε}. A result that is not a scalar is reduced to one by fixed random weights. A difference is an
 * error as far as it exceeds the rounding noise of L, 2⁻²²·Σ|terms of L|/ε, and is taken relative to the input's
 * largest derivative. Float32 differences find wrong formulas, not wrong last digits. The function must give the same
 * result for the same inputs. Immutable.
 */
public final class GradientCheck {
    private static final float DEFAULT_STEP = 1e-2f;
    private static final double DEFAULT_TOLERANCE = 2e-3;
    private static final double NOISE = 0x1p-22;

    private final float step;
    private final double tolerance;

    /** A check with ε = 0.01 and a tolerance of 0.002. */
    public GradientCheck() {
        this(DEFAULT_STEP, DEFAULT_TOLERANCE);
    }

    /** @throws IllegalArgumentException unless both are positive and finite */
    public GradientCheck(float step, double tolerance) {
        this.step = (float) positive("step", step);
        this.tolerance = positive("tolerance", tolerance);
    }

    private static double positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "GradientCheck: " + name + " is " + value + "; it must be positive and finite");
        }
        return value;
    }

    /** Checks the derivatives with respect to every element of every input. The tensors are copied. */
    public Report check(Function<List<Variable>, Variable> function, Tensor... inputs) {
        Parameters parameters = new Parameters();
        for (int i = 0; i < inputs.length; i++) {
            parameters.add(new Parameter("input " + i, inputs[i].copy()));
        }
        return check(parameters, tape -> {
            List<Variable> leaves = new ArrayList<>();
            parameters.forEach(parameter -> leaves.add(tape.leaf(parameter)));
            return function.apply(leaves);
        });
    }

    /**
     * Checks the derivatives with respect to every element of every trainable parameter; O(elements) runs of the
     * function. Values are moved and put back, and gradients are left as they were, also if the function throws.
     *
     * @throws IllegalArgumentException if no parameter is trainable
     */
    public Report check(Parameters parameters, Function<Tape, Variable> function) {
        List<Parameter> checked = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (parameter.isTrainable() && parameter.shape().size() > 0) {
                checked.add(parameter);
            }
        }
        if (checked.isEmpty()) {
            throw new IllegalArgumentException("GradientCheck: none of the parameters is trainable; nothing to check");
        }
        List<float[]> analytic = analytic(checked, function);
        Loss loss = new Loss(function);
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < checked.size(); i++) {
            reports.add(check(checked.get(i), analytic.get(i), loss));
        }
        Report worst = Collections.max(reports, Comparator.comparingDouble(Report::error));
        int total = reports.stream().mapToInt(Report::checked).sum();
        return new Report(
                worst.passed(),
                total,
                worst.input(),
                worst.index(),
                worst.analytic(),
                worst.numeric(),
                worst.error(),
                tolerance);
    }

    private Report check(Parameter parameter, float[] analytic, Loss loss) {
        double[] numeric = new double[analytic.length];
        double noise = NOISE * loss.evaluate().magnitude / step;
        double scale = 0;
        for (int i = 0; i < numeric.length; i++) {
            numeric[i] = numeric(parameter.value().data(), i, loss);
            scale = Math.max(scale, Math.max(finiteSize(numeric[i]), finiteSize(analytic[i])));
        }
        int worst = 0;
        double largest = -1;
        for (int i = 0; i < numeric.length; i++) {
            double error = error(Math.abs(analytic[i] - numeric[i]) - noise, scale);
            if (error > largest) {
                largest = error;
                worst = i;
            }
        }
        return new Report(
                largest <= tolerance,
                numeric.length,
                parameter.toString(),
                worst,
                analytic[worst],
                numeric[worst],
                largest,
                tolerance);
    }

    /** Of a derivative; one that is not finite is wrong by itself and no measure for the others. */
    private static double finiteSize(double derivative) {
        return Double.isFinite(derivative) ? Math.abs(derivative) : 0;
    }

    private static double error(double excess, double scale) {
        if (!Double.isFinite(excess)) {
            return Double.POSITIVE_INFINITY;
        }
        return excess <= 0 ? 0 : excess / scale;
    }

    private double numeric(float[] value, int index, Loss loss) {
        float before = value[index];
        float above = before + step;
        float below = before - step;
        try {
            value[index] = above;
            double lossAbove = loss.evaluate().value;
            value[index] = below;
            double lossBelow = loss.evaluate().value;
            return (lossAbove - lossBelow) / ((double) above - below);
        } finally {
            value[index] = before;
        }
    }

    private static List<float[]> analytic(List<Parameter> parameters, Function<Tape, Variable> function) {
        List<KeptGradient> before = parameters.stream().map(KeptGradient::new).toList();
        try {
            parameters.forEach(Parameter::clearGradient);
            accumulate(function);
            return parameters.stream()
                    .map(parameter -> parameter.gradientValues().clone())
                    .toList();
        } finally {
            before.forEach(KeptGradient::putBack);
        }
    }

    private static void accumulate(Function<Tape, Variable> function) {
        Tape tape = Tape.recording();
        Variable result = function.apply(tape);
        if (result.requiresGradient()) {
            float[] dy = result.gradient();
            for (int i = 0; i < dy.length; i++) {
                dy[i] += weight(i, dy.length);
            }
            tape.backward();
            tape.accumulateGradients();
        }
    }

    private static float weight(int index, int size) {
        return size == 1 ? 1f : (float) RandomStream.of(0, "gradient check", 0).normal(index);
    }

    /** A parameter's gradient as it was, row-sparse if it was so. */
    private static final class KeptGradient {
        private final Parameter parameter;
        private final float[] values;
        private final boolean sparse;
        private final int[] rows;

        KeptGradient(Parameter parameter) {
            this.parameter = parameter;
            values = parameter.gradientValues().clone();
            sparse = parameter.hasSparseGradient();
            RowSet touched = parameter.gradientRows();
            rows = Arrays.copyOf(touched.rows(), touched.size());
        }

        void putBack() {
            parameter.clearGradient();
            parameter.gradientRows().addAll(rows);
            float[] target = sparse ? parameter.gradientValues() : parameter.gradient();
            System.arraycopy(values, 0, target, 0, values.length);
        }
    }

    /** The function reduced to a number, Σ weight·result, with its magnitude Σ |weight·result|. */
    private static final class Loss {
        private final Function<Tape, Variable> function;
        private final Tape tape = Tape.inference();
        private double value;
        private double magnitude;

        Loss(Function<Tape, Variable> function) {
            this.function = function;
        }

        Loss evaluate() {
            tape.reset();
            Variable result = function.apply(tape);
            int size = result.shape().size();
            value = 0;
            magnitude = 0;
            for (int i = 0; i < size; i++) {
                double term = (double) weight(i, size) * result.value()[i];
                value += term;
                magnitude += Math.abs(term);
            }
            return this;
        }
    }

    /**
     * What a check found.
     *
     * @param passed whether every error is within the tolerance
     * @param checked number of derivatives
     * @param input the input or parameter with the largest error, and its shape
     * @param index the element of it, row-major
     * @param analytic the derivative by backward there
     * @param numeric the derivative by differences there
     * @param error beyond rounding noise, relative to the input's largest derivative; ∞ where anything is not finite
     * @param tolerance the largest error that passes
     */
    public record Report(
            boolean passed,
            int checked,
            String input,
            int index,
            double analytic,
            double numeric,
            double error,
            double tolerance) {
        /** No reference is null. */
        public Report {
            Objects.requireNonNull(input, "input");
        }

        @Override
        public String toString() {
            return "Gradient check " + (passed ? "passed" : "FAILED") + ": " + checked
                    + " derivatives, largest relative error " + error + " (tolerance " + tolerance + ") at element "
                    + index + " of " + input + ": backward gives " + analytic + ", differences give " + numeric;
        }
    }
}
