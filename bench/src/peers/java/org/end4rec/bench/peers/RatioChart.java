package org.end4rec.bench.peers;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.end4rec.bench.peers.PeerComparison.Result;
import org.end4rec.bench.peers.PeerComparison.Timing;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;

/**
 * A report as a picture: a panel for each group, a bar for each case from 1 to the ratio to the strongest peer, on a
 * scale of factors of two. Opaque, so that it can be read on light and on dark pages.
 */
final class RatioChart {
    private static final int WIDTH = 900;
    private static final int ROW = 18;
    private static final int FRAME = 95;
    private static final Pattern DIGITS = Pattern.compile("(\\.\\d)\\d+");
    private static final Color PAPER = new Color(0xfdfdfb);
    private static final Color INK = new Color(0x2b2b2b);
    private static final Color LINE = new Color(0xb3261e);
    private static final Color GRID = new Color(0xd9d9d6);
    private static final Color[] BARS = {
        new Color(0x2f6fb0), new Color(0xc77d0a), new Color(0x2c8f5b), new Color(0x8a5aa8), new Color(0x4f7f87)
    };

    private RatioChart() {}

    /** Writes the picture as SVG. */
    static void write(PeerComparison report, Path file) throws IOException {
        Map<String, List<Result>> groups = new LinkedHashMap<>();
        double reach = 1;
        for (Result result : report.results()) {
            if (result.strongest().isPresent()) {
                groups.computeIfAbsent(PeerComparison.groupOf(result), ignored -> new ArrayList<>())
                        .add(result);
                reach = Math.max(reach, Math.ceil(Math.abs(octaves(result))));
            }
        }
        VectorGraphics2D picture = new VectorGraphics2D();
        int height = 0;
        int number = 0;
        for (Map.Entry<String, List<Result>> group : groups.entrySet()) {
            Color color = BARS[number++ % BARS.length];
            HorizontalBarChart panel = panel(report, group.getKey(), group.getValue(), reach, color);
            if (height == 0) {
                panel.setXAxisTitle(String.format(
                        "time of the strongest peer by ours, right of 1 ours is faster (%s, JDK %s)",
                        report.machine().get("vectors"), report.machine().get("javaVersion")));
            }
            panel.paint(picture, WIDTH, panel.getHeight());
            picture.translate(0, panel.getHeight());
            height += panel.getHeight();
        }
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        Processors.get("svg")
                .getDocument(picture.getCommands(), new PageSize(WIDTH, height))
                .writeTo(svg);
        // letters are outlines: one digit is what a screen shows, and a third of the size
        Files.writeString(
                file, DIGITS.matcher(svg.toString(StandardCharsets.UTF_8)).replaceAll("$1"));
    }

    private static double octaves(Result result) {
        double peer = result.strongest().map(Timing::quiet).orElseThrow();
        return Math.log(peer / result.ours().quiet()) / Math.log(2);
    }

    private static HorizontalBarChart panel(
            PeerComparison report, String group, List<Result> results, double reach, Color color) {
        PeerComparison.Mean mean = report.means().getOrDefault(group, Map.of()).get(PeerComparison.STRONGEST);
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(WIDTH)
                .height(FRAME + ROW * results.size())
                .title(String.format(
                        Locale.ROOT, "%s: geometric mean %.2f", group, mean == null ? Double.NaN : mean.ratio()))
                .build();
        List<Double> bars = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (Result result : results) {
            bars.add(octaves(result));
            labels.add(String.format(
                    Locale.ROOT,
                    "%s   %.2f × %s",
                    result.name(),
                    Math.pow(2, octaves(result)),
                    result.strongest().map(Timing::peer).orElse("")));
        }
        chart.addSeries(group, bars, labels).setFillColor(color);
        chart.addAnnotation(new AnnotationLine(0, true, false));
        style(chart, reach, results.size());
        return chart;
    }

    private static void style(HorizontalBarChart chart, double reach, int rows) {
        chart.getStyler().setAvailableSpaceFill(0.65).setLabelsVisible(false);
        chart.getStyler()
                .setXAxisMin(-reach)
                .setXAxisMax(reach)
                .setXAxisTickMarkSpacingHint(80)
                .setXAxisMaxLabelCount(Math.max(2, rows))
                .setPlotGridHorizontalLinesVisible(false)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(0.5f))
                .setAxisTickLabelsColor(INK)
                .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11))
                .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        chart.getStyler()
                .setLegendVisible(false)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 13))
                .setChartFontColor(INK)
                .setChartBackgroundColor(PAPER)
                .setPlotBackgroundColor(PAPER)
                .setPlotBorderVisible(false)
                .setAnnotationLineColor(LINE)
                .setAnnotationLineStroke(new BasicStroke(1.5f));
        chart.setCustomXAxisTickLabelsFormatter(value -> String.format(Locale.ROOT, "%.3g", Math.pow(2, value)));
    }
}
