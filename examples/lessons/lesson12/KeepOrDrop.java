package lesson12;

import java.util.Arrays;
import java.util.Locale;

/** Lesson 12: deciding with gradients. Run it: java examples/lessons/lesson12/KeepOrDrop.java */
public final class KeepOrDrop {
    private static final int DRAWS = 10_000;
    private static final int EVENTS = 20;

    // @start region="noise"
    /** A number between 0 and 1 that depends on its index alone: the same on every machine, in every order. */
    static double uniform(long index) {
        long z = (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (((z ^ (z >>> 31)) >>> 40) + 0.5) / (1 << 24);
    }

    static double gumbel(double u) {
        return -StrictMath.log(-StrictMath.log(u));
    }
    // @end

    // @start region="draw"
    /** One decision: m, the noise for keep, the noise for drop, and τ. */
    record Draw(double margin, double keepNoise, double dropNoise, double tau) {
        double argument() {
            return (margin + keepNoise - dropNoise) / tau;
        }

        double soft() {
            return sigmoid(argument());
        }

        /** 1 to keep, 0 to drop. */
        int decision() {
            return soft() > 0.5 ? 1 : 0;
        }

        /** The slope of the soft twin, which the decision borrows. */
        double slope() {
            return soft() * (1 - soft()) / tau;
        }
    }
    // @end

    static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static Draw draw(double margin, double tau, long number) {
        return new Draw(margin, gumbel(uniform(2 * number)), gumbel(uniform(2 * number + 1)), tau);
    }

    private static Draw byHand(double margin) {
        return new Draw(margin, gumbel(0.5), gumbel(0.9), 1);
    }

    private static void printByHand() {
        Draw draw = byHand(1);
        System.out.println("noise for keep " + text(draw.keepNoise) + ", noise for drop " + text(draw.dropNoise));
        System.out.println("a = " + text(draw.argument()) + ", soft = " + text(draw.soft()) + ", decision = "
                + draw.decision() + ", slope = " + text(draw.slope()) + "\n");
    }

    // @start region="coin"
    private static void printCoin() {
        for (int margin = -2; margin <= 2; margin++) {
            int kept = 0;
            for (int i = 0; i < DRAWS; i++) {
                kept += draw(margin, 1, i).decision();
            }
            String share = text(sigmoid(margin));
            System.out.println("margin " + margin + ": kept " + kept + " of " + DRAWS + ", expected share " + share);
        }
        System.out.println();
    }
    // @end

    // @start region="temperature"
    private static void printTemperature(double tau) {
        int kept = 0;
        double mean = 0;
        int flat = 0;
        for (int i = 0; i < DRAWS; i++) {
            Draw draw = draw(1, tau, i);
            kept += draw.decision();
            mean += draw.slope() / DRAWS;
            flat += draw.slope() < 0.001 ? 1 : 0;
        }
        System.out.println("tau = " + tau + ": kept " + kept + ", mean slope " + text(mean) + " and below 0.001 in "
                + flat + " draws");
    }
    // @end

    // @start region="differences"
    private static void printDifferences() {
        double step = 0.001;
        double ofDecision = (byHand(1 + step).decision() - byHand(1 - step).decision()) / (2 * step);
        double ofSoft = (byHand(1 + step).soft() - byHand(1 - step).soft()) / (2 * step);
        System.out.println("borrowed slope              " + text(byHand(1).slope()));
        System.out.println("differences of the decision " + text(ofDecision));
        System.out.println("differences of the twin     " + text(ofSoft) + "\n");
    }
    // @end

    // @start region="gate"
    /** One step: the mean of the kept events predicts the next event, which is at 1. The loss is (mean − 1)². */
    static void learn(double[] margins, int step, boolean borrows) {
        Draw[] draws = new Draw[EVENTS];
        double kept = 0;
        double sum = 0;
        for (int i = 0; i < EVENTS; i++) {
            draws[i] = draw(margins[i], 1, (long) step * EVENTS + i);
            kept += draws[i].decision();
            sum += draws[i].decision() * event(i);
        }
        for (int i = 0; i < EVENTS && kept > 0; i++) {
            double mean = sum / kept;
            double byDecision = 2 * (mean - 1) * (event(i) - mean) / kept;
            margins[i] -= byDecision * (borrows ? draws[i].slope() : 0);
        }
    }
    // @end

    // @start region="events"
    /** Every third event is an accidental click: it lies near −0.75, the others near 1. */
    static boolean fits(int i) {
        return i % 3 != 1;
    }

    static double event(int i) {
        return fits(i) ? 0.8 + 0.4 * uniform(i) : -1 + 0.5 * uniform(i);
    }
    // @end

    private static void printGate(boolean borrows) {
        double[] margins = new double[EVENTS];
        Arrays.fill(margins, 1);
        for (int step = 0; step <= 100; step++) {
            if (step % 25 == 0) {
                int[] kept = new int[2];
                double sum = 0;
                for (int i = 0; i < EVENTS; i++) {
                    kept[fits(i) ? 0 : 1] += margins[i] > 0 ? 1 : 0;
                    sum += fits(i) ? 0 : margins[i];
                }
                System.out.println((borrows ? "borrowed slope" : "slope 0") + ", step " + step + ": " + kept[0]
                        + " of 13 fitting events, " + kept[1] + " of 7 clicks, whose mean margin is " + text(sum / 7));
            }
            learn(margins, step, borrows);
        }
    }

    // @start region="preference"
    /** One plus the height of the Poisson distribution of mean λ, at λ itself. */
    static double preference(double rate) {
        return 1 + StrictMath.exp(rate * StrictMath.log(rate) - rate - logFactorial(rate));
    }

    /** ln x!, also between whole numbers. */
    static double logFactorial(double x) {
        double log = 0;
        while (x < 100) {
            x++;
            log -= StrictMath.log(x);
        }
        // Stirling's formula, good for large x
        return log + (x + 0.5) * StrictMath.log(x) - x + 0.5 * StrictMath.log(2 * Math.PI) + 1 / (12 * x);
    }
    // @end

    /** For the noise score 1.2. */
    private static void printPreference(String behavior, double rate) {
        System.out.println(behavior + ", rate " + rate + ": p = " + text(preference(rate)) + ", kept with probability "
                + text(sigmoid(preference(rate) - 1.2)));
    }

    static String text(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    public static void main(String[] arguments) {
        printByHand();
        printCoin();
        printTemperature(0.1);
        printTemperature(1);
        printTemperature(10);
        System.out.println();
        printDifferences();
        printGate(false);
        printGate(true);
        System.out.println();
        printPreference("buy", 0.5);
        printPreference("favorite", 1);
        printPreference("cart", 2);
        printPreference("click", 18);
    }
}
