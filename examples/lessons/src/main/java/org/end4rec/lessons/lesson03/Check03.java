package org.end4rec.lessons.lesson03;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;

/** Checks the exercise of lesson 3. */
public final class Check03 implements Check<Gap03> {
    static final String LARGE =
            "Your gradient has the shape of dy. Repeating makes a large array for a moment, but b itself is small, and"
                    + " a gradient has the shape of its array. Sum over what was repeated. (page 3, \"Predict, then"
                    + " run\")";
    static final String STAYS = "You have summed, but the axis that the small array LACKS is still there, with size 1."
            + " sum(axis) keeps the axis; withoutFirstAxis() removes it.";
    static final String ONE_MISSING =
            "The small array lacks more than one axis, and you have summed over one of them only. Go on while dy has"
                    + " more axes than the shape.";
    static final String ONES = "An axis of size 1 in the small array was repeated too, and you have not summed over it."
            + " A missing axis and an axis of size 1 are two cases. (page 3, \"Which shapes fit\")";
    static final String DROPPED =
            "You have summed over the right axes, but removed one that the small array HAS, with size 1. [2,1] and [2]"
                    + " are two shapes. sum(axis) alone keeps the axis.";
    static final String OTHER_SHAPE = "Your shape is neither the shape that was asked for nor the shape of dy. Compare"
            + " the two shapes from their ENDS, axis by axis, on paper.";
    static final String MEAN = "This is the MEAN. Each use of a number adds its whole share, so nothing is divided."
            + " (page 3, \"By hand\")";
    static final String ONE_COPY = "This is the share of ONE of the repetitions. The number was used in all of them,"
            + " and every use adds its share. (page 3, \"By hand\")";
    static final String FROM_FRONT =
            "You have summed over the last axis. Shapes are matched from the END: the small array lacks the FIRST axis."
                    + " With [3,3] and [3] both have the right shape. (page 3, \"Which shapes fit\")";
    static final String OTHER =
            "The shape is right and the numbers are others, by no mistake that is known here. Write dy on paper, row"
                    + " after row, and mark the numbers that belong to the first number of the small array.";

    /** Shapes of dy, each with shapes that can be repeated to it. */
    private static final int[][][] PAIRS = {
        {{2, 3}, {2, 3}},
        {{2, 3}, {3}},
        {{2, 3}, {2, 1}},
        {{2, 3}, {1, 3}},
        {{3, 3}, {3}},
        {{3, 3}, {3, 1}},
        {{2, 3}, {1}},
        {{2, 3}, {}},
        {{2, 3, 4}, {4}},
        {{2, 3, 4}, {3, 4}},
        {{2, 3, 4}, {2, 3, 1}},
        {{2, 3, 4}, {3, 1}},
        {{2, 3, 4}, {2, 1, 4}},
        {{2, 1, 4}, {1, 4}},
    };

    @Override
    public Class<Gap03> gap() {
        return Gap03.class;
    }

    @Override
    public String title() {
        return "the gradient of a small array that was repeated";
    }

    @Override
    public void check(Gap03 answer, CheckReport report) {
        for (int[][] pair : PAIRS) {
            double[] squares = new double[size(pair[0])];
            Arrays.setAll(squares, i -> (i + 1.0) * (i + 1.0));
            Numbers dy = new Numbers(pair[0], squares);
            Numbers right = sumTo(dy, pair[1]);
            Numbers yours = answer.sumTo(dy, pair[1].clone());
            report.text(
                    "dy " + shape(pair[0]) + " = 1, 4, 9, …, " + Math.round(squares[squares.length - 1]) + " to "
                            + shape(pair[1]),
                    yours.toString(),
                    right.toString(),
                    Arrays.equals(yours.shape(), pair[1]) ? ofNumbers(dy, yours, right) : ofShape(dy, yours, pair[1]));
            if (!report.passes()) {
                return;
            }
        }
    }

    private static String ofShape(Numbers dy, Numbers yours, int[] shape) {
        int[] your = yours.shape();
        if (your.length == shape.length) {
            boolean ones = true;
            for (int axis = 0; axis < shape.length; axis++) {
                ones &= your[axis] == shape[axis] || shape[axis] == 1;
            }
            return ones ? ONES : OTHER_SHAPE;
        }
        if (your.length < shape.length) {
            return Arrays.equals(withoutOnes(your), withoutOnes(shape)) ? DROPPED : OTHER_SHAPE;
        }
        if (Arrays.equals(your, dy.shape())) {
            return LARGE;
        }
        if (Arrays.equals(withoutOnes(your), withoutOnes(shape))) {
            return STAYS;
        }
        int[] summed = Arrays.copyOfRange(dy.shape(), 1, dy.rank());
        return Arrays.equals(your, summed) ? ONE_MISSING : OTHER_SHAPE;
    }

    private static int[] withoutOnes(int[] shape) {
        return Arrays.stream(shape).filter(size -> size > 1).toArray();
    }

    private static String ofNumbers(Numbers dy, Numbers yours, Numbers right) {
        double uses = (double) size(dy.shape()) / Math.max(1, size(right.shape()));
        if (near(yours, right, value -> value / uses)) {
            return MEAN;
        }
        if (isOneCopy(dy, yours)) {
            return ONE_COPY;
        }
        boolean square = dy.rank() == 2 && right.rank() == 1 && dy.size(0) == dy.size(1) && right.size(0) > 1;
        return square && near(yours, dy.sum(1), value -> value) ? FROM_FRONT : OTHER;
    }

    /** Whether each of your numbers is the first one, or the last one, of those that had to be added. */
    private static boolean isOneCopy(Numbers dy, Numbers yours) {
        double[] first = new double[yours.values().length];
        double[] last = new double[first.length];
        double[] values = dy.values();
        for (int place = values.length - 1; place >= 0; place--) {
            first[source(place, yours.shape(), dy.shape())] = values[place];
        }
        for (int place = 0; place < values.length; place++) {
            last[source(place, yours.shape(), dy.shape())] = values[place];
        }
        return near(yours, new Numbers(yours.shape(), first), value -> value)
                || near(yours, new Numbers(yours.shape(), last), value -> value);
    }

    private static boolean near(Numbers yours, Numbers other, DoubleUnaryOperator change) {
        double[] a = yours.values();
        double[] b = other.values();
        for (int i = 0; i < a.length; i++) {
            if (!(Math.abs(a[i] - change.applyAsDouble(b[i])) < 1e-6)) {
                return false;
            }
        }
        return true;
    }

    /** The definition: each number of dy is added to the number that was read at its place. */
    static Numbers sumTo(Numbers dy, int[] shape) {
        double[] sums = new double[size(shape)];
        double[] values = dy.values();
        for (int place = 0; place < values.length; place++) {
            sums[source(place, shape, dy.shape())] += values[place];
        }
        return new Numbers(shape, sums);
    }

    private static int source(int place, int[] small, int[] large) {
        int rest = place;
        int index = 0;
        int step = 1;
        for (int fromEnd = 1; fromEnd <= small.length; fromEnd++) {
            int size = large[large.length - fromEnd];
            if (small[small.length - fromEnd] > 1) {
                index += step * (rest % size);
            }
            rest /= size;
            step *= small[small.length - fromEnd];
        }
        return index;
    }

    private static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    private static String shape(int[] shape) {
        return Arrays.toString(shape).replace(" ", "");
    }
}
