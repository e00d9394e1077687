package org.end4rec.models.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Horizontal bars in groups, each with its name, a label beside it, and a whisker of one deviation to both sides. */
public final class BarChart implements Chart {
    private static final int FONT = 16;
    private static final double NAMES = 230;
    private static final double BARS = 510;
    private static final double LABELS = 160;
    private static final double HIGH = 30;
    private static final double THICK = 18;

    /** On a telephone. */
    private static final double NARROW = 360;

    private static final int SMALL_FONT = 14;
    private static final double LINE = 20;
    private static final double BASE = 15;

    private final String title;
    private final boolean ratios;
    private final List<Row> rows = new ArrayList<>();
    private int groups;

    private sealed interface Row permits Heading, Bar {}

    private record Heading(String text) implements Row {}

    private record Bar(int group, String name, double value, double deviation, String label) implements Row {}

    private BarChart(String title, boolean ratios) {
        this.title = Objects.requireNonNull(title, "title");
        this.ratios = ratios;
    }

    /** Bars from 0. */
    public static BarChart linear(String title) {
        return new BarChart(title, false);
    }

    /** Bars from 1 to a ratio, to both sides, on a logarithmic axis that is under each group. */
    public static BarChart ratios(String title) {
        return new BarChart(title, true);
    }

    /** Adds a line of text. */
    public BarChart note(String text) {
        rows.add(new Heading(Objects.requireNonNull(text, "text")));
        return this;
    }

    /** Begins a group of bars, which have a colour of their own. */
    public BarChart group(String heading) {
        groups++;
        return note(Objects.requireNonNull(heading, "heading"));
    }

    /**
     * Adds a bar.
     *
     * @param label what is written beside it
     */
    public BarChart add(String name, double value, String label) {
        return add(name, value, 0, label);
    }

    /**
     * Adds a bar with a whisker.
     *
     * @param deviation length of the whisker to each side; 0 for none
     */
    public BarChart add(String name, double value, double deviation, String label) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(label, "label");
        rows.add(new Bar(Math.max(0, groups - 1), name, value, deviation, label));
        return this;
    }

    @Override
    public boolean isEmpty() {
        return rows.stream().noneMatch(Bar.class::isInstance);
    }

    /** The chart; bars from 0 a second time for a telephone. */
    @Override
    public String html() {
        return ratios ? draw("").inline() : draw("wide").inline() + drawNarrow().inline();
    }

    @Override
    public String file() {
        return draw("").file();
    }

    /** Each name is above its bar. */
    private Svg drawNarrow() {
        double width = NARROW;
        double labels = 0;
        double most = 0;
        for (Row row : rows) {
            if (row instanceof Bar bar) {
                labels = Math.max(labels, Svg.width(bar.label, SMALL_FONT) + SMALL_FONT);
                width = Math.max(width, Svg.width(bar.name, SMALL_FONT));
                most = Math.max(most, bar.value + bar.deviation);
            } else if (row instanceof Heading heading) {
                width = Math.max(width, Svg.width(heading.text, SMALL_FONT));
            }
        }
        width = Math.max(width, 2 * labels);
        double scale = (width - labels) / (most > 0 ? most : 1);
        double height = rows.stream()
                .mapToDouble(row -> row instanceof Bar ? 2 * LINE : LINE)
                .sum();
        Svg svg = new Svg(width, height, SMALL_FONT, title, "narrow");
        double y = 0;
        for (Row row : rows) {
            svg.text(0, y + BASE, "start", row instanceof Bar bar ? bar.name : ((Heading) row).text());
            y += LINE;
            if (row instanceof Bar bar) {
                double end = scale * (bar.value + bar.deviation);
                svg.bar("bar " + new Look(bar.group).style(), 0, y + 2, scale * bar.value, LINE - 6);
                if (bar.deviation > 0) {
                    double middle = y + LINE / 2 - 1;
                    svg.line("whisker", scale * (bar.value - bar.deviation), middle, end, middle);
                }
                svg.text(end + 6, y + BASE, "start", bar.label);
                y += LINE;
            }
        }
        return svg;
    }

    private Svg draw(String style) {
        double names = NAMES;
        double labels = LABELS;
        double most = ratios ? 2 : 0;
        for (Row row : rows) {
            if (row instanceof Bar bar) {
                names = Math.max(names, Svg.width(bar.name, FONT) + FONT);
                labels = Math.max(labels, Svg.width(bar.label, FONT) + FONT);
                most = Math.max(most, ratios ? reach(bar.value) : bar.value + bar.deviation);
            } else if (row instanceof Heading heading) {
                labels = Math.max(labels, Svg.width(heading.text, FONT) - BARS);
            }
        }
        Axis axis = ratios ? new Axis(1 / most, most, true) : new Axis(0, most > 0 ? most : 1, false);
        double height = HIGH * (rows.size() + (ratios ? Math.max(1, groups) : 0));
        Svg svg = new Svg(names + BARS + labels, height, FONT, title, style);
        double y = 0;
        double top = 0;
        for (int i = 0; i < rows.size(); i++, y += HIGH) {
            if (rows.get(i) instanceof Heading heading) {
                svg.text(names, y + HIGH / 2 + 5, "start", heading.text);
                top = y + HIGH;
            } else if (rows.get(i) instanceof Bar bar) {
                draw(svg, bar, axis, names, y + HIGH / 2);
                boolean isLast = i == rows.size() - 1 || rows.get(i + 1) instanceof Heading;
                if (ratios && isLast) {
                    scale(svg, axis, names, top, y + HIGH);
                    y += HIGH;
                }
            }
        }
        return svg;
    }

    /** The power of two that a ratio, or its inverse, does not exceed. */
    private static double reach(double ratio) {
        return Math.pow(2, Math.ceil(Math.abs(Axis.log(ratio))));
    }

    private void draw(Svg svg, Bar bar, Axis axis, double names, double middle) {
        double from = names + BARS * axis.share(ratios ? 1 : 0);
        double to = names + BARS * axis.share(bar.value);
        double end = Math.max(from, to);
        svg.text(names - 8, middle + 5, "end", bar.name);
        svg.bar(
                "bar " + new Look(bar.group).style(),
                Math.min(from, to),
                middle - THICK / 2,
                Math.abs(to - from),
                THICK);
        if (bar.deviation > 0) {
            double low = names + BARS * axis.share(bar.value - bar.deviation);
            end = names + BARS * axis.share(bar.value + bar.deviation);
            svg.line("whisker", low, middle, end, middle);
        }
        svg.text(end + 8, middle + 5, "start", bar.label);
    }

    private static void scale(Svg svg, Axis axis, double names, double top, double bottom) {
        for (double tick : axis.ticks(BARS / (4 * FONT))) {
            double x = names + BARS * axis.share(tick);
            svg.line(tick == 1 ? "whisker" : "grid", x, top, x, bottom);
            svg.text(x, bottom + FONT, "middle", tick < 1 ? Svg.format("1/%.0f", 1 / tick) : Svg.format("%.0f", tick));
        }
    }
}
