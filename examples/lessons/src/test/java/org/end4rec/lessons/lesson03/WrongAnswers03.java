package org.end4rec.lessons.lesson03;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wrong answers to the exercise of lesson 3, each with the message that it must get. */
public final class WrongAnswers03 {
    private WrongAnswers03() {}

    private static Numbers right(Numbers dy, int[] shape) {
        return ones(missing(dy, shape), shape);
    }

    private static Numbers missing(Numbers dy, int[] shape) {
        Numbers sum = dy;
        while (sum.rank() > shape.length) {
            sum = sum.sum(0).withoutFirstAxis();
        }
        return sum;
    }

    private static Numbers ones(Numbers dy, int[] shape) {
        Numbers sum = dy;
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] == 1) {
                sum = sum.sum(axis);
            }
        }
        return sum;
    }

    private static Numbers times(Numbers numbers, double factor) {
        return new Numbers(
                numbers.shape(),
                Arrays.stream(numbers.values()).map(value -> factor * value).toArray());
    }

    private static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Map<Object, String> all = new LinkedHashMap<>();
        all.put((Gap03) (dy, shape) -> dy, Check03.LARGE);
        all.put((Gap03) (dy, shape) -> missing(dy, shape), Check03.ONES);
        all.put(
                (Gap03) (dy, shape) ->
                        ones(dy.rank() == shape.length ? dy : dy.sum(0).withoutFirstAxis(), shape),
                Check03.ONE_MISSING);
        all.put((Gap03) (dy, shape) -> dy.rank() > shape.length ? dy.sum(0) : ones(dy, shape), Check03.STAYS);
        all.put(
                (Gap03) (dy, shape) -> {
                    Numbers sum = missing(dy, shape);
                    for (int axis = 0; axis < shape.length; axis++) {
                        if (shape[axis] == 1) {
                            double[] sums = sum.sum(axis).values();
                            sum = new Numbers(new int[] {sums.length}, sums);
                        }
                    }
                    return sum;
                },
                Check03.DROPPED);
        all.put((Gap03) (dy, shape) -> new Numbers(new int[] {1, 1, 1}, 0), Check03.OTHER_SHAPE);
        all.put((Gap03) (dy, shape) -> times(right(dy, shape), (double) size(shape) / size(dy.shape())), Check03.MEAN);
        all.put((Gap03) (dy, shape) -> new Numbers(shape, Arrays.copyOf(dy.values(), size(shape))), Check03.ONE_COPY);
        all.put(
                (Gap03) (dy, shape) -> dy.rank() == 2 && shape.length == 1 && dy.size(0) == shape[0]
                        ? new Numbers(shape, dy.sum(1).values())
                        : right(dy, shape),
                Check03.FROM_FRONT);
        all.put((Gap03) (dy, shape) -> times(right(dy, shape), 2), Check03.OTHER);
        return all;
    }
}
