package org.end4rec.lessons.lesson08;

import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;

/** Checks the exercise of lesson 8. */
public final class Check08 implements Check<Gap08> {
    static final String UPHILL = "The step goes uphill: the gradient points up, so the step is subtracted.";
    static final String NOT_CORRECTED =
            "The first step is 3.16 times the rate: m and v start at 0, so m is a tenth of the"
                    + " gradient and v a thousandth of its square. Divide both by their corrections. (page"
                    + " 8, \"The first step\")";
    static final String ONE_CORRECTED = "Only one of m and v is corrected. Both start at 0, so both need their own"
            + " correction. (page 8, \"The first step\")";
    static final String EPSILON_INSIDE =
            "ε stands inside the root. There a gradient of 0.000001 vanishes beside it, and the"
                    + " step is a hundred times too short. (page 8, \"Letters on this page\")";
    static final String ONE_SIZE =
            "One coordinate moves further than the other. Each coordinate is divided by the root of"
                    + " its OWN v. (page 8, \"Adam\")";
    static final String NO_ROOT = "v is a mean of SQUARES, so m is divided by the root of v. (page 8, \"By hand\")";
    static final String CONSTANT = "The first step is right, the later ones are not. The corrections change with the"
            + " step: 1 − 0.9^t and 1 − 0.999^t, with t = step. And m and v themselves stay"
            + " uncorrected for the next step. (page 8, \"By hand\")";
    static final String OTHER =
            "This is another number, and no mistake that is known here. Work out the first step on paper"
                    + " for the gradient 2: m = 0.2, v = 0.004, both corrected 2 and 4.";

    private static final double RATE = 0.1;

    @Override
    public Class<Gap08> gap() {
        return Gap08.class;
    }

    @Override
    public String title() {
        return "the two corrections and the step";
    }

    @Override
    public void check(Gap08 answer, CheckReport report) {
        for (double gradient : new double[] {2, 0.001, -1000}) {
            double moved = first(answer, gradient, gradient)[0];
            report.number(
                    "first step at gradient " + gradient,
                    moved,
                    -RATE * Math.signum(gradient),
                    reason(moved, gradient));
            if (!report.passes()) {
                return;
            }
        }
        double tiny = first(answer, 1e-6, 1e-6)[0];
        report.number(
                "first step at gradient 0.000001",
                tiny,
                -RATE * 1e-6 / (1e-6 + 1e-8),
                Math.abs(tiny) < 0.02 * RATE ? EPSILON_INSIDE : OTHER);
        if (report.passes()) {
            double[] both = first(answer, 1, 100);
            report.number("first step across, gradients 1 and 100", both[1], -RATE, ONE_SIZE);
            report.number("first step along, gradients 1 and 100", both[0], -RATE, ONE_SIZE);
        }
        if (report.passes()) {
            walk(answer, report);
        }
    }

    private static double[] first(Gap08 answer, double along, double across) {
        double[] at = {0, 0};
        answer.move(at, new double[] {along, across}, new double[2], new double[2], 1, RATE);
        return at;
    }

    private static String reason(double moved, double gradient) {
        double size = -moved * Math.signum(gradient) / RATE;
        if (near(size, -1)) {
            return UPHILL;
        }
        if (near(size, 0.1 / Math.sqrt(0.001))) {
            return NOT_CORRECTED;
        }
        if (near(size, 1 / Math.abs(gradient))) {
            return NO_ROOT;
        }
        if (near(size, 1 / Math.sqrt(0.001)) || near(size, 0.1)) {
            return ONE_CORRECTED;
        }
        return near(size, Math.abs(gradient) / Math.sqrt(gradient * gradient + 1e-8)) ? EPSILON_INSIDE : OTHER;
    }

    private static boolean near(double x, double y) {
        return Math.abs(x - y) < 1e-3 * Math.abs(y);
    }

    /** A hundred steps down ½·(x² + 100·y²). */
    private static void walk(Gap08 answer, CheckReport report) {
        double[] yours = {10, 1};
        double[] yourMean = new double[2];
        double[] yourSquares = new double[2];
        double[] right = {10, 1};
        double[] mean = new double[2];
        double[] squares = new double[2];
        for (int step = 1; step <= 100; step++) {
            answer.move(yours, new double[] {yours[0], 100 * yours[1]}, yourMean, yourSquares, step, RATE);
            adam(right, new double[] {right[0], 100 * right[1]}, mean, squares, step);
            if (step == 2 || step == 100) {
                report.number("x after " + step + " steps from (10, 1)", yours[0], right[0], CONSTANT);
                report.number("y after " + step + " steps from (10, 1)", yours[1], right[1], CONSTANT);
            }
        }
    }

    private static void adam(double[] at, double[] gradient, double[] m, double[] v, int step) {
        for (int i = 0; i < at.length; i++) {
            m[i] = 0.9 * m[i] + 0.1 * gradient[i];
            v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
            double mean = m[i] / (1 - StrictMath.pow(0.9, step));
            double square = v[i] / (1 - StrictMath.pow(0.999, step));
            at[i] -= RATE * mean / (Math.sqrt(square) + 1e-8);
        }
    }
}
