package org.end4rec.lessons.lesson04;

import java.util.Locale;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;
import org.end4rec.lessons.lesson04.Candidates.Known;

/** Checks the exercise of lesson 4: a judge of gradients. */
public final class Check04 implements Check<Gap04> {
    static final String NEVER_ASKED =
            "You have judged without comparing: ask for the gradient at a point, and for values on both sides of it.";
    static final String POINT_ONE = "You have tested at 0 or 1 only, and 3x is equal to 3x² there. A point that is easy"
            + " for you is easy for a mistake, too. (page 4, \"It passed once\")";
    static final String EQUAL =
            "The numbers that you put in were equal where a transposed index would show. Take numbers"
                    + " that all differ. (page 4, \"It passed once\")";
    static final String ONE_SIGN =
            "All your numbers had one sign, and the mistake is on the other side of 0. Test points"
                    + " on both sides. (page 4, \"It passed once\")";
    static final String ONE_COORDINATE =
            "You have moved some of the numbers only, and the mistake is in another one. Move each number, one after"
                    + " the other. (page 4, \"By hand\")";
    static final String TOGETHER =
            "You have moved two numbers at once, so the difference belongs to both. Move one number, compare, and put"
                    + " it back before you move the next one. (page 4, \"By hand\")";
    static final String ABSOLUTE_SMALL =
            "The gradient is a twentieth too small, but both are tiny, and so is their difference. Compare the"
                    + " difference with the SIZE of the two, and let a hundredth of the size pass at most. (page 4,"
                    + " \"How equal is equal?\")";
    static final String ABSOLUTE_LARGE =
            "The values are in the thousands, and so is their rounding. Compare the difference with the SIZE of the two"
                    + " slopes. (page 4, \"How equal is equal?\")";
    static final String SIGN =
            "The slope is −1 and the gradient is 1, and your comparison takes them for equal. Compare the numbers with"
                    + " their signs. (page 4, \"How equal is equal?\")";
    static final String OTHER_ACCEPTED =
            "This gradient is wrong, and your points show it. So the comparison lets too much pass. Print slope and"
                    + " gradient at one point, and work out by hand what your comparison says.";
    static final String STEP_SMALL =
            "Your ε is too small for floats. The rounding of the value, divided by ε, is larger"
                    + " than the slope that you look for. (page 4, \"Predict, then run\")";
    static final String STEP_LARGE =
            "Your ε is too large: the function bends between x − ε and x + ε, and the slope of the chord is another."
                    + " (page 4, \"Predict, then run\")";
    static final String ONE_SIDED =
            "You have moved to one side only. This slope belongs to the middle of the step, not to x. Move by +ε and by"
                    + " −ε. (page 4, \"By hand\")";
    static final String AT_THE_KINK =
            "A point lies within ε of the kink at 0, so one value comes from each side. There the difference is neither"
                    + " slope. Choose other points. (page 4, \"A kink\")";
    static final String ZERO =
            "Slope and gradient are both 0 below the kink. 0 divided by 0 is no number, and no number"
                    + " is no agreement: two zeros are equal. (page 4, \"How equal is equal?\")";
    static final String FLAT =
            "At your last point a slope is small beside the value, so the rounding of the value shows in it. Take"
                    + " another point, or a larger ε. (page 4, \"How equal is equal?\")";
    static final String OTHER_REFUSED =
            "This gradient is right; ε and points look fine. Print slope and gradient at one point. Is one twice the"
                    + " other? Then divide by 2ε. Do they differ from the third digit on? Then let 0.005 of their"
                    + " size pass.";

    private static final double SMALLEST_STEP = 3e-4;
    private static final double LARGEST_STEP = 0.03;

    @Override
    public Class<Gap04> gap() {
        return Gap04.class;
    }

    @Override
    public String title() {
        return "a judge of ten gradients";
    }

    @Override
    public void check(Gap04 answer, CheckReport report) {
        for (Known known : Candidates.ALL) {
            Witness witness = new Witness(known.candidate());
            boolean accepted = answer.accept(witness);
            report.text(
                    known.name() + tested(witness),
                    accepted ? "accept" : "refuse",
                    known.right() ? "accept" : "refuse",
                    accepted ? whyAccepted(known.name(), witness) : whyRefused(known.name(), witness));
            if (!report.passes()) {
                return;
            }
        }
    }

    private static String tested(Witness witness) {
        return witness.wasAsked()
                ? String.format(Locale.ROOT, ", points: %d, ε about %.0e", witness.points(), witness.step())
                : "";
    }

    private static String whyAccepted(String name, Witness witness) {
        if (!witness.wasAsked()) {
            return NEVER_ASKED;
        }
        if (witness.movedTogether()) {
            return TOGETHER;
        }
        if (!witness.movedAll()) {
            return ONE_COORDINATE;
        }
        return switch (name) {
            case Candidates.CUBE -> witness.allPoints(x -> x[0] == 0 || x[0] == 1) ? POINT_ONE : OTHER_ACCEPTED;
            case Candidates.TRANSPOSED ->
                witness.allPoints(x -> near(x[1], x[2]) && near(x[5], x[6])) ? EQUAL : OTHER_ACCEPTED;
            case Candidates.SMALL -> witness.anyNumber(number -> number > 0) ? ABSOLUTE_SMALL : ONE_SIGN;
            default -> witness.anyNumber(number -> number < 0) ? SIGN : ONE_SIGN;
        };
    }

    private static boolean near(float x, float y) {
        return Math.abs(x - y) < 0.02 * Math.max(Math.abs(x), Math.abs(y));
    }

    private static String whyRefused(String name, Witness witness) {
        if (!witness.wasAsked()) {
            return NEVER_ASKED;
        }
        if (witness.movedTogether()) {
            return TOGETHER;
        }
        double step = witness.step();
        if (step < SMALLEST_STEP) {
            return STEP_SMALL;
        }
        if (name.equals(Candidates.KINK) && witness.anyNumber(number -> Math.abs(number) <= step)) {
            return AT_THE_KINK;
        }
        if (!witness.askedOnBothSides()) {
            return ONE_SIDED;
        }
        if (step > LARGEST_STEP) {
            return STEP_LARGE;
        }
        if (name.equals(Candidates.KINK) && witness.anyNumber(number -> number < 0)) {
            return ZERO;
        }
        if (witness.isFlatAtTheLastPoint()) {
            return FLAT;
        }
        return name.equals(Candidates.LARGE) ? ABSOLUTE_LARGE : OTHER_REFUSED;
    }
}
