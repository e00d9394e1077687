package org.end4rec.models.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;

/** Lines over whole numbers; colour, dashes and marks distinguish them. A mark shows its value as a tip. */
public final class LineChart implements Chart {
    /** Room around the lines, in the size of the font. */
    private static final double LEFT = 5.2;

    private static final double BOTTOM = 3.9;
    private static final double TOP = 1;
    private static final double RIGHT = 2;

    /** Parts of a linear vertical axis. */
    private static final int PARTS = 4;

    /** A line in the list of names, in the size of the font. */
    private static final double NAME_HIGH = 1.4;

    private final String title;
    private final String across;
    private final boolean logarithmic;
    private final DoubleFunction<String> label;
    private IntFunction<String> names = Integer::toString;
    private final List<Line> lines = new ArrayList<>();

    private record Line(Look look, String name, SortedMap<Integer, Double> points) {}

    private record Frame(double width, double height, double font, Axis x, Axis y) {
        double x(double value) {
            double from = LEFT * font;
            return from + (width - RIGHT * font - from) * x.share(value);
        }

        double y(double value) {
            double from = height - BOTTOM * font;
            return from + (TOP * font - from) * y.share(value);
        }
    }

    private LineChart(String title, String across, boolean logarithmic, DoubleFunction<String> label) {
        this.title = Objects.requireNonNull(title, "title");
        this.across = Objects.requireNonNull(across, "across");
        this.logarithmic = logarithmic;
        this.label = Objects.requireNonNull(label, "label");
    }

    /**
     * A chart from 0 up.
     *
     * @param across what the whole numbers are
     * @param label writes a value
     */
    public static LineChart linear(String title, String across, DoubleFunction<String> label) {
        return new LineChart(title, across, false, label);
    }

    /** As {@link #linear}, both axes logarithmic, for values above 0. */
    public static LineChart logarithmic(String title, String across, DoubleFunction<String> label) {
        return new LineChart(title, across, true, label);
    }

    /** Adds a line; a line without points is left out. */
    public LineChart add(String name, Map<Integer, Double> points) {
        return add(lines.size(), name, points);
    }

    /** Adds a line whose look is that of its number, from 0, in every chart. */
    public LineChart add(int number, String name, Map<Integer, Double> points) {
        Objects.requireNonNull(name, "name");
        if (number < 0) {
            throw new IllegalArgumentException("LineChart: number is " + number + "; it must be at least 0");
        }
        if (!points.isEmpty()) {
            lines.add(new Line(new Look(number), name, new TreeMap<>(points)));
        }
        return this;
    }

    /** Writes the whole numbers by these names, such as dates. */
    public LineChart naming(IntFunction<String> texts) {
        names = Objects.requireNonNull(texts, "texts");
        return this;
    }

    @Override
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The names, and the chart twice: for a screen and for a telephone. */
    @Override
    public String html() {
        StringBuilder html = new StringBuilder("<ul class=\"key\">");
        for (Line line : lines) {
            Svg sample = new Svg(60, 24, 14, "", "");
            sample(sample, line.look, 0, 12, 60);
            html.append("<li class=\"").append(line.look.style()).append("\">");
            html.append(sample.inline().strip()).append(Svg.escape(line.name)).append("</li>");
        }
        html.append("</ul>\n");
        return html
                + draw(1200, 560, 26, "wide").inline()
                + draw(360, 320, 14, "narrow").inline();
    }

    /** The names are beside the chart. */
    @Override
    public String file() {
        double font = 15;
        double plot = 650;
        double names = 250;
        for (Line line : lines) {
            names = Math.max(names, Svg.width(line.name, font) + 5 * font);
        }
        double height = Math.max(340, font * (TOP + NAME_HIGH * lines.size() + 1));
        Svg svg = new Svg(plot + names, height, font, title, "");
        draw(svg, frame(plot, height, font));
        for (int i = 0; i < lines.size(); i++) {
            double middle = font * (TOP + NAME_HIGH * (i + 0.5));
            sample(svg, lines.get(i).look, plot, middle, 3 * font);
            svg.text(plot + 3.7 * font, middle + 0.35 * font, "start", lines.get(i).name);
        }
        return svg.file();
    }

    private static void sample(Svg svg, Look look, double x, double y, double width) {
        svg.path(look, width / 15, Svg.format("%.1f,%.1f %.1f,%.1f", x, y, x + width, y));
        svg.mark(look, x + width / 2, y, width / 7.5, "");
    }

    private Svg draw(double width, double height, double font, String style) {
        Svg svg = new Svg(width, height, font, title, style);
        draw(svg, frame(width, height, font));
        return svg;
    }

    private Frame frame(double width, double height, double font) {
        int first = Integer.MAX_VALUE;
        int last = 0;
        double low = Double.MAX_VALUE;
        double high = 0;
        for (Line line : lines) {
            first = Math.min(first, line.points.firstKey());
            last = Math.max(last, line.points.lastKey());
            for (double value : line.points.values()) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        Axis x = new Axis(first, Math.max(last, logarithmic ? 2.0 * first : first + 1.0), logarithmic);
        Axis y = logarithmic ? Axis.powersOfTwo(low, high) : Axis.fromZero(high);
        return new Frame(width, height, font, x, y);
    }

    private void draw(Svg svg, Frame frame) {
        if (isEmpty()) {
            return;
        }
        axes(svg, frame);
        for (Line line : lines) {
            StringBuilder points = new StringBuilder();
            line.points.forEach((n, value) -> points.append(Svg.format("%.1f,%.1f ", frame.x(n), frame.y(value))));
            svg.path(line.look, frame.font / 6, points.toString().strip());
            double gap = (frame.x(frame.x.high()) - frame.x(frame.x.low())) / Math.max(1, line.points.size() - 1);
            double radius = Math.min(frame.font * 0.32, Math.max(frame.font * 0.1, gap * 0.3));
            line.points.forEach((n, value) -> svg.mark(
                    line.look,
                    frame.x(n),
                    frame.y(value),
                    radius,
                    line.name + ", " + across + " " + names.apply(n) + ": " + label.apply(value)));
        }
    }

    private void axes(Svg svg, Frame frame) {
        double font = frame.font;
        Axis x = frame.x;
        Axis y = frame.y;
        double left = frame.x(x.low());
        double right = frame.x(x.high());
        double bottom = frame.y(y.low());
        double top = frame.y(y.high());
        double room = Math.max(4.2 * font, longest(x, font) + font);
        for (double n : x.ticks((right - left) / room)) {
            svg.line("grid", frame.x(n), bottom, frame.x(n), top);
            svg.text(frame.x(n), bottom + 1.7 * font, "middle", names.apply((int) Math.rint(n)));
        }
        svg.text((left + right) / 2, frame.height - 0.4 * font, "middle", across);
        for (double value : logarithmic ? y.ticks((bottom - top) / (font * 2)) : y.parts(PARTS)) {
            svg.line("grid", left, frame.y(value), right, frame.y(value));
            svg.text(left - 0.4 * font, frame.y(value) + 0.35 * font, "end", label.apply(value));
        }
    }

    /** Room for the longest name of a whole number of a linear axis. */
    private double longest(Axis x, double font) {
        double longest = 0;
        for (int n = (int) x.low(); !logarithmic && n <= x.high(); n++) {
            longest = Math.max(longest, Svg.width(names.apply(n), font));
        }
        return longest;
    }
}
