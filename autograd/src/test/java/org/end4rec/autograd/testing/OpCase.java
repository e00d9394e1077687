package org.end4rec.autograd.testing;

import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.end4rec.autograd.Variable;

/**
 * What the contract needs to know of an op.
 *
 * @param name as in the registry
 * @param draw makes a trial of random shapes and values
 */
public record OpCase(String name, Function<Draw, Trial> draw) {
    /** Trials per op. */
    public static final int TRIALS = 20;

    /** An element-wise op of one input, tried on standard normal values of any shape. */
    public static OpCase elementwise(String name, UnaryOperator<Variable> forward, DoubleUnaryOperator oracle) {
        return new OpCase(name, draw -> Trial.of(draw.normal(draw.anyShape()), forward, x -> x.map(oracle)));
    }

    /** The trial of that number, the same whenever it is asked for. */
    public Trial trial(int number) {
        return draw.apply(new Draw(name, number));
    }

    /** All trials. */
    public Stream<Trial> trials() {
        return IntStream.range(0, TRIALS).mapToObj(this::trial);
    }
}
