package org.end4rec.lessons.lesson08;

import java.util.LinkedHashMap;
import java.util.Map;

/** Wrong answers to the exercise of lesson 8, each with the message that it must get. */
public final class WrongAnswers08 {
    private WrongAnswers08() {}

    /** The step from the means and their corrections. */
    private interface Step {
        double of(double m, double v, double ofMean, double ofSquares);
    }

    private static Gap08 with(Step rule) {
        return (at, gradient, m, v, step, rate) -> {
            for (int i = 0; i < at.length; i++) {
                m[i] = 0.9 * m[i] + 0.1 * gradient[i];
                v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
                at[i] -= rate * rule.of(m[i], v[i], 1 - Math.pow(0.9, step), 1 - Math.pow(0.999, step));
            }
        };
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Map<Object, String> all = new LinkedHashMap<>();
        all.put(with((m, v, a, b) -> -m / a / (Math.sqrt(v / b) + 1e-8)), Check08.UPHILL);
        all.put(with((m, v, a, b) -> m / (Math.sqrt(v) + 1e-8)), Check08.NOT_CORRECTED);
        all.put(with((m, v, a, b) -> m / a / (Math.sqrt(v) + 1e-8)), Check08.ONE_CORRECTED);
        all.put(with((m, v, a, b) -> m / (Math.sqrt(v / b) + 1e-8)), Check08.ONE_CORRECTED);
        all.put(with((m, v, a, b) -> m / a / Math.sqrt(v / b + 1e-8)), Check08.EPSILON_INSIDE);
        all.put(with((m, v, a, b) -> m / a), Check08.OTHER);
        all.put(with((m, v, a, b) -> m / a / (v / b + 1e-8)), Check08.NO_ROOT);
        all.put(with((m, v, a, b) -> m / 0.1 / (Math.sqrt(v / 0.001) + 1e-8)), Check08.CONSTANT);
        all.put(
                (Gap08) (at, gradient, m, v, step, rate) -> {
                    double square = 0;
                    for (int i = 0; i < at.length; i++) {
                        m[i] = 0.9 * m[i] + 0.1 * gradient[i];
                        v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
                        square += v[i] / (1 - Math.pow(0.999, step)) / at.length;
                    }
                    for (int i = 0; i < at.length; i++) {
                        at[i] -= rate * m[i] / (1 - Math.pow(0.9, step)) / (Math.sqrt(square) + 1e-8);
                    }
                },
                Check08.ONE_SIZE);
        return all;
    }
}
