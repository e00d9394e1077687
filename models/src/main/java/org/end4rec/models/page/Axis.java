package org.end4rec.models.page;

import java.util.ArrayList;
import java.util.List;

/** An axis from a low value to a high one, of equal steps or, if it is logarithmic, of equal factors. */
record Axis(double low, double high, boolean logarithmic) {
    /** By rounding, the last tick may lie beyond the end, at most by this factor. */
    private static final double ROUNDING = 1.0001;

    /** Ends of an axis whose quarters have few digits. */
    private static final double[] ROUND = {1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10};

    private static final int[] STEPS = {1, 2, 5, 10};

    /** An axis of powers of two around values, at least a factor of four. */
    static Axis powersOfTwo(double low, double high) {
        double from = Math.pow(2, Math.floor(log(low)));
        return new Axis(from, Math.max(Math.pow(2, Math.ceil(log(high))), 4 * from), true);
    }

    /** An axis from 0, whose end is round and not below a value. */
    static Axis fromZero(double value) {
        double end = 1;
        if (value > 0) {
            double power = Math.pow(10, Math.floor(Math.log10(value)));
            end = 10 * power;
            for (int i = ROUND.length - 1; i >= 0; i--) {
                end = ROUND[i] * power * ROUNDING >= value ? ROUND[i] * power : end;
            }
        }
        return new Axis(0, end, false);
    }

    /** How far from the low end a value is, as a share of the axis. */
    double share(double value) {
        return logarithmic ? log(value / low) / log(high / low) : (value - low) / (high - low);
    }

    /** Values to write beside the axis: powers of two from the low end, or whole numbers from there. */
    List<Double> ticks(double most) {
        double length = logarithmic ? log(high / low) : high - low;
        double step = logarithmic ? Math.max(1, Math.ceil(length / most)) : step(length / most);
        List<Double> ticks = new ArrayList<>();
        for (double at = 0; at <= length * ROUNDING; at += step) {
            ticks.add(logarithmic ? low * Math.pow(2, at) : low + at);
        }
        return ticks;
    }

    /** The smallest of 1, 2, 5, 10, 20 … that is not below a length. */
    private static double step(double least) {
        double power = Math.max(1, Math.pow(10, Math.floor(Math.log10(Math.max(1, least)))));
        for (int step : STEPS) {
            if (step * power * ROUNDING >= least) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** Values that cut the axis into equal parts. */
    List<Double> parts(int count) {
        List<Double> parts = new ArrayList<>();
        for (int i = 0; i <= count; i++) {
            parts.add(low + (high - low) * i / count);
        }
        return parts;
    }

    static double log(double value) {
        return Math.log(value) / Math.log(2);
    }
}
