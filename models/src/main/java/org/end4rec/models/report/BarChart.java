package org.end4rec.models.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars from 0, each with its value and a whisker of one deviation to both sides, as inline SVG. */
final class BarChart {
    private static final int FONT = 16;
    private static final int LABELS = 230;
    private static final int BARS = 510;
    private static final int VALUES = 160;
    private static final int HIGH = 30;

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    private record Bar(String name, double value, double deviation, String label) {}

    BarChart(String title) {
        this.title = title;
    }

    void add(String name, MeanAndDeviation figure) {
        bars.add(new Bar(name, figure.mean(), figure.deviation(), figure.toString()));
    }

    /** Adds a bar without a whisker, and what is written beside it. */
    void add(String name, double value, String label) {
        bars.add(new Bar(name, value, 0, label));
    }

    String svg() {
        int labels = LABELS;
        double most = 0;
        for (Bar bar : bars) {
            labels = Math.max(labels, ReportCharts.width(bar.name, FONT) + FONT);
            most = Math.max(most, bar.value + bar.deviation);
        }
        double scale = most > 0 ? BARS / most : 0;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\" font-size=\"%d\">%n",
                labels + BARS + VALUES,
                HIGH * bars.size(),
                ReportPage.escape(title),
                FONT));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double middle = HIGH * (i + 0.5);
            double end = labels + scale * bar.value;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n"
                            + "<rect class=\"bar\" x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"18\"/>%n",
                    labels - 8,
                    middle + 5,
                    ReportPage.escape(bar.name),
                    labels,
                    middle - 9,
                    scale * bar.value));
            if (bar.deviation > 0) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<line class=\"whisker\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                        end - scale * bar.deviation,
                        middle,
                        end + scale * bar.deviation,
                        middle));
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                    end + scale * bar.deviation + 8,
                    middle + 5,
                    ReportPage.escape(bar.label)));
        }
        return svg.append("</svg>\n").toString();
    }
}
