package org.end4rec.lessons.lesson12;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Wrong answers to the exercise of lesson 12, each with the message that it must get. */
public final class WrongAnswers12 {
    private WrongAnswers12() {}

    /** What becomes of margin, noise for keep, noise for drop and τ. */
    private interface Rule {
        double of(double margin, double keep, double drop, double tau);
    }

    /** A right answer, for a wrong one to change. */
    private static class Right implements Gap12 {
        @Override
        public double gumbel(double u) {
            return -Math.log(-Math.log(u));
        }

        @Override
        public double[] decide(double[] margin, double[] noise, double tau) {
            return map(margin, noise, tau, (m, keep, drop, t) -> m + keep - drop > 0 ? 1 : 0);
        }

        @Override
        public double[] backward(double[] margin, double[] noise, double tau, double[] dy) {
            double[] slope = map(margin, noise, tau, (m, keep, drop, t) -> rise((m + keep - drop) / t) / t);
            for (int i = 0; i < slope.length; i++) {
                slope[i] *= dy[i];
            }
            return slope;
        }
    }

    private static double[] map(double[] margin, double[] noise, double tau, Rule rule) {
        double[] result = new double[margin.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = rule.of(margin[i], noise[2 * i], noise[2 * i + 1], tau);
        }
        return result;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double rise(double x) {
        return sigmoid(x) * (1 - sigmoid(x));
    }

    private static Gap12 noise(DoubleUnaryOperator rule) {
        return new Right() {
            @Override
            public double gumbel(double u) {
                return rule.applyAsDouble(u);
            }
        };
    }

    private static Gap12 decisions(Rule rule) {
        return new Right() {
            @Override
            public double[] decide(double[] margin, double[] noise, double tau) {
                return map(margin, noise, tau, rule);
            }
        };
    }

    /** Reads the noise at i and at i + gap; a gap of 0 stands for the number of events. */
    private static Gap12 elsewhere(int gap) {
        return new Right() {
            @Override
            public double[] decide(double[] margin, double[] noise, double tau) {
                double[] decision = new double[margin.length];
                for (int i = 0; i < decision.length; i++) {
                    double drop = noise[i + (gap == 0 ? margin.length : gap)];
                    decision[i] = margin[i] + noise[i] - drop > 0 ? 1 : 0;
                }
                return decision;
            }
        };
    }

    /** @param chained whether the gradient of the decision is a factor */
    private static Gap12 slopes(boolean chained, Rule rule) {
        return new Right() {
            @Override
            public double[] backward(double[] margin, double[] noise, double tau, double[] dy) {
                double[] slope = map(margin, noise, tau, rule);
                for (int i = 0; i < slope.length; i++) {
                    slope[i] *= chained ? dy[i] : 1;
                }
                return slope;
            }
        };
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Map<Object, String> all = new LinkedHashMap<>();
        all.put(noise(u -> -Math.log(u)), Check12.ONE_LOGARITHM);
        all.put(noise(u -> Math.log(-Math.log(u))), Check12.NO_MINUS);
        all.put(noise(u -> -Math.log(Math.log(u))), Check12.NEGATIVE_LOGARITHM);
        all.put(noise(u -> -Math.log(-Math.log10(u))), Check12.OTHER_NOISE);
        all.put(decisions((m, keep, drop, t) -> sigmoid((m + keep - drop) / t)), Check12.SOFT_VALUE);
        all.put(decisions((m, keep, drop, t) -> sigmoid(m) + keep - drop > 0.5 ? 1 : 0), Check12.ON_PROBABILITY);
        all.put(decisions((m, keep, drop, t) -> sigmoid(m) + keep - drop > 0 ? 1 : 0), Check12.ON_PROBABILITY);
        all.put(
                decisions((m, keep, drop, t) -> sigmoid(m) + keep > 1 - sigmoid(m) + drop ? 1 : 0),
                Check12.ON_PROBABILITY);
        all.put(decisions((m, keep, drop, t) -> m + keep - keep > 0 ? 1 : 0), Check12.NO_NOISE);
        all.put(decisions((m, keep, drop, t) -> m + keep > 0 ? 1 : 0), Check12.ONE_NOISE);
        all.put(decisions((m, keep, drop, t) -> m / t + keep - drop > 0 ? 1 : 0), Check12.TAU_FIRST);
        all.put(decisions((m, keep, drop, t) -> m + (keep - drop) / t > 0 ? 1 : 0), Check12.TAU_FIRST);
        all.put(decisions((m, keep, drop, t) -> m - keep + drop > 0 ? 1 : 0), Check12.NOISE_SIGN);
        all.put(decisions((m, keep, drop, t) -> m + keep + drop > 0 ? 1 : 0), Check12.NOISE_SIGN);
        all.put(elsewhere(0), Check12.PLACE);
        all.put(elsewhere(1), Check12.PLACE);
        all.put(decisions((m, keep, drop, t) -> m + keep - drop > 0 ? 0 : 1), Check12.INVERTED);
        all.put(decisions((m, keep, drop, t) -> (m + keep - drop) / t > 0.5 ? 1 : 0), Check12.BORDER);
        all.put(decisions((m, keep, drop, t) -> m + keep - drop >= 0 ? 1 : 0), Check12.TIE);
        all.put(decisions((m, keep, drop, t) -> m + keep - drop > 1 ? 1 : 0), Check12.OTHER_DECISION);
        all.put(slopes(true, (m, keep, drop, t) -> 0), Check12.STEP_SLOPE);
        all.put(slopes(true, (m, keep, drop, t) -> rise((m + keep - drop) / t)), Check12.NO_TAU);
        all.put(slopes(false, (m, keep, drop, t) -> rise((m + keep - drop) / t) / t), Check12.NO_CHAIN);
        all.put(slopes(true, (m, keep, drop, t) -> 1), Check12.PASSED_ON);
        all.put(slopes(true, (m, keep, drop, t) -> rise(m)), Check12.WITHOUT_NOISE);
        all.put(slopes(true, (m, keep, drop, t) -> rise(m / t) / t), Check12.WITHOUT_NOISE);
        all.put(slopes(true, (m, keep, drop, t) -> sigmoid((m + keep - drop) / t) / t), Check12.ONE_FACTOR);
        all.put(slopes(true, (m, keep, drop, t) -> rise(m + keep - drop) / t), Check12.TAU_OUTSIDE);
        all.put(slopes(true, (m, keep, drop, t) -> rise((m + keep - drop) / 0.5) / 0.5), Check12.FIXED_TAU);
        all.put(
                slopes(true, (m, keep, drop, t) -> m + keep > drop ? rise((m + keep - drop) / t) / t : 0),
                Check12.DROPPED_GETS_NOTHING);
        all.put(slopes(true, (m, keep, drop, t) -> rise((m - keep + drop) / t) / t), Check12.EXCHANGED);
        all.put(slopes(true, (m, keep, drop, t) -> rise((m + keep + drop) / t) / t), Check12.EXCHANGED);
        all.put(slopes(true, (m, keep, drop, t) -> rise((m + keep - drop) / t) * t), Check12.OTHER_SLOPE);
        all.put(
                slopes(true, (m, keep, drop, t) -> {
                    double e = Math.exp((m + keep - drop) / t);
                    return e / (1 + e) * (1 - e / (1 + e)) / t;
                }),
                Check12.TOO_LARGE);
        return all;
    }
}
