package org.end4rec.lessons.lesson02;

import java.util.List;
import org.end4rec.lessons.picture.Grid;
import org.end4rec.lessons.picture.Grid.Axis;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.models.page.Svg;

/** The picture of lesson 2: y = x·w + b and its three gradients; the axis that both factors have is summed over. */
public final class Picture02 {
    private static final double HIGH = 9.5;
    private static final Axis R = new Axis("r", "s0");
    private static final Axis I = new Axis("i", "s1");
    private static final Axis J = new Axis("j", "s3");
    private static final Axis NONE = new Axis("", "s7");

    private static final double[][] X = {{1, 2, 3}, {0, -1, 2}};
    private static final double[][] W = {{1, 0}, {2, -1}, {-1, 3}};
    private static final double[][] DY = {{1, 2}, {3, -1}};
    private static final double[][] ONES = {{1, 1}};

    private Picture02() {}

    /** Draws the four products. */
    public static Panels draw() {
        return new Panels(
                "Four products of grids: y = x·w, dx = dy·wᵀ, dw = xᵀ·dy and db; the axis that both factors have"
                        + " is gone in the result",
                HIGH,
                List.of(
                        panel("forward: y = x·w, summed over i", X, W, R, I, J),
                        panel("back to x: dx = dy·wᵀ, summed over j", DY, transposed(W), R, J, I),
                        panel("back to w: dw = xᵀ·dy, summed over r", transposed(X), DY, I, R, J),
                        panel("back to b: db = (1 1)·dy, summed over r", ONES, DY, NONE, R, J)));
    }

    private static Panel panel(String caption, double[][] a, double[][] c, Axis down, Axis met, Axis across) {
        return new Panel(
                caption, (svg, x, y, wide, font) -> product(svg, x, y, wide, font, a, c, List.of(down, met, across)));
    }

    private static void product(
            Svg svg, double x, double y, double wide, double font, double[][] a, double[][] c, List<Axis> axes) {
        double[][] y1 = new double[a.length][c[0].length];
        for (int r = 0; r < a.length; r++) {
            for (int j = 0; j < c[0].length; j++) {
                for (int i = 0; i < c.length; i++) {
                    y1[r][j] += a[r][i] * c[i][j];
                }
            }
        }
        Axis met = axes.get(1);
        Grid first = Grid.of(a, axes.get(0), met).outline(met.style(), 0, 0, 1, c.length);
        Grid second = Grid.of(c, met, axes.get(2)).outline(met.style(), 0, 0, c.length, 1);
        Grid result = Grid.of(y1, axes.get(0), axes.get(2)).outline("s4", 0, 0, 1, 1);
        double gap = 1.4 * font;
        double at = x + (wide - first.wide(font) - second.wide(font) - result.wide(font) - 2 * gap) / 2 - gap / 2;
        double sign = y + 3.2 * font;
        first.draw(svg, at, y, font);
        at += first.wide(font);
        svg.text(at + 0.7 * gap, sign, "middle", "·");
        at += gap;
        second.draw(svg, at, y, font);
        at += second.wide(font);
        svg.text(at + 0.7 * gap, sign, "middle", "=");
        at += gap;
        result.draw(svg, at, y, font);
        svg.text(x + wide / 2, y + (HIGH - 1) * font, "middle", sum(a, c) + " = " + number(y1[0][0]));
    }

    /** The sum behind the outlined number. */
    private static String sum(double[][] a, double[][] c) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < c.length; i++) {
            text.append(i == 0 ? "" : " + ").append(number(a[0][i])).append('·').append(number(c[i][0]));
        }
        return text.toString();
    }

    private static String number(double value) {
        return (value < 0 ? "(−" : "") + Math.abs(Math.round(value)) + (value < 0 ? ")" : "");
    }

    private static double[][] transposed(double[][] a) {
        double[][] transposed = new double[a[0].length][a.length];
        for (int r = 0; r < a.length; r++) {
            for (int i = 0; i < a[0].length; i++) {
                transposed[i][r] = a[r][i];
            }
        }
        return transposed;
    }
}
