package org.end4rec.models.page;

import java.util.ArrayList;
import java.util.List;

/** An axis from a low value to a high one, of equal steps or, if it is logarithmic, of equal factors. */
record Axis(double low, double high, boolean logarithmic) {
    /** By rounding, the last tick may lie beyond the end, at most by this factor. */
    private static final double ROUNDING = 1.0001;

    /** An axis of powers of two around values, at least a factor of four. */
    static Axis powersOfTwo(double low, double high) {
        double from = Math.pow(2, Math.floor(log(low)));
        return new Axis(from, Math.max(Math.pow(2, Math.ceil(log(high))), 4 * from), true);
    }

    /** How far from the low end a value is, as a share of the axis. */
    double share(double value) {
        return logarithmic ? log(value / low) / log(high / low) : (value - low) / (high - low);
    }

    /** Values to write beside the axis: powers of two from the low end, or whole numbers from there. */
    List<Double> ticks(double most) {
        double length = logarithmic ? log(high / low) : high - low;
        double step = Math.max(1, Math.ceil(length / most));
        List<Double> ticks = new ArrayList<>();
        for (double at = 0; at <= length * ROUNDING; at += step) {
            ticks.add(logarithmic ? low * Math.pow(2, at) : low + at);
        }
        return ticks;
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
