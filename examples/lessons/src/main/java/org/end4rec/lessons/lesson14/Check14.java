package org.end4rec.lessons.lesson14;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.end4rec.core.random.RandomStream;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;
import org.end4rec.lessons.lesson14.SplitLine.Visit;

/** Checks the exercise of lesson 14: ranks with ties, the gain of a rank, and the leaks of a split. */
public final class Check14 implements Check<Gap14> {
    static final String FRIENDLY = "A tie was counted for the model. An item with the target's score is AHEAD of it: ≥,"
            + " not >. (page 14, \"Ties\")";
    static final String SHARED = "Your equal scores share the mean of their places, as others do it too. This page"
            + " counts each of them against the model. (page 14, \"Ties\")";
    static final String ITSELF = "The target is counted against itself: it has its own score. (page 14, \"Ties\")";
    static final String NO_ITEM = "scores[0] was counted as an item. Items count from 1.";
    static final String FROM_ZERO = "Your ranks begin at 0. The best item has rank 1. (page 14, \"By hand\")";
    static final String OTHER_RANK = "This is another rank, and no mistake that is known here. Take the scores 5, 3, 3"
            + " and 1 on paper: the second item has rank 3. (page 14, \"By hand\")";
    static final String NO_ONE_ADDED =
            "It is log₂(rank + 1). With log₂(rank) rank 1 divides by 0. (page 14, \"By" + " hand\")";
    static final String NATURAL = "The logarithm has the wrong base: log₂ x is log x / log 2. Rank 1 must give 1. (page"
            + " 14, \"By hand\")";
    static final String NO_CUTOFF = "Below the cutoff nothing counts: a rank above it has 0. (page 14, \"By hand\")";
    static final String TEN = "The cutoff is 10 here, whatever the argument says. Compare the rank with cutoff.";
    static final String CUTOFF_OUT = "A rank that equals the cutoff still counts. (page 14, \"By hand\")";
    static final String OTHER_GAIN =
            "This is another gain. On paper: rank 3 with cutoff 10 has 1/log₂ 4 = ½. (page 14," + " \"By hand\")";
    static final String CLICK =
            "The input has an event on the target's item: the user clicked what was bought. The line"
                    + " leaks. (page 14, \"A leak\")";
    static final String TRAINED_ON = "The input is clean, and the TRAINING has an event on the target's item. The line"
            + " leaks. (page 14, \"A leak\")";
    static final String FUTURE =
            "The input has an event from after the purchase. The line leaks. (page 14, \"A leak\")";
    static final String TRAINED_LATER =
            "The training has an event from the time of the purchase. The line leaks." + " (page 14, \"A leak\")";
    static final String ACCUSED = "This line is honest: no event is on the target's item, and all are earlier. An event"
            + " that is in the training AND in the input is no leak. (page 14, \"A leak\")";

    private static final int TRIES = 1000;
    private static final int ITEMS = 20;

    /** A line and what to say to those who judge it wrongly. */
    private record Judged(String what, SplitLine line, boolean leaks, String message) {}

    private static final List<Judged> LINES = List.of(
            judged("line 1", List.of(3, 10, 4, 20), List.of(4, 20, 5, 30), false, ACCUSED),
            judged("line 2", List.of(3, 10), List.of(5, 30, 7, 40), true, CLICK),
            judged("line 3", List.of(3, 10, 7, 20), List.of(5, 30), true, TRAINED_ON),
            judged("line 4", List.of(6, 49), List.of(6, 49, 8, 49), false, ACCUSED),
            judged("line 5", List.of(3, 10), List.of(5, 30, 6, 51), true, FUTURE),
            judged("line 6", List.of(3, 10, 5, 50), List.of(5, 30), true, TRAINED_LATER),
            judged("line 7", List.of(), List.of(2, 1), false, ACCUSED));

    /** Events as item, time, item, time; the target is item 7 at time 50. */
    private static Judged judged(
            String what, List<Integer> training, List<Integer> input, boolean leaks, String message) {
        return new Judged(what, new SplitLine(visits(training), visits(input), new Visit(7, 50)), leaks, message);
    }

    private static List<Visit> visits(List<Integer> numbers) {
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i += 2) {
            visits.add(new Visit(numbers.get(i), numbers.get(i + 1)));
        }
        return visits;
    }

    @Override
    public Class<Gap14> gap() {
        return Gap14.class;
    }

    @Override
    public String title() {
        return "ranks with ties, NDCG, and the leaks of a split";
    }

    @Override
    public void check(Gap14 answer, CheckReport report) {
        // no ties, and scores[0] is small; then four ties, which part all conventions; then a large scores[0]
        rank(answer, new float[] {0, 5, 3, 2, 1}, 2, report);
        if (report.passes()) {
            rank(answer, new float[] {0, 5, 3, 3, 3, 1, 3, 3}, 2, report);
        }
        if (report.passes()) {
            rank(answer, new float[] {9, 2, 2, 4, 1}, 1, report);
        }
        if (report.passes()) {
            thousand(answer, report);
        }
        for (int[] each : new int[][] {{1, 10}, {3, 10}, {10, 10}, {11, 10}, {6, 5}, {5, 5}, {15, 20}}) {
            if (report.passes()) {
                gain(answer, each[0], each[1], report);
            }
        }
        for (Judged each : LINES) {
            if (report.passes()) {
                report.text(
                        each.what() + ", training " + text(each.line().training()) + ", input "
                                + text(each.line().input()) + ", target 7 at 50: leaks",
                        String.valueOf(answer.leaks(each.line())),
                        String.valueOf(each.leaks()),
                        each.message());
            }
        }
    }

    private static String text(List<Visit> visits) {
        List<String> all = new ArrayList<>();
        visits.forEach(each -> all.add(each.item() + " at " + each.time()));
        return all.isEmpty() ? "none" : String.join(" and ", all);
    }

    private static void rank(Gap14 answer, float[] scores, int target, CheckReport report) {
        int yours = answer.rank(scores.clone(), target);
        int right = sorted(scores, target);
        float[] items = Arrays.copyOfRange(scores, 1, scores.length);
        String what = "rank of item " + target + ", scores of the items " + Arrays.toString(items);
        report.number(what, yours, right, rankReason(yours, scores, target, right));
    }

    private static String rankReason(int yours, float[] scores, int target, int right) {
        int ahead = 0;
        for (int item = 1; item < scores.length; item++) {
            ahead += scores[item] > scores[target] ? 1 : 0;
        }
        boolean hasTies = 1 + ahead < right;
        if (hasTies && yours == 1 + ahead) {
            return FRIENDLY;
        }
        if (hasTies && 2 * yours == 1 + ahead + right) {
            return SHARED;
        }
        if (yours == right - 1) {
            return FROM_ZERO;
        }
        if (yours == right + 1) {
            return scores[0] >= scores[target] ? NO_ITEM : ITSELF;
        }
        return OTHER_RANK;
    }

    /** The rank by sorting: the last place among equal scores. */
    private static int sorted(float[] scores, int target) {
        float[] items = Arrays.copyOfRange(scores, 1, scores.length);
        Arrays.sort(items);
        int place = 0;
        while (items[place] < scores[target]) {
            place++;
        }
        return items.length - place;
    }

    private static void thousand(Gap14 answer, CheckReport report) {
        int right = 0;
        for (int i = 0; i < TRIES; i++) {
            RandomStream stream = RandomStream.of(14, "ranks", i);
            float[] scores = new float[ITEMS + 1];
            for (int item = 0; item <= ITEMS; item++) {
                scores[item] = stream.below(item, 12) - 4;
            }
            int target = 1 + i % ITEMS;
            right += answer.rank(scores.clone(), target) == sorted(scores, target) ? 1 : 0;
        }
        report.number("ranks that a sort gives too, of " + TRIES, right, TRIES, OTHER_RANK);
    }

    private static void gain(Gap14 answer, int rank, int cutoff, CheckReport report) {
        double yours = answer.ndcg(rank, cutoff);
        double full = StrictMath.log(2) / StrictMath.log(rank + 1.0);
        double right = rank <= cutoff ? full : 0;
        String reason = OTHER_GAIN;
        if (cutoff != 10 && near(yours, rank <= 10 ? full : 0)) {
            reason = TEN;
        } else if (rank > cutoff && near(yours, full)) {
            reason = NO_CUTOFF;
        } else if (rank == cutoff && yours == 0) {
            reason = CUTOFF_OUT;
        } else if (near(yours, 1 / StrictMath.log(rank + 1.0))) {
            reason = NATURAL;
        } else if (Double.isInfinite(yours) || near(yours, StrictMath.log(2) / StrictMath.log(rank))) {
            reason = NO_ONE_ADDED;
        }
        report.number(String.format(Locale.ROOT, "NDCG@%d of rank %d", cutoff, rank), yours, right, reason);
    }

    private static boolean near(double x, double y) {
        return Math.abs(x - y) < 1e-9;
    }
}
