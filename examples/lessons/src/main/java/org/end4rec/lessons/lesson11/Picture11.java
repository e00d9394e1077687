package org.end4rec.lessons.lesson11;

import java.util.List;
import java.util.Locale;
import org.end4rec.lessons.picture.GraphPaper;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.models.page.Svg;

/** The picture of lesson 11: blocks, what they cost, what they reach, and why the way back is conjugated. */
public final class Picture11 {
    /** Numbers of chunks that were measured, in docs/results.md. */
    static final List<Integer> CHUNKS = List.of(1, 2, 4, 5, 6, 8, 10, 12, 15, 20, 24, 30);

    /** HR@10 among unseen items for each of them. */
    static final List<Double> HITS =
            List.of(0.3869, 0.3879, 0.4046, 0.3966, 0.3902, 0.4097, 0.4221, 0.4113, 0.4147, 0.4127, 0.4097, 0.4080);

    private static final double HIGH = 13;
    private static final int[] COUNTS = {1, 2, 4, 8};
    private static final int D = 64;

    /** Degrees: of the first arrow, and what the weight turns by. */
    private static final int FIRST = 15;

    private static final int TURN = 50;

    private Picture11() {}

    /** Draws the four panels. */
    public static Panels draw() {
        return new Panels(
                "Matrices of one, two, four and eight blocks; fewer numbers with more blocks; HR@10 by the number of"
                        + " blocks; a complex weight turns, and the conjugated one turns back",
                HIGH,
                List.of(
                        new Panel("the matrix with k chunks: only blocks", Picture11::blocks),
                        new Panel("numbers of a fusion, d = 64", Picture11::numbers),
                        new Panel("HR@10 by k, d = 120, one seed", Picture11::hits),
                        new Panel("a weight turns; its conjugate turns back", Picture11::turns)));
    }

    private static void blocks(Svg svg, double x, double y, double wide, double font) {
        double side = (wide - 4 * font) / 2;
        double size = Math.min(side - 2 * font, (HIGH / 2 - 1.7) * font);
        for (int i = 0; i < COUNTS.length; i++) {
            int k = COUNTS[i];
            double left = x + 2 * font + i % 2 * side + (side - size) / 2;
            double top = y + Math.floorDiv(i, 2) * HIGH * font / 2 + 0.2 * font;
            svg.box("frame", left, top, size, size);
            for (int c = 0; c < k; c++) {
                svg.bar("s0", left + c * size / k, top + c * size / k, size / k, size / k);
            }
            svg.text(left + size / 2, top + size + 1.15 * font, "middle", "k = " + k);
        }
    }

    private static void numbers(Svg svg, double x, double y, double wide, double font) {
        double row = (HIGH - 1) * font / COUNTS.length;
        double left = x + 4.5 * font;
        double most = wide - 11 * font;
        for (int i = 0; i < COUNTS.length; i++) {
            int s = D / COUNTS[i];
            int numbers = 4 * COUNTS[i] * (s * s + s);
            double middle = y + (i + 0.5) * row;
            double length = most * numbers / (4.0 * D * (D + 1));
            svg.text(left - 0.6 * font, middle + 0.35 * font, "end", "k = " + COUNTS[i]);
            svg.bar("s0", left, middle - 0.8 * font, length, 1.6 * font);
            svg.text(
                    left + length + 0.5 * font,
                    middle + 0.35 * font,
                    "start",
                    String.format(Locale.ROOT, "%,d", numbers));
        }
    }

    private static void hits(Svg svg, double x, double y, double wide, double font) {
        GraphPaper paper =
                new GraphPaper(svg, x + font / 2, y, wide - font / 2, (HIGH - 1) * font, font, 0, 30, 0, 0.5);
        for (int tick = 0; tick <= 30; tick += 10) {
            paper.across(tick, Integer.toString(tick));
        }
        for (int tick = 0; tick <= 5; tick++) {
            paper.upwards(tick / 10.0, "0." + tick);
        }
        svg.text(x + wide / 2, y + (HIGH - 0.4) * font, "middle", "k");
        double[] across = CHUNKS.stream().mapToDouble(each -> each).toArray();
        double[] up = HITS.stream().mapToDouble(each -> each).toArray();
        paper.line("s1", across, up);
        for (int i = 0; i < up.length; i++) {
            paper.dot("s1", across[i], up[i]);
        }
        paper.words("s1", 0.8, 0.32, "start", "k = 1: 0.3869");
        paper.words("s1", 10, 0.45, "start", "k = 10: 0.4221");
    }

    /** A weight of length 1 and its conjugate; arrows from one point. */
    private static void turns(Svg svg, double x, double y, double wide, double font) {
        double length = 8.5 * font;
        double middle = x + wide / 2 - font;
        double bottom = y + (HIGH - 1) * font;
        svg.line("grid", x + 2 * font, bottom, x + wide - 2 * font, bottom);
        svg.line("grid", middle, bottom, middle, y + 0.5 * font);
        double[] tip = turned(middle, bottom, length, FIRST);
        svg.arrow("s7", middle, bottom, tip[0], tip[1], font / 5);
        svg.text("s7", tip[0] + 0.4 * font, tip[1] + 0.3 * font, "start", "x");
        tip = turned(middle, bottom, length, FIRST + TURN);
        svg.arrow("s7", middle, bottom, tip[0], tip[1], font / 5);
        svg.text("s7", tip[0] + 0.4 * font, tip[1] + 0.3 * font, "start", "y = w·x");
        tip = turned(middle, bottom, length, FIRST + 2 * TURN);
        svg.arrow("s1", middle, bottom, tip[0], tip[1], font / 5);
        svg.text("s1", tip[0] - 0.4 * font, tip[1] + 0.3 * font, "end", "w·y");
        arc(svg, middle, bottom, 0.6 * length, TURN, "s1", font);
        arc(svg, middle, bottom, 0.6 * length, -TURN, "s0", font);
        tip = turned(middle, bottom, 0.6 * length, FIRST + TURN / 2.0);
        svg.text("s0", tip[0] + 0.5 * font, tip[1], "start", "w̄·y is x");
    }

    private static double[] turned(double x, double y, double length, double degrees) {
        double angle = Math.PI / 180 * degrees;
        return new double[] {x + length * StrictMath.cos(angle), y - length * StrictMath.sin(angle)};
    }

    /** A turn of the second arrow. */
    private static void arc(Svg svg, double x, double y, double radius, int turn, String style, double font) {
        int steps = 8;
        double[] across = new double[steps];
        double[] up = new double[steps];
        for (int i = 0; i < steps; i++) {
            double[] point = turned(x, y, radius, FIRST + TURN + (double) turn * i / steps);
            across[i] = point[0];
            up[i] = point[1];
        }
        svg.polyline(style, font / 8, across, up);
        double[] end = turned(x, y, radius, FIRST + TURN + turn);
        svg.arrow(style, across[steps - 1], up[steps - 1], end[0], end[1], font / 8);
    }
}
