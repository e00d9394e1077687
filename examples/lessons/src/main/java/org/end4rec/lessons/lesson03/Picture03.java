package org.end4rec.lessons.lesson03;

import java.util.List;
import org.end4rec.lessons.picture.Grid;
import org.end4rec.lessons.picture.Grid.Axis;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.models.page.Svg;

/** The picture of lesson 3: a row and a column are repeated forwards, and summed on the way back. */
public final class Picture03 {
    private static final double HIGH = 12;

    /** Length of an arrow, in the size of the font. */
    private static final double ARROW = 2.6;

    /** Between an arrow and a grid. */
    private static final double GAP = 0.4;

    private static final double CELL_WIDE = 2;
    private static final double CELL_HIGH = 1.6;
    private static final double AXIS = 1.7;

    private static final Axis R = new Axis("r", "s0");
    private static final Axis J = new Axis("j", "s3");
    private static final Axis NONE = new Axis("", "s7");
    private static final double[][] DY = {{1, 4, 9}, {16, 25, 36}};

    private Picture03() {}

    /** Draws two ways forward and two ways back. */
    public static Panels draw() {
        return new Panels(
                "A row of three numbers is repeated down, and its gradient is summed up; a column is repeated across,"
                        + " and its gradient is summed back",
                HIGH,
                List.of(
                        new Panel(
                                "forward: b [3] is repeated over r",
                                (svg, x, y, wide, font) -> row(svg, x, y, wide, font, true)),
                        new Panel(
                                "back: dy is summed over r",
                                (svg, x, y, wide, font) -> row(svg, x, y, wide, font, false)),
                        new Panel(
                                "forward: b [2,1] is repeated over j",
                                (svg, x, y, wide, font) -> column(svg, x, y, wide, font, true)),
                        new Panel(
                                "back: dy is summed over j",
                                (svg, x, y, wide, font) -> column(svg, x, y, wide, font, false))));
    }

    private static void row(Svg svg, double x, double y, double wide, double font, boolean forward) {
        Grid small = Grid.of(forward ? new double[][] {{10, 20, 30}} : new double[][] {{17, 29, 45}}, NONE, J);
        Grid large = Grid.of(forward ? new double[][] {{10, 20, 30}, {10, 20, 30}} : DY, R, NONE);
        double left = x + (wide - small.wide(font) - AXIS * font) / 2;
        double top = y + small.high(font);
        double below = top + (ARROW + GAP) * font;
        small.draw(svg, left, y, font);
        if (forward) {
            large.hatch(1, 0).hatch(1, 1).hatch(1, 2);
        }
        large.draw(svg, left, below + (GAP - AXIS) * font, font);
        for (int j = 0; j < 3; j++) {
            double middle = left + (AXIS + (j + 0.5) * CELL_WIDE) * font;
            if (forward) {
                svg.arrow("s1", middle, top + GAP * font, middle, below, font / 6);
            } else {
                svg.text("s1", middle, below, "middle", "Σ");
                svg.arrow("s1", middle, below - font, middle, top + GAP * font, font / 6);
            }
        }
        double right = left + small.wide(font) + 0.5 * font;
        svg.text(right, y + (AXIS + 1.15) * font, "start", forward ? "b" : "db");
        svg.text(right, below + (GAP + 1.95) * font, "start", forward ? "b, repeated" : "dy");
        svg.text(
                left + (AXIS + 1.5 * CELL_WIDE) * font,
                below + (GAP + 2 * CELL_HIGH + 1.6) * font,
                "middle",
                forward ? "hatched: repeated" : "1 + 16 = 17");
    }

    private static void column(Svg svg, double x, double y, double wide, double font, boolean forward) {
        Grid small = Grid.of(forward ? new double[][] {{10}, {20}} : new double[][] {{14}, {77}}, R, NONE);
        Grid large = Grid.of(forward ? new double[][] {{10, 10, 10}, {20, 20, 20}} : DY, NONE, J);
        double left = x + (wide - small.wide(font) - large.wide(font) - (ARROW + 2 * GAP) * font) / 2;
        double near = left + small.wide(font) + GAP * font;
        double far = near + ARROW * font;
        small.draw(svg, left, y, font);
        if (forward) {
            large.hatch(0, 1).hatch(0, 2).hatch(1, 1).hatch(1, 2);
        }
        large.draw(svg, far + (GAP - AXIS) * font, y, font);
        for (int r = 0; r < 2; r++) {
            double middle = y + (AXIS + (r + 0.5) * CELL_HIGH) * font;
            if (forward) {
                svg.arrow("s1", near, middle, far, middle, font / 6);
            } else {
                svg.text("s1", far - 0.3 * font, middle + 0.35 * font, "middle", "Σ");
                svg.arrow("s1", far - 0.9 * font, middle, near, middle, font / 6);
            }
        }
        double below = y + (AXIS + 2 * CELL_HIGH + 1.2) * font;
        svg.text(left + (AXIS + 0.5 * CELL_WIDE) * font, below, "middle", forward ? "b" : "db");
        double middle = far + (GAP + 1.5 * CELL_WIDE) * font;
        svg.text(middle, below, "middle", forward ? "b, repeated" : "dy");
        svg.text(x + wide / 2, below + 1.8 * font, "middle", forward ? "hatched: repeated" : "1 + 4 + 9 = 14");
    }
}
