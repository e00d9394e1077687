package org.end4rec.lessons.lesson05;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;

/** Checks the exercise of lesson 5. */
public final class Check05 implements Check<Gap05> {
    static final String TURNS_BACK =
            "Your arrows turn the wrong way: the imaginary part has the other sign. The transform"
                    + " has e^(−2πi·f·t/N); the way back has the plus. (page 5, \"Letters on this page\")";
    static final String DIVIDED_BY_N = "Your bins are √N times too small: 1/N in place of 1/√N. With 1/√N the sum of"
            + " squares stays the same, and the way back has the same factor. (page 5, \"Nothing is lost\")";
    static final String NOT_DIVIDED =
            "Your bins are √N times too large: the factor 1/√N is missing. (page 5, \"Nothing is" + " lost\")";
    static final String NO_ROOT = "Your result is √N times too small. Both spectra carry a factor 1/√N, and the product"
            + " has it twice. One of the two must be undone. (page 5, \"A product for a sum\")";
    static final String LEAKS =
            "The end of x leaks into the beginning of y: this is the circular convolution. Make both"
                    + " sequences twice as long with zeros first. (page 5, \"Predict, then run\")";
    static final String LONGER = "The result must have as many values as x: cut off what the zeros added.";
    static final String OTHER =
            "These are other numbers, and no mistake that is known here. Take N = 2 and work it out on"
                    + " paper: X_0 = (x_0 + x_1)/√2 and X_1 = (x_0 − x_1)/√2.";

    static final String IN_FRONT =
            "The zeros stand in front of x, so y comes N steps too late. Append them, to x and to h.";
    static final String OTHER_CONVOLUTION =
            "These are other numbers, and the transform is right. On paper: y_0 is x_0·h_0, and"
                    + " in the circular case x_7·h_1 + x_6·h_2 and so on beside it. x = 1, −2, 0.5, 3, −1,"
                    + " 0.25, 4, −0.75 and h = 0.5, 0.3, −0.2, 0.1, 0, 0, 0.05, 0.";

    private static final double[] X = {1, -2, 0.5, 3, -1, 0.25, 4, -0.75};
    private static final double[] H = {0.5, 0.3, -0.2, 0.1, 0, 0, 0.05, 0};

    @Override
    public Class<Gap05> gap() {
        return Gap05.class;
    }

    @Override
    public String title() {
        return "the transform by definition, and two convolutions by spectra";
    }

    @Override
    public void check(Gap05 answer, CheckReport report) {
        for (int n : new int[] {2, 5, 8}) {
            transform(answer, part(X, n), report);
        }
        if (report.passes()) {
            convolution("circular", answer.circular(X.clone(), H.clone()), circular(X, H, true), report);
        }
        if (report.passes()) {
            convolution("linear", answer.linear(X.clone(), H.clone()), circular(X, H, false), report);
        }
    }

    private static void transform(Gap05 answer, double[] x, CheckReport report) {
        if (!report.passes()) {
            return;
        }
        int n = x.length;
        double root = Math.sqrt(n);
        Spectrum yours = answer.transform(x.clone());
        for (int f = 0; f < n; f++) {
            double re = 0;
            double im = 0;
            for (int t = 0; t < n; t++) {
                double angle = 2 * Math.PI * f * t / n;
                re += x[t] * StrictMath.cos(angle) / root;
                im -= x[t] * StrictMath.sin(angle) / root;
            }
            String what = "N = " + n + ", bin " + f + ", real and imaginary part";
            report.text(what, pair(yours.re()[f], yours.im()[f]), pair(re, im), reason(yours, f, re, im, root));
        }
    }

    private static String reason(Spectrum yours, int f, double re, double im, double root) {
        DoubleUnaryOperator real = factor -> Math.abs(yours.re()[f] - factor * re);
        DoubleUnaryOperator imaginary = factor -> Math.abs(yours.im()[f] - factor * im);
        double near = 1e-6;
        if (real.applyAsDouble(1) < near && imaginary.applyAsDouble(-1) < near) {
            return TURNS_BACK;
        }
        if (real.applyAsDouble(1 / root) < near && imaginary.applyAsDouble(1 / root) < near) {
            return DIVIDED_BY_N;
        }
        return real.applyAsDouble(root) < near && imaginary.applyAsDouble(root) < near ? NOT_DIVIDED : OTHER;
    }

    private static void convolution(String name, double[] yours, double[] right, CheckReport report) {
        report.number("number of values of the " + name + " convolution", yours.length, right.length, LONGER);
        double[] leaking = circular(X, H, true);
        for (int t = 0; t < Math.min(yours.length, right.length); t++) {
            String reason = OTHER_CONVOLUTION;
            if (near(yours[t] * Math.sqrt(right.length), right[t])
                    || near(yours[t] * Math.sqrt(2.0 * right.length), right[t])) {
                reason = NO_ROOT;
            } else if (near(yours[t], leaking[t])) {
                reason = LEAKS;
            } else if (near(yours[t], tail(t))) {
                reason = IN_FRONT;
            }
            report.number(name + " convolution at t = " + t, yours[t], right[t], reason);
            if (!report.passes()) {
                return;
            }
        }
    }

    private static double[] circular(double[] x, double[] h, boolean around) {
        double[] y = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            for (int s = 0; s < x.length; s++) {
                if (around || s <= t) {
                    y[t] += x[s] * h[Math.floorMod(t - s, x.length)];
                }
            }
        }
        return y;
    }

    /** What the convolution has N steps later. */
    private static double tail(int t) {
        double sum = 0;
        for (int s = t + 1; s < X.length; s++) {
            sum += X[s] * H[t + X.length - s];
        }
        return sum;
    }

    private static boolean near(double x, double y) {
        return Math.abs(x - y) < 1e-6;
    }

    private static double[] part(double[] x, int n) {
        return Arrays.copyOf(x, n);
    }

    private static String pair(double re, double im) {
        return number(re) + ", " + number(im);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5f", Math.abs(value) < 1e-9 ? 0 : value);
    }
}
