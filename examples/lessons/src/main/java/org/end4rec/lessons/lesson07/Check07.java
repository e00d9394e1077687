package org.end4rec.lessons.lesson07;

import java.util.Arrays;
import java.util.Locale;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;

/** Checks the exercise of lesson 7. */
public final class Check07 implements Check<Gap07> {
    static final String INVERSE = "This bin comes twice: irfft counts it for itself and for its mirror image, but the"
            + " forward sum had it once. Halve it first. (page 7, \"The weights\")";
    static final String ZERO_HALVED = "Bin 0 is halved, but it is its own mirror image and stands for one only. Its"
            + " weight is 1. (page 7, \"The picture in words\")";
    static final String MIDDLE_HALVED = "Bin N/2 is halved. For even N it is its own mirror image, N − N/2 = N/2, and"
            + " stands for one only. (page 7, \"The picture in words\")";
    static final String ODD = "N is 7 here, and bin 3 stands for bin 4 too: an odd N has no bin in the middle. In Java"
            + " 7 / 2 is 3, so ask for 2 * f == n. (page 7, \"The picture in words\")";
    static final String DOUBLED = "This bin comes four times: irfft doubles it already, and you doubled it again. To"
            + " undo the doubling, halve. (page 7, \"The weights\")";
    static final String SCALED = "All is a power of √N too large or too small. rfft and irfft divide by √N both, so"
            + " backward needs no further factor. (page 7, \"The weights\")";
    static final String ONE_PART = "The real part of this bin has the right weight, the imaginary part has not. A bin"
            + " stands for two with both parts. (page 7, \"The weights\")";
    static final String NOTHING = "Nothing of this bin has arrived. Write into the bins of weighted, not into those of"
            + " bins; and in Java 1 / 2 is 0, so write 0.5.";
    static final String SINGLE =
            "This bin is its own mirror image. irfft counts it once, as the forward sum does, so its"
                    + " weight is 1. (page 7, \"The picture in words\")";
    static final String OTHER_PART =
            "The real part of this bin is right, and the imaginary part is not. Take N = 4 and G"
                    + " = 1 at the imaginary part of bin 1. On paper sample t gets −½·sin(π·t/2): 0, −½, 0, ½.";
    static final String OTHER = "This is another number, and no mistake that is known here. Take N = 4 and G = 1 at bin"
            + " 1, all else 0. On paper g is ½, 0, −½, 0: sample t gets ½·cos(π·t/2).";

    static final String FORWARD_ONLY = "This is rfft as it stands. irfft uses this bin twice, for itself and for its"
            + " mirror image, and every use adds its share. (page 7, \"The other direction\")";
    static final String HALVED_AGAIN = "This bin has a quarter of its gradient: this direction doubles where the other"
            + " one halves. (page 7, \"The other direction\")";
    static final String SINGLE_DOUBLED = "This bin is doubled, but it is its own mirror image: irfft uses it once."
            + " (page 7, \"The other direction\")";
    static final String ODD_BACK =
            "Here N is 7, and irfft uses bin 3 for bin 4 too. So its gradient is doubled: for odd"
                    + " N only bin 0 is single. Ask for 2 * f == n.";
    static final String OTHER_BACK = "rfftAdjoint is right, and this bin of irfftAdjoint is not; no known mistake fits."
            + " Take N = 4 and g = 1, 0, 0, 0. On paper G is ½, 1, ½ in the real parts, and 0 in the imaginary ones.";

    static final String SIZE = "The gradient of something has as many numbers as that thing.";
    static final String CHANGED = "Your code changed its argument. Others read that gradient, too: write the weighted"
            + " bins into new arrays.";
    static final String ONE_LENGTH = "The lengths 8 and 7 are right, and this one is not. The single bins are 0 and, if"
            + " 2·f = N, bin f: no length may be written into the code.";

    private static final double[] X = {1, 2, 0, -1, 3, 1, -2, 2};
    private static final int MOST = 32;
    private static final double NEAR = 1e-6;

    @Override
    public Class<Gap07> gap() {
        return Gap07.class;
    }

    @Override
    public String title() {
        return "backward of rfft and of irfft";
    }

    @Override
    public void check(Gap07 answer, CheckReport report) {
        for (int n : new int[] {8, 7}) {
            rfftAdjoint(answer, n, report);
        }
        if (report.passes()) {
            HalfSpectrum bins = numbers(8);
            answer.rfftAdjoint(bins, 8);
            boolean same = Arrays.equals(bins.re(), numbers(8).re())
                    && Arrays.equals(bins.im(), numbers(8).im());
            report.text("G after the call", same ? "as it was" : "changed", "as it was", CHANGED);
        }
        for (int n : new int[] {8, 7}) {
            irfftAdjoint(answer, n, report);
        }
        lengths(answer, report);
    }

    /** One gradient of 1 after the other, so that a wrong weight shows at its bin. */
    private static void rfftAdjoint(Gap07 answer, int n, CheckReport report) {
        double[] x = Arrays.copyOf(X, n);
        for (int f = 0; f <= n / 2; f++) {
            for (boolean imaginary : new boolean[] {false, true}) {
                if (!report.passes() || imaginary && isSingle(f, n)) {
                    continue;
                }
                HalfSpectrum one = new HalfSpectrum(n);
                (imaginary ? one.im() : one.re())[f] = 1;
                double[] right = adjoint(one, n);
                double[] yours = answer.rfftAdjoint(one, n);
                if (yours.length != n) {
                    report.number("number of values of g for N = " + n, yours.length, n, SIZE);
                    return;
                }
                double factor = factor(yours, right);
                report.number(
                        "N = " + n + ", G = 1 at the " + (imaginary ? "imaginary" : "real") + " part of bin " + f
                                + ": ⟨x, g⟩ with x = " + row(x),
                        inner(x, yours),
                        inner(x, right),
                        reason(factor, f, n, imaginary));
                if (report.passes() && !near(factor, 1)) {
                    report.number("the same, largest difference of a value of g", distance(yours, right), 0, OTHER);
                }
            }
        }
    }

    private static String reason(double factor, int f, int n, boolean imaginary) {
        if (isSingle(f, n) && near(factor, 0.5)) {
            return f == 0 ? ZERO_HALVED : MIDDLE_HALVED;
        }
        if (!isSingle(f, n) && imaginary) {
            return near(factor, 2) || near(factor, 4) || near(factor, 0) ? ONE_PART : OTHER_PART;
        }
        if (!isSingle(f, n) && near(factor, 2)) {
            return n % 2 == 1 ? ODD : INVERSE;
        }
        if (!isSingle(f, n) && near(factor, 4)) {
            return DOUBLED;
        }
        if (near(factor, 0)) {
            return NOTHING;
        }
        double root = Math.sqrt(n);
        if (near(factor, root) || near(factor, 1 / root) || near(factor, n) || near(factor, 1.0 / n)) {
            return SCALED;
        }
        return isSingle(f, n) && !Double.isNaN(factor) ? SINGLE : OTHER;
    }

    private static void irfftAdjoint(Gap07 answer, int n, CheckReport report) {
        if (!report.passes()) {
            return;
        }
        double[] gradient = Arrays.copyOf(X, n);
        HalfSpectrum yours = answer.irfftAdjoint(gradient.clone());
        HalfSpectrum right = adjoint(gradient);
        report.number("number of bins of G for N = " + n, yours.size(), right.size(), SIZE);
        for (int f = 0; f < right.size() && report.passes(); f++) {
            double[] pair = {yours.re()[f], yours.im()[f]};
            double[] expected = {right.re()[f], right.im()[f]};
            report.text(
                    "N = " + n + ", G at bin " + f + ", real and imaginary part, for g = " + row(gradient),
                    pair(pair),
                    pair(expected),
                    reasonBack(factor(pair, expected), f, n));
        }
    }

    private static String reasonBack(double factor, int f, int n) {
        if (isSingle(f, n)) {
            return near(factor, 2) ? SINGLE_DOUBLED : OTHER_BACK;
        }
        if (near(factor, 0.5)) {
            return n % 2 == 1 ? ODD_BACK : FORWARD_ONLY;
        }
        return near(factor, 0.25) ? HALVED_AGAIN : OTHER_BACK;
    }

    /** The two identities at every length. */
    private static void lengths(Gap07 answer, CheckReport report) {
        for (int n = 1; n <= MOST && report.passes(); n++) {
            double[] x = new double[n];
            for (int t = 0; t < n; t++) {
                x[t] = (t * t * 3 % 11 - 5) / 4.0;
            }
            HalfSpectrum bins = numbers(n);
            String here = "N = " + n + ": ";
            double[] yours = answer.rfftAdjoint(numbers(n), n);
            double worst = yours.length == n ? distance(yours, adjoint(bins, n)) : Double.NaN;
            HalfSpectrum back = answer.irfftAdjoint(x.clone());
            HalfSpectrum right = adjoint(x);
            double worstBack = back.size() == right.size()
                    ? Math.max(distance(back.re(), right.re()), distance(back.im(), right.im()))
                    : Double.NaN;
            if (!(worst < NEAR && worstBack < NEAR) || n == MOST) {
                report.number(
                        (n == MOST ? "N = 1 … 32: " : here) + "largest difference, rfftAdjoint", worst, 0, ONE_LENGTH);
                report.number(
                        (n == MOST ? "N = 1 … 32: " : here) + "largest difference, irfftAdjoint",
                        worstBack,
                        0,
                        ONE_LENGTH);
            }
        }
    }

    private static HalfSpectrum numbers(int n) {
        HalfSpectrum bins = new HalfSpectrum(n);
        for (int f = 0; f < bins.size(); f++) {
            bins.re()[f] = (f * f * 5 % 13 - 6) / 4.0;
            bins.im()[f] = (f * 7 % 9 - 4) / 4.0;
        }
        return bins;
    }

    private static boolean isSingle(int f, int n) {
        return f == 0 || 2 * f == n;
    }

    private static double[] adjoint(HalfSpectrum bins, int n) {
        HalfSpectrum weighted = new HalfSpectrum(n);
        for (int f = 0; f < bins.size(); f++) {
            double weight = isSingle(f, n) ? 1 : 0.5;
            weighted.re()[f] = weight * bins.re()[f];
            weighted.im()[f] = weight * bins.im()[f];
        }
        return weighted.inverse(n);
    }

    private static HalfSpectrum adjoint(double[] values) {
        HalfSpectrum bins = HalfSpectrum.of(values);
        for (int f = 0; f < bins.size(); f++) {
            double weight = isSingle(f, values.length) ? 1 : 2;
            bins.re()[f] *= weight;
            bins.im()[f] *= weight;
        }
        return bins;
    }

    /** The factor between two rows of numbers; not a number if there is none. */
    private static double factor(double[] yours, double[] right) {
        double factor = inner(yours, right) / inner(right, right);
        double[] scaled = Arrays.stream(right).map(value -> factor * value).toArray();
        return distance(yours, scaled) < NEAR ? factor : Double.NaN;
    }

    private static double inner(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double distance(double[] a, double[] b) {
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        return worst;
    }

    private static boolean near(double x, double y) {
        return Math.abs(x - y) < NEAR;
    }

    private static String row(double[] values) {
        StringBuilder row = new StringBuilder();
        for (double value : values) {
            row.append(row.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%.0f", value));
        }
        return row.toString();
    }

    private static String pair(double[] pair) {
        return number(pair[0]) + ", " + number(pair[1]);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5f", Math.abs(value) < 1e-9 ? 0 : value);
    }
}
