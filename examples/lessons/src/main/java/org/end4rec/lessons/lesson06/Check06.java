package org.end4rec.lessons.lesson06;

import java.util.Arrays;
import java.util.Locale;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;

/** Checks the exercise of lesson 6: the bins, and the number of products. */
public final class Check06 implements Check<Gap06> {
    static final String WRONG_HALF =
            "The spectrum of the odd samples is turned by the wrong angle. Bin f is turned by −f/N of"
                    + " a full turn, where N counts the samples of both halves. (page 6, \"Butterflies\")";
    static final String TURNS_BACK = "The arrows turn the wrong way: the transform has the minus, e^(−2πi·f/N).";
    static final String QUADRATIC =
            "The bins are right, and the cost is N²: this is the definition. Split x into its even and"
                    + " its odd samples, and transform each half by the same method. (page 6, \"Butterflies\")";
    static final String TWICE =
            "The bins are right, and you pay twice: bins f and f + N/2 need the SAME product, once with a"
                    + " plus and once with a minus. (page 6, \"Butterflies\")";
    static final String PADDED =
            "This is the spectrum of a longer sequence, with zeros at its end. It has other bins: a wave"
                    + " of one turn in 7 samples is no wave of one turn in 8. (page 6, \"Predict, then run\")";
    static final String NO_HALF =
            "The chirp turns twice as fast as it should: 2·f·t = f² + t² − (f − t)², so each square"
                    + " has only half of the turn, t²/(2N). (page 6, \"Any length\")";
    static final String NO_FACTOR =
            "The factor that depends on f alone is missing, e^(−πi·f²/N). (page 6, \"Any length\")";
    static final String OTHER_LENGTH = "These are other numbers. Compare your three factors with those of the page:"
            + " −t²/(2N) for x, +t²/(2N) for the chirp, −f²/(2N) at the end. In Java t * t / (2 * n) is a whole number."
            + " (page 6, \"Any length\")";
    static final String OTHER =
            "These are other numbers, and no mistake that is known here. Take N = 4 on paper, as the page"
                    + " does: X_1 = E_1 − i·O_1 and X_3 = E_1 + i·O_1. (page 6, \"By hand\")";

    @Override
    public Class<Gap06> gap() {
        return Gap06.class;
    }

    @Override
    public String title() {
        return "butterflies, and a prime length by Bluestein's trick";
    }

    @Override
    public void check(Gap06 answer, CheckReport report) {
        for (int n : new int[] {2, 4, 8}) {
            Complex[] x = samples(n);
            bins("N = " + n, answer.transform(x.clone()), definition(x), reasonOfTwo(x), report);
            if (!report.passes()) {
                return;
            }
        }
        for (int n : new int[] {8, 64, 512}) {
            Complex[] x = samples(n);
            long before = Complex.products();
            answer.transform(x);
            long products = Complex.products() - before;
            long right = (long) n / 2 * Integer.numberOfTrailingZeros(n);
            report.number("products for N = " + n, products, right, products == 2 * right ? TWICE : QUADRATIC);
            if (!report.passes()) {
                return;
            }
        }
        for (int n : new int[] {3, 7, 13}) {
            Complex[] x = samples(n);
            bins("any length, N = " + n, answer.anyLength(x.clone()), definition(x), Check06::reasonOfAny, report);
            if (!report.passes()) {
                return;
            }
        }
    }

    /** Says why a transform is wrong. */
    private interface Reason {
        String of(Complex[] yours, Complex[] x);
    }

    private static Reason reasonOfTwo(Complex[] samples) {
        return (yours, right) -> {
            int n = samples.length;
            Complex[] back = new Complex[n];
            for (int f = 0; f < n; f++) {
                back[f] = right[(n - f) % n];
            }
            return equal(yours, back) ? TURNS_BACK : equal(yours, wrongHalf(samples)) ? WRONG_HALF : OTHER;
        };
    }

    /** The butterflies with turns of f/(N/2). */
    private static Complex[] wrongHalf(Complex[] x) {
        int n = x.length;
        if (n == 1) {
            return x;
        }
        Complex[] even = wrongHalf(part(x, 0));
        Complex[] odd = wrongHalf(part(x, 1));
        Complex[] bins = new Complex[n];
        for (int f = 0; f < n / 2; f++) {
            Complex turned = odd[f].times(Complex.turn(-f, n / 2.0));
            bins[f] = even[f].plus(turned);
            bins[f + n / 2] = even[f].minus(turned);
        }
        return bins;
    }

    private static Complex[] part(Complex[] x, int from) {
        Complex[] part = new Complex[x.length / 2];
        Arrays.setAll(part, i -> x[from + 2 * i]);
        return part;
    }

    private static String reasonOfAny(Complex[] yours, Complex[] right) {
        Complex[] x = samples(right.length);
        int n = x.length;
        Complex[] longer = Arrays.copyOf(x, Integer.highestOneBit(n) * 2);
        Arrays.fill(longer, n, longer.length, new Complex(0, 0));
        if (equal(yours, Arrays.copyOf(definition(longer), n))) {
            return PADDED;
        }
        Complex[] fast = new Complex[n];
        for (int f = 0; f < n; f++) {
            fast[f] = new Complex(0, 0);
            for (int t = 0; t < n; t++) {
                fast[f] = fast[f].plus(x[t].times(Complex.turn(-2.0 * f * t, n)));
            }
        }
        if (equal(yours, fast)) {
            return NO_HALF;
        }
        Complex[] unturned = new Complex[n];
        Arrays.setAll(unturned, f -> right[f].times(Complex.turn(f * f, 2 * n)));
        return equal(yours, unturned) ? NO_FACTOR : OTHER_LENGTH;
    }

    private static void bins(String what, Complex[] yours, Complex[] right, Reason reason, CheckReport report) {
        report.number("number of bins, " + what, yours.length, right.length, OTHER);
        for (int f = 0; f < right.length && report.passes(); f++) {
            String name = what + ", bin " + f;
            boolean same = near(yours[f], right[f]);
            report.text(
                    name, same ? text(right[f]) : text(yours[f]), text(right[f]), same ? "" : reason.of(yours, right));
        }
    }

    private static Complex[] samples(int n) {
        Complex[] x = new Complex[n];
        Arrays.setAll(x, t -> new Complex((t * t % 11 - 5) / 4.0, (t * 7 % 13 - 6) / 4.0));
        return x;
    }

    private static Complex[] definition(Complex[] x) {
        int n = x.length;
        Complex[] bins = new Complex[n];
        for (int f = 0; f < n; f++) {
            bins[f] = new Complex(0, 0);
            for (int t = 0; t < n; t++) {
                bins[f] = bins[f].plus(x[t].times(Complex.turn(-f * t % n, n)));
            }
        }
        return bins;
    }

    private static boolean equal(Complex[] a, Complex[] b) {
        for (int f = 0; f < b.length; f++) {
            if (a.length != b.length || !near(a[f], b[f])) {
                return false;
            }
        }
        return true;
    }

    private static boolean near(Complex a, Complex b) {
        return Math.hypot(a.re() - b.re(), a.im() - b.im()) < 1e-7;
    }

    private static String text(Complex value) {
        return String.format(
                Locale.ROOT,
                "%.4f, %.4f",
                Math.abs(value.re()) < 1e-9 ? 0 : value.re(),
                Math.abs(value.im()) < 1e-9 ? 0 : value.im());
    }
}
