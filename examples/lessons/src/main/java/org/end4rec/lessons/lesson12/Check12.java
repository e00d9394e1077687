package org.end4rec.lessons.lesson12;

import java.util.Arrays;
import java.util.Locale;
import org.end4rec.core.random.RandomStream;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;

/** Checks the exercise of lesson 12. */
public final class Check12 implements Check<Gap12> {
    static final String ONE_LOGARITHM = "This is −ln u, with one logarithm: the waiting time of a bus. Gumbel noise is"
            + " minus the logarithm of the waiting time. (page 12, \"An honest coin\")";
    static final String NO_MINUS = "The outer minus is missing. A bus that comes soon must have LARGE noise. (page 12,"
            + " \"An honest coin\")";
    static final String NEGATIVE_LOGARITHM =
            "This is the logarithm of a negative number. ln u is negative, since u is below 1: take minus ln u first.";
    static final String OTHER_NOISE = "This is another number, and no mistake that is known here. On paper: ln 0.5 ="
            + " −0.6931, and ln 0.6931 = −0.3665. What are the two signs?";

    static final String SOFT_VALUE = "A decision is 0 or 1, and this is a number between. It is the soft twin: the way"
            + " forward rounds it, the way back takes its slope.";
    static final String ON_PROBABILITY =
            "You add the noise to the probability σ(m). Gumbel noise belongs to the margin:"
                    + " there the share of kept events becomes σ(m). (page 12, \"An honest coin\")";
    static final String NO_NOISE =
            "Your decision does not depend on the noise. Either it is not added, or keep and drop"
                    + " get the SAME noise, and the difference is 0.";
    static final String ONE_NOISE = "Only the noise for keep counts here. Keep and drop each have a noise of their own."
            + " (page 12, \"An honest coin\")";
    static final String TAU_FIRST = "τ divides only one of margin and noise, so it changes the share of kept events."
            + " It must divide their sum. (page 12, \"The temperature\")";
    static final String NOISE_SIGN = "A noise has the wrong sign. The noise for keep speaks for keeping: it is added."
            + " The noise for drop is subtracted.";
    static final String PLACE = "You read the noise at other places. Event i has noise[2·i] and noise[2·i + 1].";
    static final String INVERTED = "Keep and drop are exchanged: 1 means keep.";
    static final String BORDER = "You compare the argument with ½. The border of the soft twin is ½; σ is ½ at 0, so"
            + " the border of the argument is 0.";
    static final String TIE = "At exactly ½ the event is dropped: the soft twin must be ABOVE ½ to keep it.";
    static final String OTHER_DECISION = "These are other decisions, and no mistake that is known here. On paper:"
            + " margin 1, noise 0.3665 and 2.2504 has the argument −0.8839/τ, and is dropped.";

    static final String STEP_SLOPE = "This is the slope of the step, and it is 0: nothing would ever learn. Take the"
            + " slope of the soft twin. (page 12, \"Predict, then run\")";
    static final String NO_TAU = "The factor 1/τ is missing. The argument is divided by τ, and so is its slope. (page"
            + " 12, \"The decision and its twin\")";
    static final String NO_CHAIN =
            "This is the slope alone. The chain rule multiplies it by the gradient of the" + " decision, dy.";
    static final String PASSED_ON = "You hand the gradient on as it came, as if a decision were the margin. Here it is"
            + " multiplied by the slope of the soft twin.";
    static final String WITHOUT_NOISE =
            "This is the slope at the margin alone. The twin of the decision has the SAME" + " noise as the decision.";
    static final String ONE_FACTOR =
            "You multiply by soft. The slope of σ is soft·(1 − soft). (page 12, \"The decision" + " and its twin\")";
    static final String TAU_OUTSIDE = "τ divides the slope here, and not the argument of σ. The argument is (margin"
            + " + noise for keep − noise for drop)/τ, on the way back too.";
    static final String FIXED_TAU = "You take ½ for τ, whatever the argument says. Use tau.";
    static final String DROPPED_GETS_NOTHING = "A dropped event has the gradient 0 here. Its soft twin has a slope"
            + " too: by this slope the event can come back. (page 12, \"The decision and its twin\")";
    static final String EXCHANGED = "The way back has another twin than the decision: a noise has the wrong sign there."
            + " The noise for keep is added, the noise for drop subtracted.";
    static final String OTHER_SLOPE = "This is another number, and the decisions are right. On paper: the argument −1"
            + " has soft 0.2689 and, with τ = ½, the slope 0.2689·0.7311/0.5 = 0.3932.";
    static final String TOO_LARGE = "Infinity divided by infinity is no number. Write the soft twin as 1/(1 + e^−a):"
            + " then a large argument gives 1, and a very negative one 0.";

    private static final int DRAWS = 100_000;
    private static final double TAU = 0.5;
    private static final double[] MARGIN = {1, -2, 0.5, 3, 0.25, -0.5, -1, 0.75};
    private static final double[] NOISE = {
        0.5, 1.25, -0.25, 2, 0.25, 0.75, -0.5, 3.25, 1.5, -0.75, 2.5, 0.25, 1.75, 1.25, -1, 0.5
    };
    private static final double[] DY = {2, -1, 0.5, 1.5, -3, 0.25, -0.75, 1.25};

    /** How an answer decides, or what it gives back. */
    @FunctionalInterface
    private interface Rule {
        double of(double margin, double keep, double drop);
    }

    @Override
    public Class<Gap12> gap() {
        return Gap12.class;
    }

    @Override
    public String title() {
        return "Gumbel noise, a decision, and its borrowed slope";
    }

    @Override
    public void check(Gap12 answer, CheckReport report) {
        for (double u : new double[] {0.5, 0.1, 0.9}) {
            double yours = answer.gumbel(u);
            report.number("Gumbel noise of u = " + u, yours, -StrictMath.log(-StrictMath.log(u)), noise(u, yours));
            if (!report.passes()) {
                return;
            }
        }
        share(answer, 1, report);
        share(answer, -0.4, report);
        if (report.passes()) {
            decisions(answer, report);
        }
        if (report.passes()) {
            slopes(answer, report);
        }
    }

    private static String noise(double u, double yours) {
        double wait = -StrictMath.log(u);
        if (Double.isNaN(yours)) {
            return NEGATIVE_LOGARITHM;
        }
        return near(yours, wait) ? ONE_LOGARITHM : near(yours, StrictMath.log(wait)) ? NO_MINUS : OTHER_NOISE;
    }

    /** Many decisions about one margin. */
    private static void share(Gap12 answer, double margin, CheckReport report) {
        if (!report.passes()) {
            return;
        }
        RandomStream stream = RandomStream.of(12, "check", 0);
        double[] margins = new double[DRAWS];
        Arrays.fill(margins, margin);
        double[] noise = new double[2 * DRAWS];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = stream.gumbel(i);
        }
        double[] yours = answer.decide(margins.clone(), noise.clone(), TAU);
        report.text(
                String.format(Locale.ROOT, "share of %,d events kept, margin %s, τ %s", DRAWS, margin, TAU),
                String.format(Locale.ROOT, "%.2f", Arrays.stream(yours).sum() / DRAWS),
                String.format(Locale.ROOT, "%.2f", sigmoid(margin)),
                decision(yours, margins, noise));
    }

    private static void decisions(Gap12 answer, CheckReport report) {
        double[] yours = answer.decide(MARGIN.clone(), NOISE.clone(), TAU);
        for (int i = 0; i < MARGIN.length && report.passes(); i++) {
            report.number(
                    "decision, " + event(i, TAU),
                    yours[i],
                    MARGIN[i] + NOISE[2 * i] - NOISE[2 * i + 1] > 0 ? 1 : 0,
                    decision(yours, MARGIN, NOISE));
        }
    }

    private static String event(int i, double tau) {
        return "margin " + MARGIN[i] + ", noise " + NOISE[2 * i] + " and " + NOISE[2 * i + 1] + ", τ " + tau;
    }

    /** The mistake that makes all of the decisions. */
    private static String decision(double[] yours, double[] margin, double[] noise) {
        if (Arrays.stream(yours).anyMatch(each -> each != 0 && each != 1)) {
            return SOFT_VALUE;
        }
        if (all(yours, margin, noise, (m, keep, drop) -> step(m))) {
            return NO_NOISE;
        }
        if (all(yours, margin, noise, (m, keep, drop) -> step(sigmoid(m) + keep - drop))
                || all(yours, margin, noise, (m, keep, drop) -> step(sigmoid(m) + keep - drop - 0.5))
                || all(yours, margin, noise, (m, keep, drop) -> step(2 * sigmoid(m) - 1 + keep - drop))) {
            return ON_PROBABILITY;
        }
        if (all(yours, margin, noise, (m, keep, drop) -> step(m + keep))) {
            return ONE_NOISE;
        }
        if (all(yours, margin, noise, (m, keep, drop) -> step(m / TAU + keep - drop))
                || all(yours, margin, noise, (m, keep, drop) -> step(m + (keep - drop) / TAU))) {
            return TAU_FIRST;
        }
        if (all(yours, margin, noise, (m, keep, drop) -> step(m - keep + drop))
                || all(yours, margin, noise, (m, keep, drop) -> step(m + keep + drop))) {
            return NOISE_SIGN;
        }
        if (all(yours, margin, noise, (m, keep, drop) -> 1 - step(m + keep - drop))) {
            return INVERTED;
        }
        if (all(yours, margin, noise, (m, keep, drop) -> step((m + keep - drop) / TAU - 0.5))) {
            return BORDER;
        }
        if (all(yours, margin, noise, (m, keep, drop) -> m + keep - drop >= 0 ? 1 : 0)) {
            return TIE;
        }
        return all(yours, margin, elsewhere(noise, 1), (m, keep, drop) -> step(m + keep - drop))
                        || all(yours, margin, elsewhere(noise, margin.length), (m, keep, drop) -> step(m + keep - drop))
                ? PLACE
                : OTHER_DECISION;
    }

    /** The noise of those who read it at i and at i + gap. */
    private static double[] elsewhere(double[] noise, int gap) {
        double[] read = new double[noise.length];
        for (int i = 0; i < noise.length / 2; i++) {
            read[2 * i] = noise[i];
            read[2 * i + 1] = noise[i + gap];
        }
        return read;
    }

    private static void slopes(Gap12 answer, CheckReport report) {
        for (double tau : new double[] {TAU, 2}) {
            double[] yours = answer.backward(MARGIN.clone(), NOISE.clone(), tau, DY.clone());
            for (int i = 0; i < MARGIN.length && report.passes(); i++) {
                double slope = rise((MARGIN[i] + NOISE[2 * i] - NOISE[2 * i + 1]) / tau) / tau;
                String what = "gradient, " + event(i, tau) + ", dy " + DY[i];
                report.number(what, yours[i], DY[i] * slope, slope(yours, tau));
            }
        }
        for (double margin : new double[] {2000, -2000}) {
            if (report.passes()) {
                double slope = answer.backward(new double[] {margin}, new double[] {1, 2}, TAU, new double[] {1})[0];
                report.number("gradient, margin " + margin, slope, 0, TOO_LARGE);
            }
        }
    }

    /** The mistake that makes all of the gradients. */
    private static String slope(double[] yours, double tau) {
        if (Arrays.stream(yours).allMatch(each -> each == 0)) {
            return STEP_SLOPE;
        }
        if (Arrays.equals(yours, DY)) {
            return PASSED_ON;
        }
        if (slopes(yours, false, (m, keep, drop) -> rise((m + keep - drop) / tau) / tau)) {
            return NO_CHAIN;
        }
        if (slopes(yours, true, (m, keep, drop) -> rise((m + keep - drop) / tau))) {
            return NO_TAU;
        }
        if (slopes(yours, true, (m, keep, drop) -> rise(m / tau) / tau)
                || slopes(yours, true, (m, keep, drop) -> rise(m))) {
            return WITHOUT_NOISE;
        }
        if (slopes(yours, true, (m, keep, drop) -> sigmoid((m + keep - drop) / tau) / tau)) {
            return ONE_FACTOR;
        }
        if (slopes(yours, true, (m, keep, drop) -> rise(m + keep - drop) / tau)) {
            return TAU_OUTSIDE;
        }
        if (tau != TAU && slopes(yours, true, (m, keep, drop) -> rise((m + keep - drop) / TAU) / TAU)) {
            return FIXED_TAU;
        }
        if (slopes(yours, true, (m, keep, drop) -> step(m + keep - drop) * rise((m + keep - drop) / tau) / tau)) {
            return DROPPED_GETS_NOTHING;
        }
        boolean exchanged = slopes(yours, true, (m, keep, drop) -> rise((m - keep + drop) / tau) / tau)
                || slopes(yours, true, (m, keep, drop) -> rise((m + keep + drop) / tau) / tau);
        return exchanged ? EXCHANGED : OTHER_SLOPE;
    }

    /** Whether all gradients are the slopes of a rule, times the gradients of the decisions if they are chained. */
    private static boolean slopes(double[] yours, boolean chained, Rule rule) {
        double[] slopes = yours.clone();
        for (int i = 0; chained && i < slopes.length; i++) {
            slopes[i] /= DY[i];
        }
        return all(slopes, MARGIN, NOISE, rule);
    }

    private static boolean all(double[] yours, double[] margin, double[] noise, Rule rule) {
        for (int i = 0; i < margin.length; i++) {
            if (!near(yours[i], rule.of(margin[i], noise[2 * i], noise[2 * i + 1]))) {
                return false;
            }
        }
        return true;
    }

    private static double step(double x) {
        return x > 0 ? 1 : 0;
    }

    /** The slope of σ. */
    private static double rise(double x) {
        return sigmoid(x) * (1 - sigmoid(x));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static boolean near(double x, double y) {
        return Math.abs(x - y) < 1e-6;
    }
}
