package org.end4rec.lessons.lesson05;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.models.page.Svg;

/** The picture of lesson 5: a bin is a walk. Only the bin of the wave's own speed walks away; the others come back. */
public final class Picture05 {
    private static final int N = 16;
    private static final int TURNS = 3;
    private static final double HIGH = 11;

    private Picture05() {}

    /** Draws the walks of three bins, and the sizes of all. */
    public static Panels draw() {
        List<Panel> panels = new ArrayList<>();
        for (int f : new int[] {2, 3, 4}) {
            panels.add(new Panel(
                    "bin " + f + ": " + (f == TURNS ? "the arrows add up" : "the arrows come back"),
                    (svg, x, y, wide, font) -> walk(svg, f, x, y, wide, font)));
        }
        panels.add(new Panel("size of each bin", Picture05::bars));
        return new Panels(
                "Sixteen arrows for each of the bins 2, 3 and 4 of a wave of three turns, and the size of all bins",
                HIGH,
                panels);
    }

    /** Where the walk of a bin is after each sample, [N+1] points. */
    private static double[][] points(int f) {
        double[][] points = new double[N + 1][2];
        for (int t = 0; t < N; t++) {
            double value = 2 * StrictMath.cos(2 * Math.PI * TURNS * t / N) / Math.sqrt(N);
            double angle = -2 * Math.PI * f * t / N;
            points[t + 1][0] = points[t][0] + value * StrictMath.cos(angle);
            points[t + 1][1] = points[t][1] + value * StrictMath.sin(angle);
        }
        return points;
    }

    private static void walk(Svg svg, int f, double x, double y, double wide, double font) {
        double unit = wide / 6.5;
        double left = x + wide / 5;
        double middle = y + HIGH * font / 2;
        svg.line("grid", x + font, middle, x + wide - font, middle);
        svg.line("grid", left, y + font / 2, left, y + (HIGH - 0.5) * font);
        double[][] points = points(f);
        for (int t = 0; t < N; t++) {
            svg.arrow(
                    f == TURNS ? "s1" : "s0",
                    left + unit * points[t][0],
                    middle - unit * points[t][1],
                    left + unit * points[t + 1][0],
                    middle - unit * points[t + 1][1],
                    font / 8);
        }
    }

    private static void bars(Svg svg, double x, double y, double wide, double font) {
        double bottom = y + (HIGH - 1.8) * font;
        double step = (wide - 3 * font) / (N / 2 + 1);
        for (int f = 0; f <= N / 2; f++) {
            double[] end = points(f)[N];
            double high = Math.hypot(end[0], end[1]) * (HIGH - 4) * font / 4;
            double middle = x + 1.5 * font + (f + 0.5) * step;
            svg.bar(f == TURNS ? "s1" : "s0", middle - step / 3, bottom - high, step / 1.5, Math.max(high, 1));
            svg.text(middle, bottom + 1.3 * font, "middle", Integer.toString(f));
            if (high > font) {
                svg.text(
                        middle,
                        bottom - high - 0.3 * font,
                        "middle",
                        Long.toString(Math.round(Math.hypot(end[0], end[1]))));
            }
        }
    }
}
