package org.end4rec.lessons.lesson11;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Wrong answers to the exercise of lesson 11, each with the message that it must get. */
public final class WrongAnswers11 {
    private WrongAnswers11() {}

    /** What becomes of a + ib and u + iv: a real and an imaginary part. */
    private interface Product {
        double[] of(double a, double b, double u, double v);
    }

    /** The place of a channel of a chunk among all channels. */
    private interface Place {
        int of(int c, int i, int k, int s);
    }

    private static final Place NO_OFFSET = (c, i, k, s) -> i;
    private static final Place RIGHT = (c, i, k, s) -> c * s + i;
    private static final Product TIMES = (a, b, u, v) -> new double[] {a * u - b * v, a * v + b * u};
    private static final Product CONJUGATED = (a, b, u, v) -> new double[] {a * u + b * v, b * u - a * v};

    /** @param exchanged whether rows and columns of the matrices are */
    private static Planes multiply(
            Planes x, List<Planes> w, Product product, Place read, Place write, boolean exchanged, boolean adds) {
        int s = w.get(0).rows();
        Planes y = new Planes(x.rows(), x.columns());
        for (int row = 0; row < x.rows(); row++) {
            for (int c = 0; c < w.size(); c++) {
                for (int from = 0; from < s; from++) {
                    for (int to = 0; to < s; to++) {
                        int i = exchanged ? to : from;
                        int o = exchanged ? from : to;
                        int at = read.of(c, from, w.size(), s);
                        double[] share = product.of(
                                x.re()[row][at],
                                x.im()[row][at],
                                w.get(c).re()[i][o],
                                w.get(c).im()[i][o]);
                        int target = write.of(c, to, w.size(), s);
                        y.re()[row][target] = share[0] + (adds ? y.re()[row][target] : 0);
                        y.im()[row][target] = share[1] + (adds ? y.im()[row][target] : 0);
                    }
                }
            }
        }
        return y;
    }

    private static Gap11 forward(Product product, Place read, Place write, boolean exchanged, boolean adds) {
        return new Gap11() {
            @Override
            public Planes forward(Planes x, List<Planes> w) {
                return multiply(x, w, product, read, write, exchanged, adds);
            }

            @Override
            public Planes backward(Planes dy, List<Planes> w) {
                return multiply(dy, w, CONJUGATED, RIGHT, RIGHT, true, true);
            }
        };
    }

    private static Gap11 backward(Product product, Place read, Place write, boolean exchanged, boolean adds) {
        return new Gap11() {
            @Override
            public Planes forward(Planes x, List<Planes> w) {
                return multiply(x, w, TIMES, RIGHT, RIGHT, false, true);
            }

            @Override
            public Planes backward(Planes dy, List<Planes> w) {
                return multiply(dy, w, product, read, write, exchanged, adds);
            }
        };
    }

    private static Gap11 forward(Product product, Place place, boolean exchanged, boolean adds) {
        return forward(product, place, place, exchanged, adds);
    }

    private static Gap11 backward(Product product, Place place, boolean exchanged, boolean adds) {
        return backward(product, place, place, exchanged, adds);
    }

    private static Gap11 forward(Product product) {
        return forward(product, RIGHT, false, true);
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Place overlapping = (c, i, k, s) -> c + i;
        Place interleaved = (c, i, k, s) -> c + i * k;
        Map<Object, String> all = new LinkedHashMap<>();
        all.put(forward((a, b, u, v) -> new double[] {a * u + b * v, a * v + b * u}), Check11.NO_MINUS);
        all.put(forward(CONJUGATED), Check11.WRONG_PLANE);
        all.put(forward((a, b, u, v) -> new double[] {a * u + b * v, a * v - b * u}), Check11.WRONG_PLANE);
        all.put(forward((a, b, u, v) -> new double[] {a * u - b * v, a * v - b * u}), Check11.TWO_MINUSES);
        all.put(forward((a, b, u, v) -> new double[] {a * u - b * v, b * u - a * v}), Check11.TWO_MINUSES);
        all.put(forward((a, b, u, v) -> new double[] {a * u, b * v}), Check11.APART);
        all.put(forward(TIMES, RIGHT, true, true), Check11.TURNED);
        all.put(forward(TIMES, NO_OFFSET, RIGHT, false, true), Check11.NO_OFFSET);
        all.put(forward(TIMES, RIGHT, NO_OFFSET, false, true), Check11.NO_OFFSET);
        all.put(forward(TIMES, NO_OFFSET, false, true), Check11.NO_OFFSET);
        all.put(forward(TIMES, overlapping, false, true), Check11.OVERLAP);
        all.put(forward(TIMES, interleaved, false, true), Check11.INTERLEAVED);
        all.put(forward(TIMES, RIGHT, false, false), Check11.REPLACED);
        all.put(forward((a, b, u, v) -> new double[] {a * u, a * v}), Check11.OTHER_FORWARD);
        all.put(backward(TIMES, RIGHT, true, true), Check11.TRANSPOSE_ONLY);
        all.put(backward(CONJUGATED, RIGHT, false, true), Check11.CONJUGATE_ONLY);
        all.put(backward(TIMES, RIGHT, false, true), Check11.FORWARD_AGAIN);
        all.put(
                backward((a, b, u, v) -> new double[] {a * u + b * v, a * v - b * u}, RIGHT, true, true),
                Check11.MIRRORED);
        all.put(backward((a, b, u, v) -> new double[] {a * u + b * v, a * v + b * u}, RIGHT, true, true), Check11.HALF);
        all.put(backward((a, b, u, v) -> new double[] {a * u - b * v, b * u - a * v}, RIGHT, true, true), Check11.HALF);
        all.put(backward(CONJUGATED, NO_OFFSET, RIGHT, true, true), Check11.BACK_PLACE);
        all.put(backward(CONJUGATED, RIGHT, NO_OFFSET, true, true), Check11.BACK_PLACE);
        all.put(backward(CONJUGATED, NO_OFFSET, true, true), Check11.BACK_PLACE);
        all.put(backward(CONJUGATED, overlapping, true, true), Check11.BACK_PLACE);
        all.put(backward(CONJUGATED, interleaved, true, true), Check11.BACK_PLACE);
        all.put(backward(CONJUGATED, RIGHT, true, false), Check11.BACK_REPLACED);
        all.put(backward((a, b, u, v) -> new double[] {a, b}, RIGHT, true, true), Check11.OTHER_BACK);
        return all;
    }
}
