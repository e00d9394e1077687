package org.end4rec.autograd.testing;

import java.util.List;
import java.util.function.Function;
import org.end4rec.autograd.Variable;

/**
 * An op at one choice of shapes and settings. What is not differentiable, such as an index, is captured by both
 * functions.
 *
 * @param inputs the differentiable inputs, exact floats
 * @param forward the op under test
 * @param oracle the same in naive double arithmetic
 */
public record Trial(
        List<DoubleTensor> inputs,
        Function<List<Variable>, Variable> forward,
        Function<List<DoubleTensor>, DoubleTensor> oracle) {
    public Trial {
        inputs = List.copyOf(inputs);
    }

    /** The trial of an op with one input. */
    public static Trial of(
            DoubleTensor x, Function<Variable, Variable> forward, Function<DoubleTensor, DoubleTensor> oracle) {
        return new Trial(List.of(x), v -> forward.apply(v.get(0)), v -> oracle.apply(v.get(0)));
    }
}
