package org.end4rec.bench.complexity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.DoubleFunction;

/**
 * A chart with logarithmic axes as inline SVG. Colours are classes of the page; shapes and dashes tell the lines apart
 * without them.
 */
final class Chart {
    private static final double LEFT = 5.2;
    private static final double BOTTOM = 3.9;
    private static final double TOP = 1;
    private static final double RIGHT = 1;

    private final String title;
    private final DoubleFunction<String> label;
    private final List<Line> lines = new ArrayList<>();
    private int width;
    private int height;
    private double font;
    private double lowX;
    private double highX;
    private double lowY;
    private double highY;

    private record Line(String style, SortedMap<Integer, Double> points) {}

    /** @param label of a value on the vertical axis */
    Chart(String title, DoubleFunction<String> label) {
        this.title = title;
        this.label = label;
    }

    /** Adds a line in the style of that CSS class, {@code s0} … {@code s3}; without points it is left out. */
    Chart with(String style, SortedMap<Integer, Double> points) {
        if (!points.isEmpty()) {
            lines.add(new Line(style, points));
        }
        return this;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The chart twice: for a screen and for a telephone. */
    String svg() {
        return svg(1200, 560, 26, "wide") + svg(360, 320, 14, "narrow");
    }

    private String svg(int wide, int high, double size, String kind) {
        width = wide;
        height = high;
        font = size;
        range();
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\" font-size=\"%.0f\">%n",
                kind,
                width,
                height,
                title,
                font));
        axes(svg);
        lines.forEach(line -> draw(svg, line));
        return svg.append("</svg>\n").toString();
    }

    private void range() {
        lowX = Double.MAX_VALUE;
        lowY = Double.MAX_VALUE;
        highX = 0;
        highY = 0;
        for (Line line : lines) {
            lowX = Math.min(lowX, line.points.firstKey());
            highX = Math.max(highX, line.points.lastKey());
            for (double y : line.points.values()) {
                lowY = Math.min(lowY, y);
                highY = Math.max(highY, y);
            }
        }
        highX = Math.max(highX, 2 * lowX);
        // at least a factor of four, and powers of two at the ends
        lowY = Math.pow(2, Math.floor(log(lowY)));
        highY = Math.max(Math.pow(2, Math.ceil(log(highY))), 4 * lowY);
    }

    private void axes(StringBuilder svg) {
        double room = (x(highX) - x(lowX)) / (font * 4.2);
        int stepX = (int) Math.max(1, Math.ceil(log(highX / lowX) / room));
        for (double n = lowX; n <= highX * 1.0001; n *= Math.pow(2, stepX)) {
            line(svg, x(n), y(lowY), x(n), y(highY));
            text(svg, x(n), y(lowY) + 1.7 * font, "middle", String.format(Locale.ROOT, "%.0f", n));
        }
        text(svg, (x(lowX) + x(highX)) / 2, height - 0.4 * font, "middle", "sequence length N");
        int stepY = (int) Math.max(1, Math.ceil(log(highY / lowY) / ((y(lowY) - y(highY)) / (font * 2))));
        for (double v = lowY; v <= highY * 1.0001; v *= Math.pow(2, stepY)) {
            line(svg, x(lowX), y(v), x(highX), y(v));
            text(svg, x(lowX) - 0.4 * font, y(v) + 0.35 * font, "end", label.apply(v));
        }
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }

    private void draw(StringBuilder svg, Line line) {
        StringBuilder points = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        line.points.forEach((n, value) -> {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(n), y(value)));
            marks.append(mark(line.style, x(n), y(value), font * 0.32, label.apply(value), n));
        });
        svg.append(String.format(
                Locale.ROOT,
                "<polyline class=\"%s\" stroke-width=\"%.1f\" points=\"%s\"/>%n",
                line.style,
                font / 6,
                points.toString().strip()));
        svg.append(marks);
    }

    /** A circle, a square, a triangle or a diamond, with the figure as its tooltip. */
    static String mark(String style, double x, double y, double r, String value, int n) {
        String shape = switch (style) {
            case "s0" -> String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"", x, y, r);
            case "s1" ->
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"",
                        x - r,
                        y - r,
                        2 * r,
                        2 * r);
            case "s3" ->
                String.format(
                        Locale.ROOT,
                        "<path d=\"M%.1f %.1f l%.1f %.1f l%.1f %.1f l%.1f %.1f z\"",
                        x,
                        y - 1.4 * r,
                        1.4 * r,
                        1.4 * r,
                        -1.4 * r,
                        1.4 * r,
                        -1.4 * r,
                        -1.4 * r);
            default ->
                String.format(
                        Locale.ROOT,
                        "<path d=\"M%.1f %.1f l%.1f %.1f h%.1f z\"",
                        x,
                        y - 1.2 * r,
                        1.2 * r,
                        2.2 * r,
                        -2.4 * r);
        };
        String tag = shape.substring(1, shape.indexOf(' '));
        return shape + " class=\"" + style + "\"><title>N " + n + ": " + value + "</title></" + tag + ">\n";
    }

    private double x(double n) {
        double from = LEFT * font;
        double to = width - RIGHT * font - font;
        return from + (to - from) * log(n / lowX) / log(highX / lowX);
    }

    private double y(double value) {
        double from = height - BOTTOM * font;
        double to = TOP * font;
        return from + (to - from) * log(value / lowY) / log(highY / lowY);
    }

    private static double log(double value) {
        return Math.log(value) / Math.log(2);
    }
}
