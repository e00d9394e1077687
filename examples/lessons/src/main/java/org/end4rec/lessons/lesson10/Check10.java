package org.end4rec.lessons.lesson10;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;

/** Checks the exercise of lesson 10. */
public final class Check10 implements Check<Gap10> {
    static final String ROWS = "Rows and columns are exchanged. What comes out when position j has the 1 has come from"
            + " j: it is COLUMN j. (page 10, \"By hand\")";
    static final String STAYS = "The 1 of an earlier position is still there: column j is the sum of the columns up to"
            + " j. Feed a new sequence each time. (page 10, \"The matrix of a mixing\")";
    static final String OTHER_MATRIX = "This is another number, and no mistake that is known here. Take the mixing"
            + " y_i = x_(i−1) on paper: below the diagonal stands a 1 in each row but the first.";
    static final String AHEAD = "looksAhead is wrong here. Later positions have j > i: the places above the diagonal,"
            + " without the diagonal itself. (page 10, \"By hand\")";
    static final String CIRCULANT = "isCirculant is wrong here. After the last place comes the first: compare with"
            + " [(i + 1) % n][(j + 1) % n], at every i and j. Less than"
            + " TINY is no difference. (page 10, \"Four mixings\")";
    static final String NOTHING = "mixesNothing is wrong here. Look at all places off the diagonal, on both sides; what"
            + " stands on the diagonal is not mixed, and need not be 1. (page 10, \"Predict, then run\")";
    static final String ROUNDING = "The only numbers off the diagonal here are rounding errors, below 1e-15. Count what"
            + " is smaller than TINY as 0.";
    static final String ATTENTION = "You call attention a matrix. Its matrix changes with the input, so compare"
            + " matrix times x with the mixing for this very x. (page 10, \"Attention\")";
    static final String IS_MATRIX = "This mixing IS its matrix: the sums differ by rounding errors at most. y[i] is the"
            + " sum of matrix[i][j]·x[j] over j. (page 10, \"Attention\")";

    private static final int N = 8;
    private static final double[] X = {1, -2, 0.5, 3, -1, 0.25, 2, -0.75};

    @Override
    public Class<Gap10> gap() {
        return Gap10.class;
    }

    @Override
    public String title() {
        return "the matrix of a mixing, and what it shows";
    }

    @Override
    public void check(Gap10 answer, CheckReport report) {
        matrix(answer, report);
        Map<String, SequenceMixing> mixings = mixings();
        for (Map.Entry<String, SequenceMixing> each : mixings.entrySet()) {
            if (report.passes()) {
                properties(answer, each.getKey(), matrix(each.getValue(), N), report);
            }
        }
        for (Map.Entry<String, SequenceMixing> each : mixings.entrySet()) {
            if (report.passes()) {
                report.text(
                        each.getKey() + " is its matrix",
                        word(answer.isItsMatrix(each.getValue(), X.clone())),
                        "yes",
                        IS_MATRIX);
            }
        }
        if (report.passes()) {
            report.text(
                    "attention is its matrix, x = 1 −2 0.5 3 −1 0.25 2 −0.75",
                    word(answer.isItsMatrix(Mixings.attention(), X.clone())),
                    "no",
                    ATTENTION);
        }
    }

    private static Map<String, SequenceMixing> mixings() {
        Map<String, SequenceMixing> mixings = new LinkedHashMap<>();
        mixings.put("causal filter", Mixings.causalFilter(0.5, 0.3, 0.2));
        mixings.put(
                "banded filter",
                Mixings.bandedFilter(new double[] {1, 0.8, 0.2, -0.3, 0.5}, new double[] {0, 0.4, -0.6, 0.1, 0}));
        mixings.put("each position times its number", x -> {
            double[] y = x.clone();
            for (int i = 0; i < y.length; i++) {
                y[i] *= i;
            }
            return y;
        });
        mixings.put("shared weight 0.7", Mixings.shared(0.7, 0));
        mixings.put("shared weight 0.7 + 0.5i", Mixings.shared(0.7, 0.5));
        mixings.put("last to first", x -> new double[] {x[7], 0, 0, 0, 0, 0, 0, 0});
        return mixings;
    }

    private static void matrix(Gap10 answer, CheckReport report) {
        int n = 3;
        SequenceMixing mixing = x -> new double[] {x[0] + 2 * x[1], 3 * x[0] + 5 * x[2], 7 * x[1] - x[2]};
        double[][] right = matrix(mixing, n);
        double[][] yours = answer.matrixOf(mixing, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n && report.passes(); j++) {
                double sum = 0;
                for (int c = 0; c <= j; c++) {
                    sum += right[i][c];
                }
                String reason = OTHER_MATRIX;
                if (isTransposed(yours, right)) {
                    reason = ROWS;
                } else if (Math.abs(yours[i][j] - sum) < 1e-6) {
                    reason = STAYS;
                }
                report.number(
                        "y = (x_0 + 2x_1, 3x_0 + 5x_2, 7x_1 − x_2): matrix[" + i + "][" + j + "]",
                        yours[i][j],
                        right[i][j],
                        reason);
            }
        }
    }

    private static boolean isTransposed(double[][] yours, double[][] right) {
        for (int i = 0; i < right.length; i++) {
            for (int j = 0; j < right.length; j++) {
                if (Math.abs(yours[i][j] - right[j][i]) > 1e-6) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void properties(Gap10 answer, String name, double[][] matrix, CheckReport report) {
        boolean ahead = false;
        boolean nothing = true;
        boolean circulant = true;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                boolean zero = Math.abs(matrix[i][j]) < 1e-6;
                ahead |= j > i && !zero;
                nothing &= j == i || zero;
                circulant &= Math.abs(matrix[(i + 1) % N][(j + 1) % N] - matrix[i][j]) < 1e-6;
            }
        }
        boolean rounding = name.equals("shared weight 0.7");
        String what = name + String.format(Locale.ROOT, ", row 3 is %s: ", row(matrix[3]));
        boolean yourAhead = answer.looksAhead(matrix);
        report.text(what + "looks ahead", word(yourAhead), word(ahead), rounding ? ROUNDING : AHEAD);
        boolean yourCirculant = answer.isCirculant(matrix);
        report.text(what + "is circulant", word(yourCirculant), word(circulant), CIRCULANT);
        boolean yourNothing = answer.mixesNothing(matrix);
        report.text(what + "mixes nothing", word(yourNothing), word(nothing), rounding ? ROUNDING : NOTHING);
    }

    private static String row(double[] values) {
        StringBuilder row = new StringBuilder();
        for (double value : values) {
            row.append(row.isEmpty() ? "" : " ")
                    .append(String.format(Locale.ROOT, "%.2f", Math.abs(value) < 1e-9 ? 0 : value));
        }
        return row.toString();
    }

    private static String word(boolean yes) {
        return yes ? "yes" : "no";
    }

    /** Column j is what comes out of a 1 at j. */
    static double[][] matrix(SequenceMixing mixing, int n) {
        double[][] matrix = new double[n][n];
        for (int j = 0; j < n; j++) {
            double[] x = new double[n];
            x[j] = 1;
            double[] y = mixing.mix(x);
            for (int i = 0; i < n; i++) {
                matrix[i][j] = y[i];
            }
        }
        return matrix;
    }
}
