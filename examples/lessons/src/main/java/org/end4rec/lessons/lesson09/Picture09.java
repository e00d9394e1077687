package org.end4rec.lessons.lesson09;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.autograd.ops.CrossEntropy;
import org.end4rec.autograd.ops.Gather;
import org.end4rec.autograd.ops.MatmulTransposed;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.Shape;
import org.end4rec.lessons.lesson09.Departments.Visits;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.models.page.Svg;

/** The picture of lesson 9: twelve vectors in the plane before, while and after they are trained, and the loss. */
public final class Picture09 {
    private static final double HIGH = 13;
    private static final int STEPS = 200;
    private static final int HALF_WAY = 30;
    private static final int ITEMS = Departments.ITEMS.size();
    private static final List<String> STYLES = List.of("s0", "s1", "s2");

    private Picture09() {}

    /** The vectors and the loss of each step. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Training(List<float[]> vectors, double[] losses) {}

    /** Trains the vectors of the program, and draws them. */
    public static Panels draw() {
        Training training = train();
        List<Panel> panels = new ArrayList<>();
        panels.add(frame("step 0, enlarged 50 times", training.vectors().get(0), 50));
        panels.add(frame("step " + HALF_WAY, training.vectors().get(HALF_WAY), 1));
        panels.add(frame("step " + STEPS, training.vectors().get(STEPS), 1));
        panels.add(new Panel(
                "the loss at each of 200 steps",
                (svg, x, y, wide, font) -> loss(svg, training.losses(), x, y, wide, font)));
        return new Panels(
                "Twelve items in the plane: at first in any direction, then one direction for each"
                        + " department; the loss falls from ln 12",
                HIGH,
                panels);
    }

    private static Training train() {
        Visits visits = Departments.visits("training", 300);
        Parameters parameters = new Parameters();
        Parameter items =
                parameters.add(new Parameter("items", Initializers.normal(Shape.of(ITEMS, 2), 0.02, 1, "items")));
        AdamW adam = new AdamW(0);
        List<float[]> vectors = new ArrayList<>();
        double[] losses = new double[STEPS + 1];
        for (int step = 0; step <= STEPS; step++) {
            vectors.add(items.value().data().clone());
            Tape tape = Tape.recording();
            Variable table = tape.leaf(items);
            Variable before = Gather.gather(table, visits.before(), Shape.of(visits.before().length));
            Variable loss = CrossEntropy.crossEntropy(MatmulTransposed.matmulTransposed(before, table), visits.next());
            losses[step] = loss.scalar();
            parameters.clearGradients();
            tape.backward(loss);
            tape.accumulateGradients();
            adam.step(parameters, 0.05);
        }
        return new Training(vectors, losses);
    }

    private static Panel frame(String caption, float[] vectors, double enlarged) {
        return new Panel(caption, (svg, x, y, wide, font) -> arrows(svg, vectors, enlarged, x, y, wide, font));
    }

    private static void arrows(
            Svg svg, float[] vectors, double enlarged, double left, double top, double wide, double font) {
        double middle = left + wide / 2;
        double center = top + HIGH * font / 2;
        double unit = HIGH * font / 5 * enlarged;
        svg.line("grid", left + font, center, left + wide - font, center);
        svg.line("grid", middle, top + 0.3 * font, middle, top + (HIGH - 0.3) * font);
        for (int item = 0; item < ITEMS; item++) {
            int department = Math.floorDiv(item, Departments.DEPARTMENT);
            double x = middle + unit * vectors[2 * item];
            double y = center - unit * vectors[2 * item + 1];
            svg.polyline(STYLES.get(department), font / 14, new double[] {middle, x}, new double[] {center, y});
            mark(svg, department, x, y, font / 3);
        }
        for (int department = 0; department < STYLES.size(); department++) {
            double y = top + (1 + 1.4 * department) * font;
            mark(svg, department, left + font, y - 0.35 * font, font / 3);
            svg.text(
                    STYLES.get(department),
                    left + 1.8 * font,
                    y,
                    "start",
                    Departments.ITEMS.get(department * Departments.DEPARTMENT) + " …");
        }
    }

    /** A disc, a square or a triangle. */
    private static void mark(Svg svg, int department, double x, double y, double radius) {
        String style = STYLES.get(department);
        if (department == 0) {
            svg.dot(style, x, y, radius);
        } else if (department == 1) {
            svg.bar(style, x - radius, y - radius, 2 * radius, 2 * radius);
        } else {
            svg.arrow(style, x, y + radius, x, y - radius, radius / 2);
        }
    }

    private static void loss(Svg svg, double[] losses, double left, double top, double wide, double font) {
        double bottom = top + (HIGH - 1.8) * font;
        double unit = (HIGH - 3.5) * font / 2.6;
        double from = left + 3.5 * font;
        double step = (wide - 5.5 * font) / STEPS;
        for (int mark = 0; mark <= 2; mark++) {
            double y = bottom - unit * mark;
            svg.line("grid", from, y, left + wide - font, y);
            svg.text(from - 0.5 * font, y + 0.35 * font, "end", Integer.toString(mark));
        }
        double start = bottom - unit * StrictMath.log(ITEMS);
        for (int dash = 0; dash < 20; dash++) {
            double x = from + dash * STEPS * step / 20;
            svg.line("whisker", x, start, x + STEPS * step / 40, start);
        }
        svg.text(left + wide - font, start - 0.4 * font, "end", "ln 12, every item alike");
        double[] x = new double[losses.length];
        double[] y = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            x[i] = from + i * step;
            y[i] = bottom - unit * losses[i];
        }
        svg.polyline("s3", font / 8, x, y);
        for (int mark : new int[] {0, 100, 200}) {
            svg.text(from + mark * step, bottom + 1.4 * font, "middle", Integer.toString(mark));
        }
    }
}
