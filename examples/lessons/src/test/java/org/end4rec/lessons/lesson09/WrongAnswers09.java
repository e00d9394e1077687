package org.end4rec.lessons.lesson09;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wrong answers to the exercise of lesson 9, each with the message that it must get. */
public final class WrongAnswers09 {
    private WrongAnswers09() {}

    /** The shares of some scores. */
    private interface Softmax {
        double[] of(double[] scores);
    }

    /** The gradient for score c of row b. */
    private interface Gradient {
        double of(double share, int b, int c, int[] targets);
    }

    /** Backward of reading rows. */
    private interface Gather {
        void back(int[] index, double[][] gradient, double[][] table);
    }

    private static double[] right(double[] scores) {
        double largest = Arrays.stream(scores).max().orElseThrow();
        return divided(Arrays.stream(scores).map(s -> Math.exp(s - largest)).toArray());
    }

    private static double[] divided(double[] values) {
        double sum = Arrays.stream(values).sum();
        return Arrays.stream(values).map(value -> value / sum).toArray();
    }

    private static double right(double share, int b, int c, int[] targets) {
        return (share - (c == targets[b] ? 1 : 0)) / targets.length;
    }

    private static void right(int[] index, double[][] gradient, double[][] table) {
        for (int i = 0; i < index.length; i++) {
            add(gradient[i], 1, table[index[i]]);
        }
    }

    private static void add(double[] values, double factor, double[] to) {
        for (int j = 0; j < values.length; j++) {
            to[j] += factor * values[j];
        }
    }

    private static Gap09 with(Softmax softmax, Gradient rule, Gather gather) {
        return new Gap09() {
            @Override
            public double[] softmax(double[] scores) {
                return softmax.of(scores);
            }

            @Override
            public double[][] scoresBackward(double[][] scores, int[] targets) {
                double[][] gradient = new double[scores.length][];
                for (int b = 0; b < scores.length; b++) {
                    gradient[b] = softmax.of(scores[b]);
                    for (int c = 0; c < gradient[b].length; c++) {
                        gradient[b][c] = rule.of(gradient[b][c], b, c, targets);
                    }
                }
                return gradient;
            }

            @Override
            public void gatherBackward(int[] index, double[][] gradient, double[][] table) {
                gather.back(index, gradient, table);
            }
        };
    }

    private static Gap09 softmax(Softmax wrong) {
        return with(wrong, WrongAnswers09::right, WrongAnswers09::right);
    }

    private static Gap09 gradient(Gradient wrong) {
        return with(WrongAnswers09::right, wrong, WrongAnswers09::right);
    }

    private static Gap09 gather(Gather wrong) {
        return with(WrongAnswers09::right, WrongAnswers09::right, wrong);
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Map<Object, String> all = new LinkedHashMap<>();
        all.put(softmax(s -> Arrays.stream(s).map(Math::exp).toArray()), Check09.NOT_DIVIDED);
        all.put(softmax(WrongAnswers09::divided), Check09.NO_POWER);
        all.put(softmax(s -> divided(Arrays.stream(s).map(Math::exp).toArray())), Check09.OVERFLOW);
        all.put(
                softmax(s ->
                        divided(Arrays.stream(s).map(x -> Math.exp(x - 1000)).toArray())),
                Check09.OTHER_SOFTMAX);
        all.put(softmax(s -> divided(Arrays.stream(s).map(x -> x * x).toArray())), Check09.OTHER_SOFTMAX);
        all.put(
                softmax(scores -> {
                    double largest = Arrays.stream(scores).max().orElseThrow();
                    Arrays.setAll(scores, c -> Math.exp(scores[c] - largest));
                    return divided(scores);
                }),
                Check09.CHANGED);
        all.put(gradient((p, b, c, t) -> p / 3), Check09.NOTHING_HAPPENED);
        all.put(gradient((p, b, c, t) -> p), Check09.NOTHING_HAPPENED);
        all.put(gradient((p, b, c, t) -> c == t[b] ? (p - 1) / 3 : 0), Check09.TARGET_ONLY);
        all.put(gradient((p, b, c, t) -> -right(p, b, c, t)), Check09.UPHILL);
        all.put(gradient((p, b, c, t) -> 3 * right(p, b, c, t)), Check09.SUM);
        all.put(gradient((p, b, c, t) -> 0.75 * right(p, b, c, t)), Check09.BY_ITEMS);
        all.put(gradient((p, b, c, t) -> (p - (c == b ? 1 : 0)) / 3), Check09.OTHER_ITEM);
        all.put(gradient((p, b, c, t) -> p - (c == t[b] ? 1.0 / 3 : 0)), Check09.ONE_PART);
        all.put(gradient((p, b, c, t) -> p / 3 - (c == t[b] ? 1 : 0)), Check09.ONE_PART);
        all.put(gradient((p, b, c, t) -> 5 * right(p, b, c, t)), Check09.OTHER_GRADIENT);
        all.put(
                gather((index, gradient, table) -> {
                    for (int i = 0; i < index.length; i++) {
                        table[index[i]] = gradient[i].clone();
                    }
                }),
                Check09.ONE_READING);
        all.put(
                gather((index, gradient, table) -> {
                    add(gradient[0], 1, table[1]);
                    add(gradient[1], 1, table[3]);
                }),
                Check09.ONE_READING);
        all.put(
                gather((index, gradient, table) -> {
                    add(gradient[0], 0.5, table[1]);
                    add(gradient[2], 0.5, table[1]);
                    add(gradient[1], 1, table[3]);
                }),
                Check09.MEAN);
        all.put(
                gather((index, gradient, table) -> {
                    for (int row : index) {
                        Arrays.fill(table[row], 0);
                    }
                    right(index, gradient, table);
                }),
                Check09.FORGOTTEN);
        all.put(
                gather((index, gradient, table) -> {
                    for (int i = 0; i < index.length; i++) {
                        add(gradient[i], 1, table[i]);
                    }
                }),
                Check09.WRONG_ROW);
        all.put(
                gather((index, gradient, table) -> {
                    for (double[] row : table) {
                        Arrays.fill(row, 0);
                    }
                    right(index, gradient, table);
                }),
                Check09.NOT_READ);
        all.put(
                gather((index, gradient, table) -> {
                    right(index, gradient, table);
                    right(index, gradient, table);
                }),
                Check09.OTHER_ROWS);
        return all;
    }
}
