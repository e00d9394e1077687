package org.end4rec.lessons.lesson08;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.models.page.Svg;

/** The picture of lesson 8: four ways down a long valley, seen from above. */
public final class Picture08 {
    private static final double HIGH = 10;
    private static final int STEPS = 60;
    private static final int POINTS = 72;

    private Picture08() {}

    /** A rule's step in one coordinate: speed or mean, size, then the step. */
    private interface Rule {
        double step(double[] memory, double gradient, int step);
    }

    /** Draws the paths. */
    public static Panels draw() {
        List<Panel> panels = new ArrayList<>();
        panels.add(panel("gradient descent at 0.019", (memory, gradient, step) -> 0.019 * gradient));
        panels.add(panel("momentum at 0.019", (memory, gradient, step) -> {
            memory[0] = 0.9 * memory[0] + gradient;
            return 0.019 * memory[0];
        }));
        panels.add(panel("Adam at 0.1", (memory, gradient, step) -> 0.1 * adam(memory, gradient, step)));
        panels.add(panel("Adam at 0.3", (memory, gradient, step) -> 0.3 * adam(memory, gradient, step)));
        return new Panels(
                "Four paths of sixty steps in a long valley: descent jumps from side to side, Adam sets out diagonally",
                HIGH,
                panels);
    }

    private static double adam(double[] memory, double gradient, int step) {
        memory[0] = 0.9 * memory[0] + 0.1 * gradient;
        memory[1] = 0.999 * memory[1] + 0.001 * gradient * gradient;
        double mean = memory[0] / (1 - StrictMath.pow(0.9, step));
        return mean / (Math.sqrt(memory[1] / (1 - StrictMath.pow(0.999, step))) + 1e-8);
    }

    private static Panel panel(String caption, Rule rule) {
        double[] x = new double[STEPS + 1];
        double[] y = new double[STEPS + 1];
        double[] alongMemory = new double[2];
        double[] acrossMemory = new double[2];
        x[0] = 10;
        y[0] = 1;
        for (int step = 1; step <= STEPS; step++) {
            x[step] = x[step - 1] - rule.step(alongMemory, x[step - 1], step);
            y[step] = y[step - 1] - rule.step(acrossMemory, 100 * y[step - 1], step);
        }
        return new Panel(caption, (svg, left, top, wide, font) -> draw(svg, x, y, left, top, wide, font));
    }

    private static void draw(Svg svg, double[] x, double[] y, double left, double top, double wide, double font) {
        double unit = wide / 21.5;
        double middle = left + 0.49 * wide;
        double center = top + HIGH * font / 2;
        double across = 3.4 * font;
        for (double half : new double[] {2.5, 5, 7.5, 10}) {
            double[] ringX = new double[POINTS + 1];
            double[] ringY = new double[POINTS + 1];
            for (int i = 0; i <= POINTS; i++) {
                double angle = 2 * Math.PI * i / POINTS;
                ringX[i] = middle + unit * half * StrictMath.cos(angle);
                ringY[i] = center + across * half / 10 * StrictMath.sin(angle);
            }
            svg.polyline("grid", 1.5, ringX, ringY);
        }
        double[] pathX = new double[x.length];
        double[] pathY = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            pathX[i] = middle + unit * x[i];
            pathY[i] = center - across * y[i];
        }
        svg.polyline("s1", font / 10, pathX, pathY);
        for (int i = 0; i < x.length; i++) {
            svg.dot("s1", pathX[i], pathY[i], font / 6);
        }
        svg.dot("s0", middle, center, font / 3);
        svg.text(
                left + wide - font,
                top + (HIGH - 0.3) * font,
                "end",
                String.format(Locale.ROOT, "height after %d steps: %.2f", STEPS, height(x[STEPS], y[STEPS])));
    }

    private static double height(double x, double y) {
        return 0.5 * (x * x + 100 * y * y);
    }
}
