package org.end4rec.models.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values by epoch, a line each, from 0 up, with the names beside the chart in the lines' colours, as inline SVG. */
final class LineChart {
    /** Colours that stay apart on white and on black, and for most who see few colours (Okabe and Ito). */
    private static final List<String> COLORS =
            List.of("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#999999", "#b8a800");

    /** What tells lines of one colour apart, in the chart and beside it. */
    private static final List<String> DASHES = List.of("", "6 4", "2 3", "12 4 2 4");

    private static final List<String> MARKS = List.of("●", "╌", "┈", "╌┈");

    private static final int FONT = 15;
    private static final int LEFT = 70;
    private static final int CURVES = 580;
    private static final int NAMES = 250;
    private static final int LOWEST = 340;
    private static final int BOTTOM = 40;
    private static final int TOP = 14;
    private static final int NAME_HIGH = 20;
    private static final int STEPS = 4;

    private final String title;
    private final List<Line> lines = new ArrayList<>();

    private record Line(String name, List<Double> values) {}

    LineChart(String title) {
        this.title = title;
    }

    /** Adds a line; one without values is left out. */
    void add(String name, List<Double> values) {
        if (!values.isEmpty()) {
            lines.add(new Line(name, values));
        }
    }

    String svg() {
        int height = Math.max(LOWEST, TOP + NAME_HIGH * lines.size() + BOTTOM);
        int right = LEFT + CURVES;
        int names = NAMES;
        double most = 0;
        int longest = 1;
        for (Line line : lines) {
            longest = Math.max(longest, line.values.size());
            names = Math.max(names, ReportCharts.width(line.name, FONT) + 3 * FONT);
            for (double value : line.values) {
                most = Math.max(most, value);
            }
        }
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\" font-size=\"%d\">%n",
                right + names,
                height,
                ReportPage.escape(title),
                FONT));
        for (int step = 0; step <= STEPS && most > 0; step++) {
            double value = most * step / STEPS;
            double y = y(value, most, height);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3f</text>%n",
                    LEFT,
                    y,
                    right,
                    y,
                    LEFT - 8,
                    y + 5,
                    value));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\">1</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d epochs</text>%n",
                LEFT,
                height - BOTTOM + 22,
                right,
                height - BOTTOM + 22,
                longest));
        for (int i = 0; i < lines.size(); i++) {
            String color = COLORS.get(i % COLORS.size());
            int dash = i / COLORS.size() % DASHES.size();
            draw(svg, lines.get(i), color, DASHES.get(dash), most, longest, height);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" style=\"fill:%s\">%s %s</text>%n",
                    right + 14,
                    TOP + 12 + NAME_HIGH * i,
                    color,
                    MARKS.get(dash),
                    ReportPage.escape(lines.get(i).name)));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void draw(
            StringBuilder svg, Line line, String color, String dashes, double most, int longest, int height) {
        StringBuilder points = new StringBuilder();
        for (int epoch = 0; epoch < line.values.size(); epoch++) {
            double x = LEFT + CURVES * (longest == 1 ? 0.5 : epoch / (longest - 1.0));
            double y = y(line.values.get(epoch), most, height);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"><title>%s, epoch %d: %.4f</title></circle>%n",
                    x,
                    y,
                    color,
                    ReportPage.escape(line.name),
                    epoch + 1,
                    line.values.get(epoch)));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s points=\"%s\"/>%n",
                color,
                dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"",
                points.toString().strip()));
    }

    private static double y(double value, double most, int height) {
        return height - BOTTOM - (most > 0 ? (height - BOTTOM - TOP) * value / most : 0);
    }
}
