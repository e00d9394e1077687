package org.end4rec.lessons.picture;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.end4rec.models.page.Svg;

/** Paper with two axes in a box of a picture: curves, dots and words are drawn at numbers in place of pixels. */
public final class GraphPaper {
    private static final int STEPS = 120;

    private final Svg svg;
    private final double font;
    private final double left;
    private final double bottom;
    private final double wide;
    private final double high;
    private final double fromX;
    private final double toX;
    private final double fromY;
    private final double toY;

    /**
     * Leaves room for the numbers at the axes.
     *
     * @param x left edge of the box
     * @param y upper edge of the box
     * @param fromX the number at the left end of the axis across
     * @param fromY the number at the lower end of the axis upwards
     */
    public GraphPaper(
            Svg svg,
            double x,
            double y,
            double wide,
            double high,
            double font,
            double fromX,
            double toX,
            double fromY,
            double toY) {
        this.svg = Objects.requireNonNull(svg, "svg");
        this.font = font;
        left = x + 3.4 * font;
        bottom = y + high - 1.6 * font;
        this.wide = wide - 4.8 * font;
        this.high = high - 2.2 * font;
        this.fromX = fromX;
        this.toX = toX;
        this.fromY = fromY;
        this.toY = toY;
    }

    private double x(double value) {
        return left + wide * (value - fromX) / (toX - fromX);
    }

    private double y(double value) {
        return bottom - high * (value - fromY) / (toY - fromY);
    }

    /** A line upwards at a number, which is written below. */
    public void across(double value, String label) {
        svg.line("grid", x(value), bottom, x(value), bottom - high);
        svg.text(x(value), bottom + 1.3 * font, "middle", label);
    }

    /** A line across at a number, which is written on the left. */
    public void upwards(double value, String label) {
        svg.line("grid", left, y(value), left + wide, y(value));
        svg.text(left - 0.4 * font, y(value) + 0.35 * font, "end", label);
    }

    /**
     * A curve.
     *
     * @param dots how many dots stand on it, for those who see few colours
     */
    public void curve(String style, int dots, DoubleUnaryOperator curve) {
        double[] x = new double[STEPS + 1];
        double[] y = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            double at = fromX + (toX - fromX) * i / STEPS;
            x[i] = x(at);
            y[i] = y(curve.applyAsDouble(at));
        }
        svg.polyline(style, font / 7, x, y);
        for (int i = 0; i < dots; i++) {
            double at = fromX + (toX - fromX) * (i + 0.5) / dots;
            dot(style, at, curve.applyAsDouble(at));
        }
    }

    /** A line through points. */
    public void line(String style, double[] x, double[] y) {
        double[] across = new double[x.length];
        double[] up = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            across[i] = x(x[i]);
            up[i] = y(y[i]);
        }
        svg.polyline(style, font / 7, across, up);
    }

    /** A dot. */
    public void dot(String style, double x, double y) {
        svg.dot(style, x(x), y(y), font / 3.5);
    }

    /** Words whose lower edge is at a point. */
    public void words(String style, double x, double y, String anchor, String words) {
        svg.text(style, x(x), y(y), anchor, words);
    }
}
