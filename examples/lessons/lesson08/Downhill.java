package lesson08;

import java.util.Locale;

/** Lesson 8: Adam, a step that does not care how steep it is. Run it: java examples/lessons/lesson08/Downhill.java */
public final class Downhill {
    private static final int MOST_STEPS = 2000;

    // @start region="valley"
    /** A long valley: scale · ½·(x² + 100·y²), a hundred times as steep across as along. */
    record Valley(double scale) {
        double height(double[] at) {
            return scale * 0.5 * (at[0] * at[0] + 100 * at[1] * at[1]);
        }

        double[] gradient(double[] at) {
            return new double[] {scale * at[0], scale * 100 * at[1]};
        }
    }
    // @end

    /** A rule for the next step. */
    interface Rule {
        /** Changes {@code at}; {@code step} counts from 1. */
        void move(double[] at, double[] gradient, int step);
    }

    // @start region="descent"
    /** Straight down the gradient. */
    static Rule descent(double rate) {
        return (at, gradient, step) -> {
            for (int i = 0; i < at.length; i++) {
                at[i] -= rate * gradient[i];
            }
        };
    }

    /** A heavy ball: nine tenths of the last step, and the gradient. */
    static Rule momentum(double rate) {
        double[] speed = new double[2];
        return (at, gradient, step) -> {
            for (int i = 0; i < at.length; i++) {
                speed[i] = 0.9 * speed[i] + gradient[i];
                at[i] -= rate * speed[i];
            }
        };
    }
    // @end

    // @start region="adam"
    /** Each coordinate is divided by its own size; the beginning is corrected, unless {@code corrected} is false. */
    static Rule adam(double rate, boolean corrected) {
        double[] m = new double[2];
        double[] v = new double[2];
        return (at, gradient, step) -> {
            double ofMean = corrected ? 1 - StrictMath.pow(0.9, step) : 1;
            double ofSquares = corrected ? 1 - StrictMath.pow(0.999, step) : 1;
            for (int i = 0; i < at.length; i++) {
                m[i] = 0.9 * m[i] + 0.1 * gradient[i];
                v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
                at[i] -= rate * (m[i] / ofMean) / (Math.sqrt(v[i] / ofSquares) + 1e-8);
            }
        };
    }
    // @end

    // @start region="walk"
    /** How many steps from (10, 1) until the height stays below 0.001 times the scale; −1 if it never does. */
    static int steps(Valley valley, Rule rule) {
        double[] at = {10, 1};
        int last = 0;
        for (int step = 1; step <= MOST_STEPS; step++) {
            rule.move(at, valley.gradient(at), step);
            if (!(valley.height(at) < 1e-3 * valley.scale())) {
                last = step;
            }
        }
        return last == MOST_STEPS ? -1 : last + 1;
    }
    // @end

    private static String text(int steps) {
        return steps < 0 ? "never arrives" : steps + " steps";
    }

    private static void printRace() {
        Valley valley = new Valley(1);
        System.out.println("descent at 0.019:  " + text(steps(valley, descent(0.019))));
        System.out.println("descent at 0.021:  " + text(steps(valley, descent(0.021))));
        System.out.println("momentum at 0.019: " + text(steps(valley, momentum(0.019))));
        System.out.println("Adam at 0.1:       " + text(steps(valley, adam(0.1, true))));
        System.out.println("Adam at 0.3:       " + text(steps(valley, adam(0.3, true))));
        System.out.println();
    }

    private static void printScaled() {
        Valley steep = new Valley(1000);
        System.out.println("descent at 0.019, the valley 1000 times as steep: " + text(steps(steep, descent(0.019))));
        System.out.println("Adam at 0.3, the valley 1000 times as steep:      " + text(steps(steep, adam(0.3, true))));
        System.out.println();
    }

    // @start region="first"
    private static void printFirstStep() {
        for (double size : new double[] {0.02, 2, 200}) {
            double[] with = {0, 0};
            double[] without = {0, 0};
            adam(0.1, true).move(with, new double[] {size, size}, 1);
            adam(0.1, false).move(without, new double[] {size, size}, 1);
            System.out.println("gradient " + number(size) + ": first step " + number(-with[0]) + ", without correction "
                    + number(-without[0]));
        }
        System.out.println("Adam at 0.1, without correction: " + text(steps(new Valley(1), adam(0.1, false))));
    }
    // @end

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    public static void main(String[] arguments) {
        printRace();
        printScaled();
        printFirstStep();
    }
}
