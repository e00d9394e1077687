package org.end4rec.lessons.lesson04;

import java.util.List;
import java.util.function.Function;

/** Ten functions with gradients, six of them right. */
final class Candidates {
    /**
     * A candidate.
     *
     * @param name its formula
     * @param right whether its gradient is right
     */
    record Known(String name, boolean right, Candidate candidate) {}

    static final String KINK = "the sum of max(x, 0)";
    static final String LARGE = "1000·(x² + x·y)";
    static final String CUBE = "x³";
    static final String TRANSPOSED = "the sum of a·b, both [2,2]";
    static final String SMALL = "0.001·max(x, 0)²";
    static final String SIZE = "|x|";

    /** The right ones first. */
    static final List<Known> ALL = List.of(
            known("x² + y² + z²", true, 3, x -> x[0] * x[0] + x[1] * x[1] + x[2] * x[2], x ->
                    new float[] {2 * x[0], 2 * x[1], 2 * x[2]}),
            known("e^sin(x)", true, 1, x -> wave(x[0]), x -> new float[] {(float) (StrictMath.cos(x[0]) * wave(x[0]))}),
            known("sin(5·x)", true, 1, x -> (float) StrictMath.sin(5.0 * x[0]), x ->
                    new float[] {(float) (5 * StrictMath.cos(5.0 * x[0]))}),
            known(KINK, true, 3, x -> above(x[0]) + above(x[1]) + above(x[2]), x ->
                    new float[] {step(x[0]), step(x[1]), step(x[2])}),
            known("x·y·z", true, 3, x -> x[0] * x[1] * x[2], x -> new float[] {x[1] * x[2], x[0] * x[2], x[0] * x[1]}),
            known(LARGE, true, 2, x -> 1000 * (x[0] * x[0] + x[0] * x[1]), x ->
                    new float[] {1000 * (2 * x[0] + x[1]), 1000 * x[0]}),
            known(CUBE, false, 1, x -> x[0] * x[0] * x[0], x -> new float[] {3 * x[0]}),
            known(TRANSPOSED, false, 8, x -> x[0] * x[4] + x[1] * x[5] + x[2] * x[6] + x[3] * x[7], x ->
                    new float[] {x[4], x[6], x[5], x[7], x[0], x[1], x[2], x[3]}),
            known(SMALL, false, 1, x -> 0.001f * above(x[0]) * above(x[0]), x -> new float[] {0.0019f * above(x[0])}),
            known(SIZE, false, 1, x -> Math.abs(x[0]), x -> new float[] {1}));

    private Candidates() {}

    /** A function of an array with one number as its result. */
    private interface Value {
        float of(float[] x);
    }

    private static Known known(String name, boolean right, int size, Value value, Function<float[], float[]> gradient) {
        return new Known(name, right, new Candidate() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public float value(float[] x) {
                return value.of(x);
            }

            @Override
            public float[] gradient(float[] x) {
                return gradient.apply(x);
            }
        });
    }

    private static float wave(float x) {
        return (float) StrictMath.exp(StrictMath.sin(x));
    }

    private static float above(float x) {
        return Math.max(x, 0);
    }

    private static float step(float x) {
        return x > 0 ? 1 : 0;
    }
}
