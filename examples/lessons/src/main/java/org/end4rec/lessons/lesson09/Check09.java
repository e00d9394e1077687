package org.end4rec.lessons.lesson09;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;

/** Checks the exercise of lesson 9. */
public final class Check09 implements Check<Gap09> {
    static final String NOT_DIVIDED = "The shares do not sum to 1: divide each e^s by the sum of all of them. (page 9,"
            + " \"Letters on this page\")";
    static final String NO_POWER = "The shares are in proportion to the scores, not to e^s. A score may be below 0; e^s"
            + " never is. (page 9, \"By hand\")";
    static final String OVERFLOW = "e^1000 is larger than any double, and e^−1000 is 0. Subtract the largest score from"
            + " every score first: the shares stay the same. (page 9, \"A score of 1,000\")";
    static final String CHANGED = "softmax is right, but it has changed the scores that it was given. The caller still"
            + " needs them: write the differences into shares.";
    static final String OTHER_SOFTMAX = "These are other shares, and no mistake that is known here. Take the scores ln"
            + " 2, 0, 0: e^s is 2, 1, 1, their sum is 4, and the shares are ½, ¼, ¼.";

    static final String NOTHING_HAPPENED = "This is softmax alone. What happened is missing: 1 for the target, 0 for"
            + " every other item. (page 9, \"Softmax minus what happened\")";
    static final String TARGET_ONLY = "Only the target has a gradient. Every other item has its share as gradient: its"
            + " score was too high by as much. (page 9, \"Softmax minus what happened\")";
    static final String UPHILL = "The sign is the other one: this is what happened minus softmax. A gradient points up,"
            + " and a higher score of the target makes the loss smaller. (page 9, \"By hand\")";
    static final String SUM = "The gradient is 3 times too large. The loss is the MEAN of the 3 examples, so each has a"
            + " share of 1/B, with B = 3. (page 9, \"Softmax minus what happened\")";
    static final String BY_ITEMS = "You divided by the number of items, C = 4. The mean is over the examples, so divide"
            + " by B = 3: scores.length, not scores[b].length. (page 9, \"Softmax minus what happened\")";
    static final String ONE_PART = "You divided one of the two parts by B = 3. Subtract first, then divide all of it:"
            + " (share − 1)/B for the item that came. (page 9, \"Softmax minus what happened\")";
    static final String OTHER_ITEM = "The 1 stands at another item. In example b the item that came next is targets[b]:"
            + " a number of an item, not of an example.";
    static final String OTHER_GRADIENT = "softmax is right, and this gradient is not; no known mistake fits. On paper,"
            + " one example with the shares ½, ¼, ¼, where item 1 came: the gradient is ½, −¾, ¼.";

    static final String ONE_READING = "This row is read twice, and it has the gradient of one reading only. Every"
            + " reading has to ADD its share. (page 9, \"Predict, then run\")";
    static final String MEAN = "This row is read twice, and it has the mean of the two gradients. Each reading adds its"
            + " share; nothing is divided. (page 9, \"Predict, then run\")";
    static final String FORGOTTEN = "The table had a gradient from another use, and it is lost. Add to what is there."
            + " (page 9, \"Predict, then run\")";
    static final String WRONG_ROW = "The gradient of the i-th reading is in row i. It belongs to the row that was READ:"
            + " index[i]. (page 9, \"Predict, then run\")";
    static final String NOT_READ = "This row was not read, and its gradient has changed. A table learns the rows that"
            + " are read, and no other.";
    static final String OTHER_ROWS = "This is another number, and no mistake that is known here. Row 1 is read by i = 0"
            + " and i = 2: on paper add gradient[0] and gradient[2] to what row 1 holds.";

    private static final double[][] SCORES = {{1, 2, -0.5, 0}, {0.3, -1, 2, 1}, {-2, 0.5, 1, 1.5}};
    private static final int[] TARGETS = {2, 0, 3};
    private static final int[] INDEX = {1, 3, 1};
    private static final double[][] GRADIENT = {{1, 2}, {0.5, -1}, {4, -3}};
    private static final double[][] BEFORE = {{7, 8}, {10, 20}, {-1, 5}, {30, 40}};
    private static final double NEAR = 1e-6;

    @Override
    public Class<Gap09> gap() {
        return Gap09.class;
    }

    @Override
    public String title() {
        return "softmax, the gradient for the scores, backward of reading rows";
    }

    @Override
    public void check(Gap09 answer, CheckReport report) {
        for (double shift : new double[] {0, 1000, -1000}) {
            softmax(answer, shift, report);
        }
        if (report.passes()) {
            scoresBackward(answer, report);
        }
        if (report.passes()) {
            gatherBackward(answer, report);
        }
    }

    private static void softmax(Gap09 answer, double shift, CheckReport report) {
        if (!report.passes()) {
            return;
        }
        double[] scores = Arrays.stream(SCORES[0]).map(score -> score + shift).toArray();
        double[] given = scores.clone();
        double[] yours = answer.softmax(given);
        double[] right = softmax(SCORES[0]);
        String message = OTHER_SOFTMAX;
        if (shift != 0) {
            message = OVERFLOW;
        } else if (near(yours, DoubleStream.of(scores).map(StrictMath::exp).toArray())) {
            message = NOT_DIVIDED;
        } else if (near(
                yours,
                DoubleStream.of(scores)
                        .map(s -> s / DoubleStream.of(scores).sum())
                        .toArray())) {
            message = NO_POWER;
        }
        report.text("softmax of " + row(scores), row(yours), row(right), message);
        if (report.passes() && shift == 0) {
            report.text("the scores after it", row(given), row(scores), CHANGED);
        }
    }

    private static void scoresBackward(Gap09 answer, CheckReport report) {
        double[][] yours = answer.scoresBackward(copy(SCORES), TARGETS.clone());
        for (int b = 0; b < SCORES.length && report.passes(); b++) {
            report.text(
                    "gradient for the scores " + row(SCORES[b]) + ", next is item " + TARGETS[b],
                    row(yours[b]),
                    row(scale(minus(softmax(SCORES[b]), TARGETS[b]), 1.0 / 3)),
                    reason(yours[b], b));
        }
    }

    private static String reason(double[] yours, int b) {
        double[] shares = softmax(SCORES[b]);
        double[] right = minus(shares, TARGETS[b]);
        double[] targetOnly = new double[shares.length];
        targetOnly[TARGETS[b]] = right[TARGETS[b]];
        if (near(yours, scale(right, 0.25))) {
            return BY_ITEMS;
        }
        for (double factor : new double[] {1.0 / 3, 1}) {
            if (near(yours, scale(shares, factor))) {
                return NOTHING_HAPPENED;
            }
            if (near(yours, scale(targetOnly, factor))) {
                return TARGET_ONLY;
            }
            if (near(yours, onePart(shares, TARGETS[b], factor))) {
                return ONE_PART;
            }
            if (near(yours, scale(right, -factor))) {
                return UPHILL;
            }
            for (int c = 0; c < shares.length; c++) {
                if (c != TARGETS[b] && near(yours, scale(minus(shares, c), factor))) {
                    return OTHER_ITEM;
                }
            }
        }
        return near(yours, right) ? SUM : OTHER_GRADIENT;
    }

    private static void gatherBackward(Gap09 answer, CheckReport report) {
        double[][] table = copy(BEFORE);
        answer.gatherBackward(INDEX.clone(), copy(GRADIENT), table);
        for (int r = 0; r < BEFORE.length && report.passes(); r++) {
            double[] right = BEFORE[r].clone();
            for (int i = 0; i < INDEX.length; i++) {
                if (INDEX[i] == r) {
                    right = add(right, GRADIENT[i]);
                }
            }
            report.text(
                    "gradient of row " + r + ", held " + row(BEFORE[r]) + ", index 1 3 1, gradient 1 2 | 0.5 -1 | 4 -3",
                    row(table[r]),
                    row(right),
                    reasonOfRow(table[r], r));
        }
    }

    private static String reasonOfRow(double[] yours, int r) {
        double[] nothing = new double[2];
        if (r < GRADIENT.length && r != 1 && near(yours, add(BEFORE[r], GRADIENT[r]))) {
            return WRONG_ROW;
        }
        if (r == 0 || r == 2) {
            return NOT_READ;
        }
        if (r == 3) {
            return near(yours, GRADIENT[1]) ? FORGOTTEN : OTHER_ROWS;
        }
        for (int i = 0; i < INDEX.length; i += 2) {
            if (near(yours, add(BEFORE[r], GRADIENT[i])) || near(yours, GRADIENT[i])) {
                return ONE_READING;
            }
        }
        double[] sum = add(GRADIENT[0], GRADIENT[2]);
        if (near(yours, sum)) {
            return FORGOTTEN;
        }
        return near(yours, add(BEFORE[r], scale(sum, 0.5))) || near(yours, add(nothing, scale(sum, 0.5)))
                ? MEAN
                : OTHER_ROWS;
    }

    private static double[] softmax(double[] scores) {
        double[] powers = DoubleStream.of(scores).map(StrictMath::exp).toArray();
        return scale(powers, 1 / DoubleStream.of(powers).sum());
    }

    /** The shares, with 1 less at an item. */
    private static double[] minus(double[] shares, int item) {
        double[] gradient = shares.clone();
        gradient[item] -= 1;
        return gradient;
    }

    /** As {@link #minus}, where only one of the shares and the 1 is divided by B. */
    private static double[] onePart(double[] shares, int item, double factor) {
        double[] gradient = scale(shares, factor);
        gradient[item] -= factor == 1 ? 1.0 / 3 : 1;
        return gradient;
    }

    private static double[] scale(double[] values, double factor) {
        return DoubleStream.of(values).map(value -> factor * value).toArray();
    }

    private static double[] add(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < a.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    private static boolean near(double[] a, double[] b) {
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (!(Math.abs(a[i] - b[i]) < NEAR)) {
                return false;
            }
        }
        return true;
    }

    private static String row(double[] values) {
        StringBuilder row = new StringBuilder();
        for (double value : values) {
            String digits = String.format(Locale.ROOT, "%.5f", Math.abs(value) < 1e-9 ? 0 : value);
            row.append(row.isEmpty() ? "" : " ");
            row.append(digits.contains(".") ? digits.replaceFirst("\\.?0+$", "") : digits);
        }
        return row.toString();
    }
}
