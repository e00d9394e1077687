package org.end4rec.lessons.lesson01;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;

/** Checks the exercise of lesson 1. */
public final class Check01 implements Check<Gap01> {
    static final String SWAPPED =
            "How much does a·b grow when a grows by a little? By b times that little. So the share of"
                    + " a has the value of the OTHER factor, b. (page 1, \"By hand\")";
    static final String ALONE = "The share is the slope of this line times the gradient of the line's result. Without"
            + " product.gradient, every line believes that it is the last one. (page 1, \"By hand\")";
    static final String REPLACED =
            "a is used twice, and the second use has replaced what the first had given. Every use"
                    + " has to ADD its share. (page 1, \"A number used twice\")";
    static final String NOT_SQUARED =
            "The slope of tanh at x is 1 − y², with y = tanh(x). Yours is 1 − y. (page 1, \"Letters on this page\")";
    static final String OF_INPUT = "The slope of tanh is 1 − y², where y is the RESULT, tanh(x). Yours is 1 − x²."
            + " (page 1, \"Letters on this page\")";
    static final String FORWARDS = "The lines were played in the order of the computation. A line can give its inputs"
            + " their shares only when its own gradient is complete: so the newest line comes"
            + " first. (page 1, \"Backwards\")";
    static final String ALONE_TANH =
            "The share is the slope of tanh times the gradient of its result: y.gradient is missing."
                    + " (page 1, \"Letters on this page\")";
    static final String REPLACED_TANH =
            "x had the gradient 4 from another use, and it is gone. Every use has to ADD its share."
                    + " (page 1, \"A number used twice\")";
    static final String LEFT_OUT =
            "The line that was computed first was never played: does your loop end one step too early?";
    static final String OTHER =
            "This is another number, and no mistake that is known here. Work it out on paper for this"
                    + " one point, and compare.";

    static final String OTHER_ORDER = "Each line has to be played once, the newest one first.";

    private static final double[][] POINTS = {{2, 3}, {-1.5, 0.5}, {4, -2}, {0.25, 7}, {-3, -5}};

    @Override
    public Class<Gap01> gap() {
        return Gap01.class;
    }

    @Override
    public String title() {
        return "the backward of multiply and tanh, and the way back along the tape";
    }

    @Override
    public void check(Gap01 answer, CheckReport report) {
        multiply(answer, report);
        if (report.passes()) {
            twice(answer, report);
        }
        if (report.passes()) {
            tanh(answer, report);
        }
        if (report.passes()) {
            wholeTape(answer, report);
        }
    }

    private static void multiply(Gap01 answer, CheckReport report) {
        for (double[] point : POINTS) {
            Node a = new Node(point[0]);
            Node b = new Node(point[1]);
            Node product = new Node(a.value * b.value);
            product.gradient = 10;
            answer.multiplyBackward(a, b, product);
            String at = " at (" + text(a.value) + ", " + text(b.value) + "), its gradient 10";
            report.number("share of a in a·b" + at, a.gradient, 10 * b.value, reason(a.gradient, a.value, b.value));
            report.number("share of b in a·b" + at, b.gradient, 10 * a.value, reason(b.gradient, b.value, a.value));
            if (!report.passes()) {
                return;
            }
        }
    }

    private static String reason(double share, double own, double other) {
        if (near(share, 10 * own)) {
            return SWAPPED;
        }
        return near(share, other) ? ALONE : OTHER;
    }

    private static void twice(Gap01 answer, CheckReport report) {
        Node a = new Node(3);
        Node square = new Node(9);
        square.gradient = 1;
        answer.multiplyBackward(a, a, square);
        report.number("gradient of a in a·a at 3", a.gradient, 6, near(a.gradient, 3) ? REPLACED : OTHER);
    }

    private static void tanh(Gap01 answer, CheckReport report) {
        for (double value : new double[] {0.5, -0.25, 2, -1, 0}) {
            Node x = new Node(value);
            Node y = new Node(StrictMath.tanh(value));
            x.gradient = 4;
            y.gradient = 10;
            answer.tanhBackward(x, y);
            double right = 4 + 10 * (1 - y.value * y.value);
            String reason = OTHER;
            if (near(x.gradient, right - 4)) {
                reason = REPLACED_TANH;
            } else if (near(x.gradient, 4 + 10 * (1 - y.value))) {
                reason = NOT_SQUARED;
            } else if (near(x.gradient, 4 + 10 * (1 - value * value))) {
                reason = OF_INPUT;
            } else if (near(x.gradient, 4 + 1 - y.value * y.value)) {
                reason = ALONE_TANH;
            }
            report.number(
                    "gradient of x for tanh at " + text(value) + ", 4 before, that of y is 10",
                    x.gradient,
                    right,
                    reason);
            if (!report.passes()) {
                return;
            }
        }
    }

    /** tanh(a·b)·a at (0.5, 2): a is used at both ends of the tape. */
    private static void wholeTape(Gap01 answer, CheckReport report) {
        Node a = new Node(0.5);
        Node b = new Node(2);
        Node product = new Node(a.value * b.value);
        Node y = new Node(StrictMath.tanh(product.value));
        Node result = new Node(y.value * a.value);
        result.gradient = 1;
        List<String> played = new ArrayList<>();
        List<Runnable> lines = List.of(
                () -> {
                    played.add("product");
                    answer.multiplyBackward(a, b, product);
                },
                () -> {
                    played.add("tanh");
                    answer.tanhBackward(product, y);
                },
                () -> {
                    played.add("result");
                    answer.multiplyBackward(y, a, result);
                });
        answer.playBackwards(lines);
        report.text(
                "order in which the lines are played",
                String.join(", ", played),
                "result, tanh, product",
                played.equals(List.of("product", "tanh", "result"))
                        ? FORWARDS
                        : played.equals(List.of("result", "tanh")) ? LEFT_OUT : OTHER_ORDER);
        if (!report.passes()) {
            return;
        }
        double slope = 1 - y.value * y.value;
        report.number("gradient of a in tanh(a·b)·a at (0.5, 2)", a.gradient, y.value + a.value * slope * 2, OTHER);
        report.number("gradient of b in tanh(a·b)·a at (0.5, 2)", b.gradient, a.value * slope * 0.5, OTHER);
    }

    private static boolean near(double x, double y) {
        return Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(y));
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
