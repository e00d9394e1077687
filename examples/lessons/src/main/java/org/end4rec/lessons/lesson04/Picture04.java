package org.end4rec.lessons.lesson04;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.models.page.Svg;

/** The picture of lesson 4: the error of a difference over its step, and why floats spoil small steps. */
public final class Picture04 {
    private static final double HIGH = 15;

    /** Powers of ten at the ends of the axes: of ε, and of the error. */
    private static final int SMALLEST_STEP = -12;

    private static final int LARGEST_STEP = -1;
    private static final int SMALLEST_ERROR = -12;
    private static final double SLOPE = StrictMath.cos(1) * wave(1);

    /** Distance between the floats from 1 to 2. */
    private static final double SPACING = 0x1p-23;

    private static final int STEPS = 8;

    private Picture04() {}

    /** Draws the V of the error, and the values of floats from near. */
    public static Panels draw() {
        return new Panels(
                "The error of a central difference over its step, a V for double and a higher V for float; and a float"
                        + " function from near, which is a staircase",
                HIGH,
                List.of(
                        new Panel("the error over ε: a V", Picture04::errors),
                        new Panel("very near, floats are a staircase", Picture04::stairs)));
    }

    private static double wave(double x) {
        return StrictMath.exp(StrictMath.sin(x));
    }

    private static double inDouble(double step) {
        return Math.abs((wave(1 + step) - wave(1 - step)) / (2 * step) - SLOPE);
    }

    private static double inFloat(double step) {
        float above = (float) (1 + step);
        float below = (float) (1 - step);
        return Math.abs(((double) (float) wave(above) - (float) wave(below)) / ((double) above - below) - SLOPE);
    }

    private static void errors(Svg svg, double x, double y, double wide, double font) {
        double left = x + 5 * font;
        double right = x + wide - 2.2 * font;
        double top = y + 0.6 * font;
        double bottom = y + (HIGH - 3) * font;
        double across = (right - left) / (LARGEST_STEP - SMALLEST_STEP);
        double up = (bottom - top) / -SMALLEST_ERROR;
        for (int power = SMALLEST_ERROR; power <= 0; power += 3) {
            svg.line(
                    "grid",
                    left,
                    bottom - (power - SMALLEST_ERROR) * up,
                    right,
                    bottom - (power - SMALLEST_ERROR) * up);
            svg.text(left - 0.4 * font, bottom - (power - SMALLEST_ERROR) * up + 0.35 * font, "end", power(power));
        }
        for (int power = SMALLEST_STEP + 1; power <= LARGEST_STEP; power += 5) {
            double at = left + (power - SMALLEST_STEP) * across;
            svg.line("grid", at, bottom, at, top);
            svg.text(at, bottom + 1.4 * font, "middle", power(power));
        }
        svg.text((left + right) / 2, bottom + 2.7 * font, "middle", "ε");
        line(svg, "s0", -12, Picture04::inDouble, left, bottom, across, up, font);
        line(svg, "s1", -7, Picture04::inFloat, left, bottom, across, up, font);
        svg.text("s0", left + 2.5 * across, bottom - 3 * up, "middle", "double ●");
        svg.text("s1", left + 4.6 * across, bottom - 11.2 * up, "end", "float ■");
        svg.text(left + 2.2 * across, bottom - 7.6 * up, "middle", "rounding");
        svg.text(left + 10 * across, bottom - 4.1 * up, "middle", "curve");
    }

    private static void line(
            Svg svg,
            String style,
            int from,
            DoubleUnaryOperator error,
            double left,
            double bottom,
            double across,
            double up,
            double font) {
        double[] x = new double[LARGEST_STEP - from + 1];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double found = error.applyAsDouble(StrictMath.pow(10, from + i));
            x[i] = left + (from + i - SMALLEST_STEP) * across;
            y[i] = bottom - (StrictMath.log10(found) - SMALLEST_ERROR) * up;
        }
        svg.polyline(style, font / 6, x, y);
        for (int i = 0; i < x.length; i++) {
            if (style.equals("s0")) {
                svg.dot(style, x[i], y[i], font / 4);
            } else {
                svg.bar(style, x[i] - font / 4, y[i] - font / 4, font / 2, font / 2);
            }
        }
    }

    private static String power(int power) {
        return power == 0 ? "1" : String.format(Locale.ROOT, "1e−%d", -power);
    }

    /** Values in float at equal steps around 1, the true slope, and the slope between the two dots beside 1. */
    private static void stairs(Svg svg, double x, double y, double wide, double font) {
        double middle = x + wide / 2;
        double center = y + (HIGH - 2) * font / 2;
        double unit = (wide - 4 * font) / (2 * STEPS);
        double up = (HIGH - 3.6) * font / (2.0 * STEPS * SLOPE);
        svg.line("grid", x + 2 * font, center, x + wide - 2 * font, center);
        svg.line("grid", middle, y, middle, center + (HIGH - 3) * font / 2);
        svg.polyline("s3", font / 8, new double[] {middle - STEPS * unit, middle + STEPS * unit}, new double[] {
            center + STEPS * SLOPE * up, center - STEPS * SLOPE * up
        });
        double[] at = new double[4 * STEPS];
        double[] height = new double[4 * STEPS];
        for (int i = 0; i < 2 * STEPS; i++) {
            double value = height(i - STEPS);
            at[2 * i] = middle + (i - STEPS - 0.5) * unit;
            at[2 * i + 1] = middle + (i - STEPS + 0.5) * unit;
            height[2 * i] = center - value * up;
            height[2 * i + 1] = height[2 * i];
        }
        svg.polyline("s1", font / 6, at, height);
        for (int i = -STEPS; i < STEPS; i++) {
            svg.dot("s1", middle + i * unit, center - height(i) * up, font / 4);
        }
        svg.text("s3", middle + 1.5 * unit, center + 4 * font, "start", "true slope 1.25");
        svg.text(
                "s1",
                middle - 1.5 * unit,
                center - 3.4 * font,
                "end",
                String.format(Locale.ROOT, "slope of the dots: %.2f", (height(1) - height(-1)) / 2));
        svg.text(middle, y + (HIGH - 0.3) * font, "middle", "x around 1, in steps of 1.2e−7");
    }

    /** The value, in float, at so many spacings from 1, in spacings above the value at 1. */
    private static double height(int places) {
        return ((double) (float) wave(1 + places * SPACING) - wave(1)) / SPACING;
    }
}
