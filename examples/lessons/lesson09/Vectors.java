package lesson09;

import java.util.Arrays;
import java.util.Locale;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.autograd.ops.CrossEntropy;
import org.end4rec.autograd.ops.Gather;
import org.end4rec.autograd.ops.MatmulTransposed;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.lessons.lesson09.Departments;
import org.end4rec.lessons.lesson09.Departments.Visits;

/** Lesson 9: items as vectors, a softmax over the catalogue. Run it: ./end4rec lesson 9 */
public final class Vectors {
    private static final int ITEMS = Departments.ITEMS.size();
    private static final int D = 2;
    private static final int STEPS = 200;

    // @start region="gradient"
    /** The loss of some scores when this item came next, and its gradient: by the library. */
    private static void printGradient(float... scores) {
        Tape tape = Tape.recording();
        Variable row = tape.input(Tensor.of(Shape.of(1, scores.length), scores));
        Variable loss = CrossEntropy.crossEntropy(row, new int[] {1});
        tape.backward(loss);
        System.out.println("scores " + row(scores) + ": loss " + number(loss.scalar()) + ", gradient "
                + row(row.gradient()));
    }
    // @end

    // @start region="naive"
    /** −ln softmax(scores)[target], as it is written on paper. */
    static double naive(double[] scores, int target) {
        double sum = 0;
        for (double score : scores) {
            sum += StrictMath.exp(score);
        }
        return -StrictMath.log(StrictMath.exp(scores[target]) / sum);
    }

    /** The same with every score less the largest. */
    static double safe(double[] scores, int target) {
        double largest = Arrays.stream(scores).max().orElseThrow();
        return naive(Arrays.stream(scores).map(score -> score - largest).toArray(), target);
    }
    // @end

    private static void printShift() {
        for (double shift : new double[] {0, 1000}) {
            double[] scores = {shift + 1, shift + 2, shift};
            System.out.println(
                    "scores " + (int) scores[0] + ", " + (int) scores[1] + ", " + (int) scores[2] + ": as on paper "
                            + number(naive(scores, 1)) + ", less the largest " + number(safe(scores, 1)));
        }
        System.out.println();
    }

    // @start region="twice"
    /** A table of three rows; row 0 is read twice, row 2 once. */
    private static void printReadTwice() {
        Tape tape = Tape.recording();
        Variable table = tape.input(Tensor.zeros(Shape.of(3, 2)));
        Variable read = Gather.gather(table, new int[] {0, 2, 0}, Shape.of(3));
        float[] gradient = {1, 10, 2, 20, 4, 40};
        System.arraycopy(gradient, 0, read.firstGradient(), 0, gradient.length);
        tape.backward();
        for (int r = 0; r < 3; r++) {
            float[] ofRow = Arrays.copyOfRange(table.gradient(), 2 * r, 2 * r + 2);
            System.out.println("row " + r + ": gradient " + row(ofRow));
        }
        System.out.println();
    }
    // @end

    // @start region="loss"
    /** The mean loss of all visits: read the row of the item before, score all items by inner products. */
    static Variable loss(Variable table, Visits visits) {
        Variable before = Gather.gather(table, visits.before(), Shape.of(visits.before().length));
        Variable scores = MatmulTransposed.matmulTransposed(before, table);
        return CrossEntropy.crossEntropy(scores, visits.next());
    }

    /** Adam moves the twelve rows. */
    static Parameter train(Visits visits) {
        Parameters parameters = new Parameters();
        Tensor start = Initializers.normal(Shape.of(ITEMS, D), 0.02, 1, "items");
        Parameter items = parameters.add(new Parameter("items", start));
        AdamW adam = new AdamW(0);
        for (int step = 0; step <= STEPS; step++) {
            Tape tape = Tape.recording();
            Variable loss = loss(tape.leaf(items), visits);
            if (step % 50 == 0) {
                System.out.println("step " + step + ": loss " + number(loss.scalar()));
            }
            parameters.clearGradients();
            tape.backward(loss);
            tape.accumulateGradients();
            adam.step(parameters, 0.05);
        }
        System.out.println();
        return items;
    }
    // @end

    /** The scores of all items after this one. */
    private static double[] scores(float[] table, int before) {
        double[] scores = new double[ITEMS];
        for (int c = 0; c < ITEMS; c++) {
            for (int j = 0; j < D; j++) {
                scores[c] += table[before * D + j] * table[c * D + j];
            }
        }
        return scores;
    }

    // @start region="parts"
    /** The loss in two parts: for the share of the item before, and for the next item among the eleven others. */
    private static void printParts(float[] table, Visits visits) {
        double share = 0;
        double itself = 0;
        double others = 0;
        int examples = visits.before().length;
        for (int b = 0; b < examples; b++) {
            double[] scores = scores(table, visits.before()[b]);
            double p = StrictMath.exp(-safe(scores, visits.before()[b]));
            share += p / examples;
            itself -= StrictMath.log(1 - p) / examples;
            others += (safe(scores, visits.next()[b]) + StrictMath.log(1 - p)) / examples;
        }
        System.out.println("the item before has the mean share " + number(share) + ", and costs " + number(itself));
        System.out.println("the next item among the eleven others costs " + number(others));
        System.out.println("together " + number(itself + others));
        System.out.println();
    }
    // @end

    // @start region="top"
    /** The three items with the best scores, without the item that the customer is looking at. */
    static int[] top(double[] scores, int before) {
        int[] top = new int[3];
        boolean[] taken = new boolean[scores.length];
        taken[before] = true;
        for (int place = 0; place < top.length; place++) {
            int best = -1;
            for (int c = 0; c < scores.length; c++) {
                if (!taken[c] && (best < 0 || scores[c] > scores[best])) {
                    best = c;
                }
            }
            taken[best] = true;
            top[place] = best;
        }
        return top;
    }
    // @end

    private static void printNeighbors(float[] table) {
        for (int item : new int[] {0, 5, 10}) {
            StringBuilder names = new StringBuilder();
            for (int each : top(scores(table, item), item)) {
                names.append(names.isEmpty() ? "" : ", ").append(Departments.ITEMS.get(each));
            }
            double[] scores = scores(table, item);
            String itself = number(StrictMath.exp(-safe(scores, item)));
            String name = Departments.ITEMS.get(item);
            System.out.println("after " + name + ": " + names + "; itself has the share " + itself);
        }
        System.out.println();
    }

    private static void printHits(float[] table, Visits training, Visits test) {
        double[] popularity = new double[ITEMS];
        for (int next : training.next()) {
            popularity[next]++;
        }
        int hits = 0;
        int hitsOfPopularity = 0;
        for (int i = 0; i < test.before().length; i++) {
            int before = test.before()[i];
            hits += contains(top(scores(table, before), before), test.next()[i]);
            hitsOfPopularity += contains(top(popularity, before), test.next()[i]);
        }
        System.out.println("HR@3 of the vectors = " + number(hits / (double) test.before().length));
        System.out.println("HR@3 of popularity  = " + number(hitsOfPopularity / (double) test.before().length));
        System.out.println("0.9 + 0.1 / 3       = " + number(0.9 + 0.1 / 3));
    }

    private static int contains(int[] top, int item) {
        return Arrays.stream(top).anyMatch(each -> each == item) ? 1 : 0;
    }

    private static String row(float[] values) {
        StringBuilder row = new StringBuilder();
        for (float value : values) {
            row.append(row.isEmpty() ? "" : " ").append(number(value));
        }
        return row.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    public static void main(String[] arguments) {
        float ln2 = (float) StrictMath.log(2);
        printGradient(ln2, 0, 0);
        printGradient(0, 0, 0);
        System.out.println();
        printShift();
        printReadTwice();
        System.out.println("ln 12   = " + number(StrictMath.log(12)));
        System.out.println("ln 1000 = " + number(StrictMath.log(1000)));
        System.out.println();
        Visits training = Departments.visits("training", 300);
        float[] table = train(training).value().data();
        printParts(table, training);
        printNeighbors(table);
        printHits(table, training, Departments.visits("test", 200));
    }
}
