package org.end4rec.lessons.lesson06;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.models.page.Svg;

/** The picture of lesson 6: the network of butterflies for eight samples, and what the transform costs. */
public final class Picture06 {
    private static final double HIGH = 17;
    private static final int N = 8;
    private static final int STAGES = 3;
    private static final int DOUBLINGS = 10;

    private Picture06() {}

    /** Draws the network and the counts. */
    public static Panels draw() {
        return new Panels(
                "The network of butterflies for eight samples in three stages, and the number of products: N² above,"
                        + " N/2·log N below",
                HIGH,
                List.of(
                        new Panel("eight samples, three stages of butterflies", Picture06::network),
                        new Panel("complex products", Picture06::counts)));
    }

    private static int reversed(int position) {
        return Integer.reverse(position) >>> Integer.SIZE - STAGES;
    }

    private static void network(Svg svg, double x, double y, double wide, double font) {
        double left = x + 3.4 * font;
        double step = (wide - 7 * font) / STAGES;
        double row = (HIGH - 1) * font / N;
        for (int i = 0; i < N; i++) {
            double middle = y + (i + 0.5) * row;
            svg.text(left - 0.6 * font, middle + 0.35 * font, "end", "x" + reversed(i));
            svg.text(left + STAGES * step + 0.6 * font, middle + 0.35 * font, "start", "X" + i);
        }
        for (int stage = 0; stage < STAGES; stage++) {
            int half = 1 << stage;
            String style = List.of("s0", "s1", "s3").get(stage);
            for (int i = 0; i < N; i++) {
                for (int to : new int[] {i, i ^ half}) {
                    svg.polyline(
                            style,
                            font / 8,
                            new double[] {left + stage * step, left + (stage + 1) * step},
                            new double[] {y + (i + 0.5) * row, y + (to + 0.5) * row});
                }
            }
        }
        for (int stage = 0; stage <= STAGES; stage++) {
            for (int i = 0; i < N; i++) {
                svg.dot("s7", left + stage * step, y + (i + 0.5) * row, font / 5);
            }
        }
    }

    private static void counts(Svg svg, double x, double y, double wide, double font) {
        double left = x + 5.5 * font;
        double bottom = y + (HIGH - 2.6) * font;
        double step = (wide - 8 * font) / DOUBLINGS;
        double unit = (HIGH - 4) * font / (2 * DOUBLINGS);
        double[] across = new double[DOUBLINGS + 1];
        double[] square = new double[DOUBLINGS + 1];
        double[] fast = new double[DOUBLINGS + 1];
        for (int i = 0; i <= DOUBLINGS; i++) {
            across[i] = left + i * step;
            square[i] = bottom - 2 * i * unit;
            double products = Math.max(1, (1 << i) / 2.0 * i);
            fast[i] = bottom - StrictMath.log(products) / StrictMath.log(2) * unit;
            if (i % 2 == 0) {
                svg.line("grid", across[i], bottom, across[i], bottom - 2 * DOUBLINGS * unit);
                svg.text(across[i], bottom + 1.4 * font, "middle", Integer.toString(1 << i));
            }
        }
        for (int power = 0; power <= 2 * DOUBLINGS; power += 5) {
            svg.line("grid", left, bottom - power * unit, left + DOUBLINGS * step, bottom - power * unit);
            svg.text(
                    left - 0.4 * font,
                    bottom - power * unit + 0.35 * font,
                    "end",
                    String.format(Locale.ROOT, "%,d", 1L << power));
        }
        svg.polyline("s0", font / 5, across, square);
        svg.polyline(
                "s1", font / 5, Arrays.copyOfRange(across, 1, across.length), Arrays.copyOfRange(fast, 1, fast.length));
        svg.text("s0", across[5] - 0.5 * font, square[6], "end", "N²");
        svg.text("s1", across[7] + 0.5 * font, fast[6] + 1.6 * font, "start", "N/2·log N");
        svg.text(left + DOUBLINGS * step / 2, bottom + 2.6 * font, "middle", "N");
    }
}
