package org.end4rec.lessons.lesson04;

import java.util.LinkedHashMap;
import java.util.Map;

/** Wrong answers to the exercise of lesson 4, each with the message that it must get. */
public final class WrongAnswers04 {
    private static final Points UNEQUAL =
            (point, i) -> (((i + point) & 1) == 0 ? 1 : -1) * (0.4 + 0.17 * i + 0.23 * point);
    private static final Comparison RELATIVE =
            (slope, gradient) -> Math.abs(slope - gradient) <= 0.005 * Math.max(Math.abs(slope), Math.abs(gradient));

    private WrongAnswers04() {}

    /** Chooses the numbers. */
    private interface Points {
        double at(int point, int i);
    }

    /** Says whether two slopes are equal. */
    private interface Comparison {
        boolean equal(double slope, double gradient);
    }

    private static Gap04 judge(float above, float below, Points points, Comparison comparison, int most) {
        return candidate -> {
            float[] x = new float[candidate.size()];
            for (int point = 0; point < 4; point++) {
                for (int i = 0; i < x.length; i++) {
                    x[i] = (float) points.at(point, i);
                }
                float[] gradient = candidate.gradient(x);
                for (int i = 0; i < Math.min(x.length, most); i++) {
                    float before = x[i];
                    x[i] = before + above;
                    double high = candidate.value(x);
                    x[i] = before - below;
                    double low = candidate.value(x);
                    x[i] = before;
                    if (!comparison.equal((high - low) / ((double) above + below), gradient[i])) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    /** Forgets to put a number back, or moves all numbers at once. */
    private static Gap04 moving(boolean all) {
        return candidate -> {
            float[] x = new float[candidate.size()];
            for (int point = 0; point < 4; point++) {
                for (int i = 0; i < x.length; i++) {
                    x[i] = (float) UNEQUAL.at(point, i);
                }
                float[] gradient = candidate.gradient(x);
                double sum = 0;
                for (int i = 0; i < x.length; i++) {
                    sum += gradient[i];
                }
                for (int i = 0; i < x.length; i++) {
                    double high = moved(candidate, x, all ? -1 : i, 0.01f);
                    double low = moved(candidate, x, all ? -1 : i, -0.02f);
                    if (!RELATIVE.equal((high - low) / 0.02, all ? sum : gradient[i])) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    /** The value after a move of one number, or of all numbers if there is no such number. */
    private static double moved(Candidate candidate, float[] x, int number, float by) {
        for (int i = 0; i < x.length; i++) {
            x[i] += number < 0 || number == i ? by : 0;
        }
        return candidate.value(x);
    }

    private static Gap04 at(Points points) {
        return judge(0.01f, 0.01f, points, RELATIVE, 8);
    }

    private static Gap04 by(Comparison comparison) {
        return judge(0.01f, 0.01f, UNEQUAL, comparison, 8);
    }

    private static Comparison absolute(double tolerance) {
        return (slope, gradient) -> Math.abs(slope - gradient) <= tolerance;
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Map<Object, String> all = new LinkedHashMap<>();
        all.put((Gap04) candidate -> true, Check04.NEVER_ASKED);
        all.put((Gap04) candidate -> false, Check04.NEVER_ASKED);
        all.put(at((point, i) -> 1), Check04.POINT_ONE);
        all.put(at((point, i) -> 0.7 - 0.35 * point), Check04.AT_THE_KINK);
        all.put(at((point, i) -> 0.7 - 0.45 * point), Check04.EQUAL);
        all.put(at((point, i) -> Math.abs(UNEQUAL.at(point, i))), Check04.ONE_SIGN);
        all.put(at((point, i) -> -Math.abs(UNEQUAL.at(point, i))), Check04.ONE_SIGN);
        all.put(judge(0.01f, 0.01f, UNEQUAL, RELATIVE, 1), Check04.ONE_COORDINATE);
        all.put(moving(false), Check04.TOGETHER);
        all.put(moving(true), Check04.TOGETHER);
        all.put(judge(1e-8f, 1e-8f, UNEQUAL, RELATIVE, 8), Check04.STEP_SMALL);
        all.put(judge(1e-6f, 1e-6f, UNEQUAL, RELATIVE, 8), Check04.STEP_SMALL);
        all.put(judge(0.2f, 0.2f, UNEQUAL, RELATIVE, 8), Check04.STEP_LARGE);
        all.put(judge(0.01f, 0, UNEQUAL, RELATIVE, 8), Check04.ONE_SIDED);
        all.put(by(absolute(1)), Check04.ABSOLUTE_SMALL);
        all.put(
                by((slope, gradient) ->
                        Math.abs(slope - gradient) <= 0.2 * Math.max(Math.abs(slope), Math.abs(gradient))),
                Check04.ABSOLUTE_SMALL);
        all.put(by((slope, gradient) -> RELATIVE.equal(Math.abs(slope), Math.abs(gradient))), Check04.SIGN);
        all.put(by(absolute(0.003)), Check04.ABSOLUTE_LARGE);
        all.put(
                by((slope, gradient) ->
                        Math.abs(slope - gradient) / Math.max(Math.abs(slope), Math.abs(gradient)) <= 0.005),
                Check04.ZERO);
        all.put(at((point, i) -> 1.5705), Check04.FLAT);
        all.put(by((slope, gradient) -> slope == gradient), Check04.OTHER_REFUSED);
        all.put(by((slope, gradient) -> RELATIVE.equal(2 * slope, gradient)), Check04.OTHER_REFUSED);
        all.put(by((slope, gradient) -> Math.abs(slope - gradient) <= 1e4), Check04.OTHER_ACCEPTED);
        return all;
    }
}
