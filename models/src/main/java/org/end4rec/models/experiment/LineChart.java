package org.end4rec.models.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values by epoch, a line each, from 0 up, with the names beside the chart in the lines' colours, as inline SVG. */
final class LineChart {
    /** Colours that stay apart on white and on black, and for most who see few colours (Okabe and Ito). */
    private static final List<String> COLORS =
            List.of("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#999999", "#b8a800");

    private static final int WIDTH = 900;
    private static final int HEIGHT = 340;
    private static final int LEFT = 70;
    private static final int RIGHT = 250;
    private static final int BOTTOM = 40;
    private static final int TOP = 14;
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
        double most = 0;
        int longest = 1;
        for (Line line : lines) {
            longest = Math.max(longest, line.values.size());
            for (double value : line.values) {
                most = Math.max(most, value);
            }
        }
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\" font-size=\"15\">%n",
                WIDTH,
                HEIGHT,
                ReportPage.escape(title)));
        for (int step = 0; step <= STEPS && most > 0; step++) {
            double value = most * step / STEPS;
            double y = y(value, most);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3f</text>%n",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    y,
                    LEFT - 8,
                    y + 5,
                    value));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\">1</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d epochs</text>%n",
                LEFT,
                HEIGHT - BOTTOM + 22,
                WIDTH - RIGHT,
                HEIGHT - BOTTOM + 22,
                longest));
        for (int i = 0; i < lines.size(); i++) {
            draw(svg, lines.get(i), COLORS.get(i % COLORS.size()), i >= COLORS.size(), most, longest);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" style=\"fill:%s\">%s %s</text>%n",
                    WIDTH - RIGHT + 14,
                    TOP + 12 + 20 * i,
                    COLORS.get(i % COLORS.size()),
                    i >= COLORS.size() ? "╌" : "●",
                    ReportPage.escape(lines.get(i).name)));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder svg, Line line, String color, boolean dashed, double most, int longest) {
        StringBuilder points = new StringBuilder();
        for (int epoch = 0; epoch < line.values.size(); epoch++) {
            double x = LEFT + (WIDTH - RIGHT - LEFT) * (longest == 1 ? 0.5 : epoch / (longest - 1.0));
            double y = y(line.values.get(epoch), most);
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
                dashed ? " stroke-dasharray=\"6 4\"" : "",
                points.toString().strip()));
    }

    private static double y(double value, double most) {
        return HEIGHT - BOTTOM - (most > 0 ? (HEIGHT - BOTTOM - TOP) * value / most : 0);
    }
}
