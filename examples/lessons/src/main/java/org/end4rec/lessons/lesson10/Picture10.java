package org.end4rec.lessons.lesson10;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.end4rec.lessons.lesson10.CountedMixing.Counts;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.models.page.Svg;

/** The picture of lesson 10: mixings as matrices, and what they cost. */
public final class Picture10 {
    private static final double HIGH = 12;
    private static final int N = 8;
    private static final double[] ONE = {1, 0, 2, -1, 0, 1, -2, 0.5};
    private static final double[] OTHER = {-1, 2, 0, 0, 1.5, -2, 1, 0};

    private Picture10() {}

    /** Draws matrices as discs and squares, and the counts on logarithmic axes. */
    public static Panels draw() {
        List<Panel> panels = new ArrayList<>();
        panels.add(matrix("plain attention, one input", "s1", weights(ONE)));
        panels.add(matrix("plain attention, another input", "s1", weights(OTHER)));
        panels.add(matrix(
                "causal filter: one number a diagonal",
                "s3",
                Check10.matrix(Mixings.causalFilter(0.8, 0.5, 0.3, 0.2), N)));
        panels.add(matrix(
                "banded filter: the diagonals go around",
                "s4",
                Check10.matrix(
                        Mixings.bandedFilter(
                                new double[] {1, 0.8, 0.2, -0.3, 0.5}, new double[] {0, 0.4, -0.6, 0.1, 0}),
                        N)));
        panels.add(matrix("one weight 0.7 + 0.5i for all bins", "s0", Check10.matrix(Mixings.shared(0.7, 0.5), N)));
        List<Counts> counts = CountedMixing.count(16, 64, 256, 1024);
        panels.add(new Panel(
                "operations, both axes logarithmic", (svg, x, y, wide, font) -> counts(svg, counts, x, y, wide, font)));
        return new Panels(
                "Five matrices: attention has another one for each input, filters have one number a diagonal, a shared"
                        + " weight has one fixed pattern; and the operations of attention and of an EBM layer",
                HIGH,
                panels);
    }

    private static double[][] weights(double[] x) {
        double[][] weights = new double[N][];
        for (int i = 0; i < N; i++) {
            weights[i] = Mixings.attentionWeights(x, i);
        }
        return weights;
    }

    private static Panel matrix(String caption, String style, double[][] matrix) {
        return new Panel(caption, (svg, x, y, wide, font) -> {
            double cell = (HIGH - 1.7) * font / N;
            double left = x + wide / 2 - N * cell / 2;
            svg.text(left + N * cell / 2, y + N * cell + 1.2 * font, "middle", "from j →");
            svg.text(left - 0.4 * font, y + N * cell / 2, "end", "to i ↓");
            for (int i = 0; i <= N; i++) {
                svg.line("grid", left, y + i * cell, left + N * cell, y + i * cell);
                svg.line("grid", left + i * cell, y, left + i * cell, y + N * cell);
            }
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < N; j++) {
                    double side = 0.9 * cell * Math.sqrt(Math.min(1, Math.abs(matrix[i][j])));
                    double middle = left + (j + 0.5) * cell;
                    double center = y + (i + 0.5) * cell;
                    if (matrix[i][j] > 1e-3) {
                        svg.bar(style, middle - side / 2, center - side / 2, side, side);
                    } else if (matrix[i][j] < -1e-3) {
                        ring(svg, style, middle, center, side / 2, font);
                    }
                }
            }
        });
    }

    /** An empty square: a number below 0. */
    private static void ring(Svg svg, String style, double x, double y, double half, double font) {
        svg.polyline(style, font / 10, new double[] {x - half, x + half, x + half, x - half, x - half}, new double[] {
            y - half, y - half, y + half, y + half, y - half
        });
    }

    private static void counts(Svg svg, List<Counts> counts, double left, double top, double wide, double font) {
        double bottom = top + (HIGH - 1.8) * font;
        double from = left + 5 * font;
        double step = (wide - 9 * font) / 3;
        double unit = (HIGH - 3) * font / 4;
        String[] names = {"0.1 M", "1 M", "10 M", "100 M", "1,000 M"};
        for (int mark = 0; mark < names.length; mark++) {
            svg.line("grid", from, bottom - mark * unit, left + wide - font, bottom - mark * unit);
            svg.text(from - 0.4 * font, bottom - mark * unit + 0.35 * font, "end", names[mark]);
        }
        double[] x = new double[counts.size()];
        double[] ebm = new double[counts.size()];
        double[] attention = new double[counts.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = from + font + i * step;
            ebm[i] = bottom - unit * (StrictMath.log10((double) counts.get(i).ebm()) - 5);
            attention[i] =
                    bottom - unit * (StrictMath.log10((double) counts.get(i).attention()) - 5);
            svg.dot("s0", x[i], ebm[i], font / 3);
            svg.bar("s1", x[i] - 0.3 * font, attention[i] - 0.3 * font, 0.6 * font, 0.6 * font);
            svg.text(
                    x[i],
                    bottom + 1.4 * font,
                    "middle",
                    String.format(Locale.ROOT, "%,d", counts.get(i).n()));
        }
        svg.polyline("s0", font / 8, x, ebm);
        svg.polyline("s1", font / 8, x, attention);
        svg.text("s0", left + wide - font, bottom - 0.5 * font, "end", "EBM layer");
        svg.text("s1", from + 0.8 * font, top + 2.7 * font, "start", "plain attention");
        svg.text(from - 0.4 * font, bottom + 1.4 * font, "end", "N =");
    }
}
