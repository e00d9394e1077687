package org.end4rec.lessons.lesson10;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;

/** Checks the exercise of lesson 10. */
public final class Check10 implements Check<Gap10> {
    static final String ROWS = "Rows and columns are exchanged. What comes out when position j has the 1 has come from"
            + " j: it is COLUMN j. (page 10, \"By hand\")";
    static final String STAYS = "The 1 of an earlier position is still there, so column j is the sum of the columns up"
            + " to j. Make a new sequence for each j. (page 10, \"The matrix of a mixing\")";
    static final String OTHER_MATRIX =
            "These are other numbers, and no mistake that is known here. On paper: put (0, 1,"
                    + " 0) into the mixing. What comes out is column 1.";

    static final String PAST = "looksAhead has asked about the past. What position i takes from a LATER position stands"
            + " at j > i, above the diagonal. (page 10, \"By hand\")";
    static final String DIAGONAL = "looksAhead has counted the diagonal. There a position takes from itself, which is"
            + " not the future: j > i, without j = i.";
    static final String ROUNDED_AHEAD = "looksAhead has taken a rounding error for a number. Off the diagonal this"
            + " matrix has nothing above 1e-16: ask isZero.";
    static final String POSITIVE = "looksAhead has asked for numbers above 0. A position may take with a minus too, and"
            + " a rounding error is nothing: ask isZero.";
    static final String NO_YES = "looksAhead says no to every matrix. One place is enough for a yes: |= keeps it, where"
            + " = forgets it at the next place.";
    static final String OTHER_AHEAD = "looksAhead is wrong here, by no mistake that is known. On paper: underline the"
            + " places above the diagonal. It is yes if one of them is not 0.";

    static final String BORDER =
            "isCirculant has not gone around the end. In a circulant matrix the last place of a row"
                    + " comes first in the next one: (i + 1) % n and (j + 1) % n. (page 10, \"Four mixings\")";
    static final String MIRROR = "isCirculant has compared a place with its mirror image [j][i]. Compare it with its"
            + " neighbor down and to the right. (page 10, \"Four mixings\")";
    static final String ROUNDED_CIRCULANT =
            "isCirculant has taken a rounding error for another number. Ask isZero of" + " the difference.";
    static final String LAST_CIRCULANT =
            "isCirculant has kept only what the last place says. One place is enough for a" + " no: &= keeps it.";
    static final String OTHER_CIRCULANT = "isCirculant is wrong here, by no mistake that is known. On paper: write each"
            + " row below the row before, moved one to the right, its end first. Is it this matrix?";

    static final String ONE = "mixesNothing wants a 1, or any number but 0, on the diagonal. A position that is made"
            + " larger or smaller, or 0, has met no other one. (page 10, \"The matrix of a mixing\")";
    static final String ONE_SIDE = "mixesNothing has looked at one side of the diagonal. A position may take from the"
            + " past or from the future: both sides count.";
    static final String NEIGHBORS = "mixesNothing has asked the neighbors only, at a distance of 1. A position may take"
            + " from any other one: i ≠ j.";
    static final String ROUNDED_NOTHING = "mixesNothing has taken a rounding error for a number. It is below 1e-16, so"
            + " nothing is mixed here: ask isZero.";
    static final String NO_NO = "mixesNothing says yes to every matrix. One place off the diagonal is enough for a no:"
            + " &= keeps it, where = forgets it.";
    static final String OTHER_NOTHING = "mixesNothing is wrong here, by no mistake that is known. On paper: strike out"
            + " the diagonal. It is yes if only zeros are left.";

    static final String ATTENTION = "You call this mixing a matrix. It has another one for each input, so the one that"
            + " you found foretells nothing here. (page 10, \"Attention\")";
    static final String ROUNDED_PRODUCT = "isItsMatrix has taken a rounding error for a difference. Ask isZero of the"
            + " difference of both numbers.";
    static final String ONE_POSITION = "isItsMatrix has kept what one position says. Here position 1 alone is not"
            + " foretold: &= keeps a no of any position.";
    static final String OTHER_PRODUCT = "isItsMatrix is wrong here, by no mistake that is known. On paper: y = (x_1, 0)"
            + " has the rows 0 1 and 0 0. Times (3, 5) they give (5, 0), which is y.";

    private static final double[] X = {1, -2, 0.5, 3};
    private static final double[] OTHER_X = {-1, 0, 2, 0.5};

    /** What a student may have asked instead, and what is said to it. */
    private record Mistake<T>(Predicate<T> question, String message) {}

    /** A mixing and what goes into it. */
    @SuppressWarnings("ArrayRecordComponent") // two trials are never compared
    private record Trial(SequenceMixing mixing, double[] x) {
        /** The matrix times x. */
        double[] foretold() {
            double[][] matrix = matrix(mixing, x.length);
            double[] product = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x.length; j++) {
                    product[i] += matrix[i][j] * x[j];
                }
            }
            return product;
        }

        /** Whether the matrix foretells the positions from this one on. */
        boolean isForetold(int from) {
            return IntStream.range(from, x.length).allMatch(i -> isZero(foretold()[i] - mixing.mix(x)[i]));
        }
    }

    /** A question to a place of a matrix. */
    private interface Place {
        boolean test(int i, int j, double value);
    }

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
        Map<String, double[][]> matrices = matrices();
        ask(
                "looks ahead",
                matrices,
                m -> answer.looksAhead(copy(m)),
                m -> any(m, (i, j, value) -> j > i && !isZero(value)),
                List.of(
                        new Mistake<>(m -> any(m, (i, j, value) -> j < i && !isZero(value)), PAST),
                        new Mistake<>(m -> any(m, (i, j, value) -> j >= i && !isZero(value)), DIAGONAL),
                        new Mistake<>(m -> any(m, (i, j, value) -> j > i && value != 0), ROUNDED_AHEAD),
                        new Mistake<>(m -> any(m, (i, j, value) -> j > i && value > 0), POSITIVE),
                        new Mistake<>(m -> any(m, (i, j, value) -> j > i && !isZero(value) && value > 0), POSITIVE),
                        new Mistake<>(m -> false, NO_YES)),
                OTHER_AHEAD,
                report);
        ask(
                "is circulant",
                matrices,
                m -> answer.isCirculant(copy(m)),
                m -> !any(m, (i, j, value) -> !isZero(next(m, i, j) - value)),
                List.of(
                        new Mistake<>(m -> !any(m, (i, j, value) -> inside(m, i, j) && next(m, i, j) != value), BORDER),
                        new Mistake<>(
                                m -> !any(m, (i, j, value) -> inside(m, i, j) && !isZero(next(m, i, j) - value)),
                                BORDER),
                        new Mistake<>(m -> !any(m, (i, j, value) -> !isZero(m[j][i] - value)), MIRROR),
                        new Mistake<>(m -> !any(m, (i, j, value) -> next(m, i, j) != value), ROUNDED_CIRCULANT),
                        new Mistake<>(m -> isZero(m[0][0] - m[m.length - 1][m.length - 1]), LAST_CIRCULANT)),
                OTHER_CIRCULANT,
                report);
        ask(
                "mixes nothing",
                matrices,
                m -> answer.mixesNothing(copy(m)),
                m -> !any(m, (i, j, value) -> j != i && !isZero(value)),
                List.of(
                        new Mistake<>(m -> !any(m, (i, j, value) -> !isZero(value - (j == i ? 1 : 0))), ONE),
                        new Mistake<>(m -> !any(m, (i, j, value) -> (j == i) == isZero(value)), ONE),
                        new Mistake<>(m -> !any(m, (i, j, value) -> j > i && !isZero(value)), ONE_SIDE),
                        new Mistake<>(m -> !any(m, (i, j, value) -> j < i && !isZero(value)), ONE_SIDE),
                        new Mistake<>(m -> !any(m, (i, j, value) -> Math.abs(j - i) == 1 && !isZero(value)), NEIGHBORS),
                        new Mistake<>(m -> !any(m, (i, j, value) -> j != i && value != 0), ROUNDED_NOTHING),
                        new Mistake<>(m -> true, NO_NO)),
                OTHER_NOTHING,
                report);
        ask(
                "is its matrix",
                trials(),
                trial -> answer.isItsMatrix(trial.mixing(), trial.x().clone()),
                trial -> trial.isForetold(0),
                List.of(
                        new Mistake<>(trial -> true, ATTENTION),
                        new Mistake<>(
                                trial -> Arrays.equals(
                                        trial.foretold(), trial.mixing().mix(trial.x())),
                                ROUNDED_PRODUCT),
                        new Mistake<>(trial -> trial.isForetold(X.length - 1), ONE_POSITION)),
                OTHER_PRODUCT,
                report);
    }

    private static Map<String, double[][]> matrices() {
        Map<String, SequenceMixing> mixings = new LinkedHashMap<>();
        mixings.put("causal filter", Mixings.causalFilter(0.5, 0.3, 0.2));
        mixings.put("banded filter", banded());
        mixings.put("all bins × 0.7", Mixings.shared(0.7, 0));
        mixings.put("all bins × (0.7 + 0.5i)", Mixings.shared(0.7, 0.5));
        mixings.put("y_t = t·x_t", x -> new double[] {0, x[1], 2 * x[2], 3 * x[3]});
        mixings.put("y = (−x_3, 0, 0, 0)", x -> new double[] {-x[3], 0, 0, 0});
        mixings.put("y = (x_0, x_1, x_2, x_3 + x_0)", x -> new double[] {x[0], x[1], x[2], x[3] + x[0]});
        mixings.put("one place on, around the end", Check10::onePlaceOn);
        mixings.put("1 and 2 change places", x -> new double[] {x[0], x[2], x[1], x[3]});
        Map<String, double[][]> matrices = new LinkedHashMap<>();
        mixings.forEach((name, mixing) -> matrices.put(name, matrix(mixing, X.length)));
        return matrices;
    }

    private static Map<String, Trial> trials() {
        Map<String, Trial> trials = new LinkedHashMap<>();
        trials.put("banded filter, x = " + text(X), new Trial(banded(), X));
        trials.put("one place on, around the end, x = " + text(X), new Trial(Check10::onePlaceOn, X));
        trials.put("all bins × (0.7 + 0.5i), x = " + text(X), new Trial(Mixings.shared(0.7, 0.5), X));
        trials.put("attention, x = " + text(X), new Trial(Mixings.attention(), X));
        trials.put("attention, x = " + text(OTHER_X), new Trial(Mixings.attention(), OTHER_X));
        trials.put(
                "y = (x_0, x_0·x_1, x_2, x_3), x = " + text(X),
                new Trial(x -> new double[] {x[0], x[0] * x[1], x[2], x[3]}, X));
        return trials;
    }

    private static double[] onePlaceOn(double[] x) {
        return new double[] {x[3], x[0], x[1], x[2]};
    }

    private static SequenceMixing banded() {
        return Mixings.bandedFilter(new double[] {1, 0.8, -0.2}, new double[] {0, 0.4, 0});
    }

    private static void matrix(Gap10 answer, CheckReport report) {
        int n = 3;
        SequenceMixing mixing = x -> new double[] {x[0] + 2 * x[1], 3 * x[0] + 5 * x[2], 7 * x[1] - x[2]};
        double[][] right = matrix(mixing, n);
        double[][] turned = new double[n][n];
        double[][] sums = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                turned[j][i] = right[i][j];
                sums[i][j] = right[i][j] + (j == 0 ? 0 : sums[i][j - 1]);
            }
        }
        String yours = text(answer.matrixOf(mixing, n));
        String reason = OTHER_MATRIX;
        if (yours.equals(text(turned))) {
            reason = ROWS;
        } else if (yours.equals(text(sums))) {
            reason = STAYS;
        }
        report.text("matrix of y = (x_0 + 2x_1, 3x_0 + 5x_2, 7x_1 − x_2)", yours, text(right), reason);
    }

    /** Asks one question of everything up to the first wrong answer; all answers together tell the mistake. */
    private static <T> void ask(
            String what,
            Map<String, T> things,
            Predicate<T> yours,
            Predicate<T> right,
            List<Mistake<T>> mistakes,
            String other,
            CheckReport report) {
        if (!report.passes()) {
            return;
        }
        String message = mistakes.stream()
                .filter(mistake -> things.values().stream()
                        .allMatch(
                                thing -> yours.test(thing) == mistake.question().test(thing)))
                .map(Mistake::message)
                .findFirst()
                .orElse(other);
        for (Map.Entry<String, T> each : things.entrySet()) {
            if (report.passes()) {
                T thing = each.getValue();
                boolean isRight = yours.test(thing) == right.test(thing);
                String input = !isRight && thing instanceof double[][] matrix ? ", matrix " + text(matrix) : "";
                report.text(
                        each.getKey() + input + ": " + what, word(yours.test(thing)), word(right.test(thing)), message);
            }
        }
    }

    private static boolean any(double[][] matrix, Place wanted) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                if (wanted.test(i, j, matrix[i][j])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What stands one place down and one to the right; after the end comes the beginning. */
    private static double next(double[][] matrix, int i, int j) {
        return matrix[(i + 1) % matrix.length][(j + 1) % matrix.length];
    }

    private static boolean inside(double[][] matrix, int i, int j) {
        return i + 1 < matrix.length && j + 1 < matrix.length;
    }

    private static boolean isZero(double value) {
        return Math.abs(value) < 1e-6;
    }

    private static double[][] copy(double[][] matrix) {
        return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    }

    private static String text(double[][] matrix) {
        return String.join(" | ", Arrays.stream(matrix).map(Check10::text).toList());
    }

    private static String text(double[] values) {
        return String.join(" ", Arrays.stream(values).mapToObj(Check10::text).toList());
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", Math.abs(value) < 0.005 ? 0 : value)
                .replaceFirst("\\.?0+$", "")
                .replace('-', '−');
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
