package org.end4rec.lessons.lesson13;

import java.util.Arrays;
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
        for (double[] scores : new double[][] {{2, 1, -1}, {-1, 0.5, 3}, {0, 0, 0}}) {
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
        return StrictMath.log1p(StrictMath.exp(-gain));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static String reason(double yours, double pure, double original, double noise) {
        double first = step(pure - original);
        double second = step(original - noise);
        if (near(yours, -sigmoid(pure - original) - sigmoid(original - noise))
                || near(yours, 2 - sigmoid(pure - original) - sigmoid(original - noise))) {
            return NO_LOGARITHM;
        }
        if (near(yours, first) || near(yours, second)) {
            return ONE_TERM;
        }
        if (near(yours, step(pure - noise)) || near(yours, first + step(pure - noise))) {
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

    private static String reason(double[] yours, CountedVector[] q, CountedVector[] u) {
        boolean itself = true;
        boolean plain = true;
        boolean items = true;
        boolean first = true;
        boolean queries = true;
        for (int i = 0; i < q.length; i++) {
            double all = sum(q[i], u, true);
            double own = q[i].dot(u[i]);
            double added = sum(q[i], u, false);
            itself &= near(yours[i], all);
            plain &= near(yours[i], all - own);
            items &= near(yours[i], all - square(u[i].dot(u[i]))) || near(yours[i], all - square(q[i].dot(q[i])));
            first &= near(yours[i], square(added - own)) || near(yours[i], square(added) - square(own));
            queries &= near(yours[i], sum(u[i], q, true) - square(own));
        }
        if (itself) {
            return ITSELF;
        }
        if (plain) {
            return OWN_NOT_SQUARED;
        }
        if (items) {
            return OWN_OF_ITEMS;
        }
        if (first) {
            return SQUARE_OF_SUM;
        }
        return queries ? OF_QUERIES : OTHER;
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
