package org.end4rec.lessons.lesson13;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;

/** Checks the exercise of lesson 13: the agreement, its number of products, and the contrast. */
public final class Check13 implements Check<Gap13> {
    static final String ITSELF = "The event agrees with itself: the matrix has seen all events, also event i. Take"
            + " (q_i·u_i)² away again. (page 13, \"By hand\")";
    static final String OWN_NOT_SQUARED =
            "What is taken away is q_i·u_i. The sum has the SQUARE. (page 13," + " \"By hand\")";
    static final String OWN_OF_ITEMS = "What is taken away is not event i's share of the sum. Its share is (q_i·u_i)²,"
            + " the query with the item. (page 13, \"By hand\")";
    static final String SQUARE_OF_SUM = "The inner products are added first and squared then. So a bad fit hides a good"
            + " one. Square each first. (page 13, \"A matrix that remembers\")";
    static final String OF_QUERIES = "The matrix was made of the queries. It is made of the items, and the query asks"
            + " it. (page 13, \"A matrix that remembers\")";
    static final String MEAN = "You divide by the number of events: this is the mean. The exercise asks for the sum"
            + " over the other events.";
    static final String PAST = "Event i meets only the events before it. All others count, also those after it: fill"
            + " the matrix with all items before the first query asks.";
    static final String ITEM_ASKS = "The item of event i asks here, at one side of the matrix or at both. The query"
            + " stands at both sides: q·M·qᵀ. (page 13, \"By hand\")";
    static final String QUADRATIC =
            "The numbers are right, and the cost is N²: twice as many events take four times the products. Make ONE"
                    + " matrix before the loop over the queries. (page 13, \"A matrix that remembers\")";
    static final String OTHER = "These are other numbers, and no mistake that is known here. Take q = (2, 1), u_1 ="
            + " (1, 0) and u_2 = (1, 1) on paper: (q·u_1)² + (q·u_2)² = 4 + 9. (page 13, \"By hand\")";
    static final String NO_LOGARITHM =
            "The logarithm is missing: each term is −log σ, not −σ or 1 − σ. (page 13," + " \"Teaching the parts\")";
    static final String WRONG_ORDER = "The contrast asks for the wrong order. Pure should beat original, and original"
            + " should beat noise. (page 13, \"Teaching the parts\")";
    static final String ONE_TERM =
            "One of the two terms is missing. Both differences count. (page 13, \"Teaching the" + " parts\")";
    static final String NOT_BY_STEPS = "Pure is compared with noise directly. The original stands between the two."
            + " (page 13, \"Teaching the parts\")";
    static final String BOTH_MINUS = "Both minus signs are missing: this is log σ(…) + log σ(…), below 0. The contrast"
            + " is −log σ(…) − log σ(…). (page 13, \"Teaching the parts\")";
    static final String OVERFLOW = "Overflow: e^800 is infinity in a double, and σ(−800) is 0, whose logarithm is minus"
            + " infinity. Write −log σ(x) as max(0, −x) + log(1 + e^−|x|). (page 13, \"Teaching the parts\")";
    static final String OTHER_CONTRAST = "This is another contrast. Take three equal scores on paper: both differences"
            + " are 0, σ(0) = ½, so the contrast is 2·log 2 = 1.386.";

    private static final int D = 3;

    @Override
    public Class<Gap13> gap() {
        return Gap13.class;
    }

    @Override
    public String title() {
        return "squared agreement without pairs, and the noise contrast";
    }

    @Override
    public void check(Gap13 answer, CheckReport report) {
        for (int n : new int[] {2, 5}) {
            agreement(answer, n, report);
            if (!report.passes()) {
                return;
            }
        }
        long at40 = products(answer, 40);
        long at80 = products(answer, 80);
        report.text(
                "products for N = 80, over those for N = 40",
                at80 > 3 * at40 ? "about 4" : at80 + " over " + at40,
                at80 > 3 * at40 ? "2" : at80 + " over " + at40,
                QUADRATIC);
        for (double[] scores : new double[][] {{2, 1, -1}, {-1, 0.5, 3}, {0, 0, 0}, {0, 800, 0}, {0, -800, 0}}) {
            if (!report.passes()) {
                return;
            }
            double yours = answer.contrast(scores[0], scores[1], scores[2]);
            report.number(
                    "contrast of " + Arrays.toString(scores),
                    yours,
                    step(scores[0] - scores[1]) + step(scores[1] - scores[2]),
                    reason(yours, scores[0], scores[1], scores[2]));
        }
    }

    private static double step(double gain) {
        return Math.max(0, -gain) + StrictMath.log1p(StrictMath.exp(-Math.abs(gain)));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static String reason(double yours, double pure, double original, double noise) {
        double first = step(pure - original);
        double second = step(original - noise);
        if (!Double.isFinite(yours)) {
            return OVERFLOW;
        }
        if (near(yours, -first - second)) {
            return BOTH_MINUS;
        }
        if (near(yours, -sigmoid(pure - original) - sigmoid(original - noise))
                || near(yours, 2 - sigmoid(pure - original) - sigmoid(original - noise))) {
            return NO_LOGARITHM;
        }
        if (near(yours, first) || near(yours, second)) {
            return ONE_TERM;
        }
        double direct = step(pure - noise);
        if (near(yours, direct) || near(yours, first + direct) || near(yours, direct + second)) {
            return NOT_BY_STEPS;
        }
        boolean turned = near(yours, step(original - pure) + step(noise - original))
                || near(yours, step(original - pure) + second)
                || near(yours, first + step(noise - original));
        return turned ? WRONG_ORDER : OTHER_CONTRAST;
    }

    private static void agreement(Gap13 answer, int n, CheckReport report) {
        CountedVector[] q = vectors(n, 5);
        CountedVector[] u = vectors(n, 7);
        double[] yours = answer.squaredAgreement(q.clone(), u.clone());
        report.number("number of agreements, N = " + n, yours.length, n, OTHER);
        for (int i = 0; i < n && report.passes(); i++) {
            double right = sum(q[i], u, true) - square(q[i].dot(u[i]));
            String vectors = n > 2 ? "" : ", q = " + q[i] + ", u of the other = " + u[1 - i] + ", its own u = " + u[i];
            report.number("agreement of event " + i + " of " + n + vectors, yours[i], right, reason(yours, q, u));
        }
    }

    /** The mistake that makes all of the agreements. */
    private static String reason(double[] yours, CountedVector[] q, CountedVector[] u) {
        int n = q.length;
        if (all(yours, i -> sum(q[i], u, true))) {
            return ITSELF;
        }
        if (all(yours, i -> sum(q[i], u, true) - q[i].dot(u[i]))) {
            return OWN_NOT_SQUARED;
        }
        if (all(yours, i -> sum(q[i], u, true) - square(u[i].dot(u[i])))
                || all(yours, i -> sum(q[i], u, true) - square(q[i].dot(q[i])))) {
            return OWN_OF_ITEMS;
        }
        if (all(yours, i -> square(sum(q[i], u, false) - own(q, u, i)))
                || all(yours, i -> square(sum(q[i], u, false)) - square(own(q, u, i)))) {
            return SQUARE_OF_SUM;
        }
        if (all(yours, i -> sum(u[i], q, true) - square(own(q, u, i)))
                || all(yours, i -> sum(q[i], q, true) - square(own(q, u, i)))
                || all(yours, i -> sum(q[i], q, true) - square(q[i].dot(q[i])))) {
            return OF_QUERIES;
        }
        if (all(yours, i -> (sum(q[i], u, true) - square(own(q, u, i))) / (n - 1))
                || all(yours, i -> (sum(q[i], u, true) - square(own(q, u, i))) / n)) {
            return MEAN;
        }
        if (all(yours, i -> sum(q[i], Arrays.copyOf(u, i), true))) {
            return PAST;
        }
        boolean itemAsks = all(yours, i -> mixed(u[i], u, q[i]) - square(own(q, u, i)))
                || all(yours, i -> mixed(u[i], u, q[i]) - u[i].dot(u[i]) * own(q, u, i))
                || all(yours, i -> sum(u[i], u, true) - square(own(q, u, i)))
                || all(yours, i -> sum(u[i], u, true) - square(u[i].dot(u[i])));
        return itemAsks ? ITEM_ASKS : OTHER;
    }

    private static boolean all(double[] yours, IntToDoubleFunction rule) {
        return IntStream.range(0, yours.length).allMatch(i -> near(yours[i], rule.applyAsDouble(i)));
    }

    private static double own(CountedVector[] q, CountedVector[] u, int i) {
        return q[i].dot(u[i]);
    }

    /** Σ_j (v·u_j)·(u_j·q). */
    private static double mixed(CountedVector v, CountedVector[] u, CountedVector q) {
        return Arrays.stream(u).mapToDouble(each -> v.dot(each) * each.dot(q)).sum();
    }

    /** Σ_j (q·u_j)², or Σ_j q·u_j. */
    private static double sum(CountedVector q, CountedVector[] u, boolean squared) {
        double sum = 0;
        for (CountedVector each : u) {
            double g = q.dot(each);
            sum += squared ? g * g : g;
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }

    private static long products(Gap13 answer, int n) {
        CountedVector[] q = vectors(n, 5);
        CountedVector[] u = vectors(n, 7);
        long before = CountedVector.products();
        answer.squaredAgreement(q, u);
        return CountedVector.products() - before;
    }

    /** Vectors of which no two are equal. */
    private static CountedVector[] vectors(int n, int salt) {
        CountedVector[] vectors = new CountedVector[n];
        for (int i = 0; i < n; i++) {
            double[] values = new double[D];
            for (int k = 0; k < D; k++) {
                values[k] = ((i + 2) * (k + salt) * salt % 11 - 4) / 2.0 + i / 8.0;
            }
            vectors[i] = new CountedVector(values);
        }
        return vectors;
    }

    private static boolean near(double x, double y) {
        return Math.abs(x - y) < 1e-7 * Math.max(1, Math.abs(y));
    }
}
