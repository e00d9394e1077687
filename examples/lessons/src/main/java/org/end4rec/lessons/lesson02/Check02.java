package org.end4rec.lessons.lesson02;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;

/** Checks the exercise of lesson 2. */
public final class Check02 implements Check<Gap02> {
    static final String X_FITS = "This is another product of dy and w. Its shape fits, because rows, k and n are equal"
            + " here. Beside x[r][i] stand w[i][j] and dy[r][j]: both have j, so j is summed over."
            + " (page 2, \"One sum, read three times\")";
    static final String X_ONE = "Only one column j of y has given its share to x. But x[r][i] was used in EVERY column."
            + " Is there a loop over j, and does its line ADD? (page 2, \"By hand\")";
    static final String OTHER_X = "These are other numbers for dx, and no mistake that is known here. On paper:"
            + " dx[0][0] is dy[0][0]·w[0][0] + dy[0][1]·w[0][1] + …, along row 0 of both.";
    static final String W_FITS = "This is another product of x and dy. Its shape fits, because rows, k and n are equal"
            + " here. Beside w[i][j] stand x[r][i] and dy[r][j]: both have r, so r is summed over."
            + " (page 2, \"One sum, read three times\")";
    static final String W_ONE = "Only one row r has given its share to w. But w[i][j] was used in EVERY row."
            + " Is there a loop over r, and does its line ADD? (page 2, \"By hand\")";
    static final String OTHER_W = "These are other numbers for dw, and no mistake that is known here. On paper:"
            + " dw[0][0] is x[0][0]·dy[0][0] + x[1][0]·dy[1][0] + …, down column 0 of both.";
    static final String B_ONE = "Only one row of dy has reached b. But b was added to EVERY row: add up the rows."
            + " (page 2, \"By hand\")";
    static final String B_MEAN =
            "This is the MEAN of the rows of dy. Each row used b once, and every use adds its whole"
                    + " share: nothing is divided. (page 2, \"By hand\")";
    static final String B_ALONG =
            "The sums run along the rows of dy, over j. But b[j] has j itself, so r is summed over: the sums run"
                    + " down the columns. (page 2, \"One sum, read three times\")";
    static final String OTHER_B = "These are other numbers for db, and no mistake that is known here. On paper:"
            + " db[0] is dy[0][0] + dy[1][0] + …, down column 0.";
    static final String OVERWRITTEN =
            "The array held shares of other uses before, and they are gone. Every use has to ADD"
                    + " its share, on arrays too. (page 2, \"By hand\")";

    /** x, w and dy: square and unsymmetric first, then with all sizes different. */
    private static final double[][][][] CASES = {
        {{{1, 2}, {3, 5}}, {{2, -1}, {4, 3}}, {{2, -1}, {4, 1}}},
        {{{1}, {-2}, {4}}, {{3, -1}}, {{1, 2}, {0, -3}, {5, 1}}},
        {{{2, -1, 3}}, {{1, 4}, {0, -2}, {5, 1}}, {{3, -2}}},
        {{{1, 2, 0}, {-1, 3, 4}}, {{2}, {-3}, {1}}, {{2}, {-1}}}
    };

    @Override
    public Class<Gap02> gap() {
        return Gap02.class;
    }

    @Override
    public String title() {
        return "the backward of y = x·w + b, in loops";
    }

    @Override
    public void check(Gap02 answer, CheckReport report) {
        for (double[][][] each : CASES) {
            ofX(answer, each, 0, report);
            if (report.passes()) {
                ofW(answer, each, 0, report);
            }
            if (report.passes()) {
                ofB(answer, each[2], 0, report);
            }
            if (!report.passes()) {
                return;
            }
        }
        ofX(answer, CASES[0], 10, report);
        ofW(answer, CASES[0], 10, report);
        ofB(answer, CASES[0][2], 10, report);
    }

    private static void ofX(Gap02 answer, double[][][] numbers, double before, CheckReport report) {
        double[][] w = numbers[1];
        double[][] dy = numbers[2];
        double[][] yours = filled(dy.length, w.length, before);
        answer.backwardOfX(copy(dy), copy(w), yours);
        double[][] right = product(dy, transposed(w));
        String reason = OTHER_X;
        if (before == 0 && isOneOf(yours, products(dy, w))) {
            reason = X_FITS;
        } else if (isOneOf(yours, terms(dy, transposed(w)))) {
            reason = X_ONE;
        } else if (before != 0 && near(yours, right)) {
            reason = OVERWRITTEN;
        }
        report.text(
                "dx, where dy is " + text(dy) + " and w is " + text(w) + was(before),
                text(yours),
                text(plus(right, before)),
                reason);
    }

    private static void ofW(Gap02 answer, double[][][] numbers, double before, CheckReport report) {
        double[][] x = numbers[0];
        double[][] dy = numbers[2];
        double[][] yours = filled(x[0].length, dy[0].length, before);
        answer.backwardOfW(copy(x), copy(dy), yours);
        double[][] right = product(transposed(x), dy);
        String reason = OTHER_W;
        if (before == 0 && isOneOf(yours, products(x, dy))) {
            reason = W_FITS;
        } else if (isOneOf(yours, terms(transposed(x), dy))) {
            reason = W_ONE;
        } else if (before != 0 && near(yours, right)) {
            reason = OVERWRITTEN;
        }
        report.text(
                "dw, where x is " + text(x) + " and dy is " + text(dy) + was(before),
                text(yours),
                text(plus(right, before)),
                reason);
    }

    private static void ofB(Gap02 answer, double[][] dy, double before, CheckReport report) {
        double[][] yours = filled(1, dy[0].length, before);
        answer.backwardOfB(copy(dy), yours[0]);
        double[][] ones = filled(1, dy.length, 1);
        double[][] right = product(ones, dy);
        double[][] means = product(filled(1, dy.length, 1.0 / dy.length), dy);
        String reason = OTHER_B;
        if (near(yours, means)) {
            reason = B_MEAN;
        } else if (isOneOf(yours, terms(ones, dy))) {
            reason = B_ONE;
        } else if (near(yours, transposed(product(dy, filled(dy[0].length, 1, 1))))) {
            reason = B_ALONG;
        } else if (before != 0 && near(yours, right)) {
            reason = OVERWRITTEN;
        }
        report.text("db, where dy is " + text(dy) + was(before), text(yours), text(plus(right, before)), reason);
    }

    private static String was(double before) {
        return before == 0 ? "" : ", and it was " + Math.round(before) + " everywhere";
    }

    /** All products of two arrays, each as it is or transposed, in both orders. */
    private static List<double[][]> products(double[][] a, double[][] b) {
        List<double[][]> products = new ArrayList<>();
        for (double[][] first : List.of(a, transposed(a))) {
            for (double[][] second : List.of(b, transposed(b))) {
                if (first[0].length == second.length) {
                    products.add(product(first, second));
                }
                if (second[0].length == first.length) {
                    products.add(product(second, first));
                }
            }
        }
        return products;
    }

    /** The terms of a product, one for each place of the axis that is summed over. */
    private static List<double[][]> terms(double[][] a, double[][] b) {
        List<double[][]> terms = new ArrayList<>();
        for (int i = 0; i < b.length; i++) {
            int place = i;
            double[][] column =
                    Arrays.stream(a).map(row -> new double[] {row[place]}).toArray(double[][]::new);
            terms.add(product(column, new double[][] {b[i]}));
        }
        return terms;
    }

    static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int r = 0; r < a.length; r++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int i = 0; i < b.length; i++) {
                    product[r][j] += a[r][i] * b[i][j];
                }
            }
        }
        return product;
    }

    static double[][] transposed(double[][] a) {
        double[][] transposed = new double[a[0].length][a.length];
        for (int r = 0; r < a.length; r++) {
            for (int i = 0; i < a[0].length; i++) {
                transposed[i][r] = a[r][i];
            }
        }
        return transposed;
    }

    private static double[][] filled(int rows, int columns, double value) {
        return plus(new double[rows][columns], value);
    }

    private static double[][] plus(double[][] a, double value) {
        return Arrays.stream(a)
                .map(row -> Arrays.stream(row).map(each -> each + value).toArray())
                .toArray(double[][]::new);
    }

    private static double[][] copy(double[][] a) {
        return plus(a, 0);
    }

    private static boolean isOneOf(double[][] yours, List<double[][]> known) {
        return known.stream().anyMatch(each -> near(yours, each));
    }

    private static boolean near(double[][] a, double[][] b) {
        if (a.length != b.length || a[0].length != b[0].length) {
            return false;
        }
        for (int r = 0; r < a.length; r++) {
            for (int i = 0; i < a[r].length; i++) {
                if (!(Math.abs(a[r][i] - b[r][i]) < 1e-6)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The rows of an array, with a bar between them. */
    private static String text(double[][] a) {
        List<String> rows = new ArrayList<>();
        for (double[] row : a) {
            rows.add(
                    String.join(", ", Arrays.stream(row).mapToObj(Check02::text).toList()));
        }
        return "(" + String.join(" | ", rows) + ")";
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.5f", value).replaceFirst("\\.?0+$", "");
    }
}
