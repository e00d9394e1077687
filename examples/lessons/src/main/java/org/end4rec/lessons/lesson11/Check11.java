package org.end4rec.lessons.lesson11;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;

/** Checks the exercise of lesson 11. */
public final class Check11 implements Check<Gap11> {
    static final String NO_MINUS = "The product of both imaginary parts comes with a plus. It has i·i, and i·i = −1."
            + " (page 11, \"By hand\")";
    static final String WRONG_PLANE = "The minus stands in the imaginary plane. i·i = −1 is a REAL number, so the minus"
            + " belongs to the real plane. (page 11, \"By hand\")";
    static final String TWO_MINUSES = "Both planes have a minus. Only one of the four products has i·i, and it is real."
            + " (page 11, \"By hand\")";
    static final String APART = "You multiply real by real and imaginary by imaginary, and that is all. Each part of a"
            + " channel meets BOTH parts of the weight: four products. (page 11, \"By hand\")";
    static final String TURNED = "Your matrix is transposed: the weight from channel j to channel o has row j and"
            + " column o. (page 11, \"Chunks\")";
    static final String NO_OFFSET = "Channel j of chunk c is channel c·s + j of all d, and channel o is channel c·s +"
            + " o. Your code leaves out c·s in one place or in both. (page 11, \"Chunks\")";
    static final String OVERLAP = "Your chunks overlap: chunk c begins at channel c. It has s channels, so it begins at"
            + " c·s. (page 11, \"Chunks\")";
    static final String INTERLEAVED = "Your chunk c has every k-th channel. The channels of a chunk stand side by side:"
            + " c·s to c·s + s − 1. (page 11, \"Chunks\")";
    static final String REPLACED =
            "Only the last channel of each chunk has arrived. Each channel ADDS to the result:" + " += in place of =.";
    static final String OTHER_FORWARD = "These are other numbers, and no mistake that is known here. Take one chunk of"
            + " one channel on paper: (1 + 3i)·(2 + 5i) = −13 + 11i.";

    static final String TRANSPOSE_ONLY = "You transpose, and do not conjugate. With real weights it is the same, as the"
            + " first lines show; with complex weights it is not. (page 11, \"Predict, then run\")";
    static final String CONJUGATE_ONLY =
            "You conjugate, and do not transpose: on the way back channel o gives to" + " channel j.";
    static final String FORWARD_AGAIN = "This is the way forward once more. Back, the matrix is transposed AND"
            + " conjugated. (page 11, \"Predict, then run\")";
    static final String HALF =
            "One plane of dx has the conjugated weight, the other has the weight itself. Conjugate in"
                    + " both: in one sum im gets a plus, in the other a minus. (page 11, \"By hand\")";
    static final String MIRRORED =
            "You conjugate the gradient in place of the weight, so the imaginary plane has the" + " wrong sign.";
    static final String BACK_PLACE =
            "On the way back your chunks are at other places. Forward they are right. Here too,"
                    + " channel j of chunk c is channel c·s + j of all d, and o is c·s + o.";
    static final String BACK_REPLACED = "Only one channel of the result has given something back. A channel gets a"
            + " share from EACH channel of its chunk: += in place of =.";
    static final String OTHER_BACK =
            "These are other numbers, and the way forward is right. On paper, one channel and w ="
                    + " 2 + 5i: dx is (2p + 5q) + i(2q − 5p). (page 11, \"By hand\")";

    private static final int ROWS = 2;
    private static final int CHUNKS = 3;
    private static final int WIDTH = 2;

    /** One of the ways to multiply: factors of the four products, and where the numbers are. */
    @SuppressWarnings("ArrayRecordComponent") // two ways are never compared
    private record Way(
            double[] factors, boolean back, boolean turned, int read, int write, int channelStep, boolean adds) {
        static final Way FORWARD = new Way(new double[] {1, -1, 1, 1}, false, false, WIDTH, WIDTH, 1, true);
        static final Way BACK = FORWARD.of(1, 1, -1, 1).backwards();

        /** @param factors of re·re, im·im, re·im and im·re; the weight comes second */
        Way of(double... factors) {
            return new Way(factors, back, turned, read, write, channelStep, adds);
        }

        Way backwards() {
            return new Way(factors, true, turned, read, write, channelStep, adds);
        }

        Way turnedAround() {
            return new Way(factors, back, !turned, read, write, channelStep, adds);
        }

        Way at(int chunk, int channel) {
            return new Way(factors, back, turned, chunk, chunk, channel, adds);
        }

        /** @param reads how far apart the chunks are that are read; {@code writes}: that are written */
        Way apart(int reads, int writes) {
            return new Way(factors, back, turned, reads, writes, channelStep, adds);
        }

        Way replacing() {
            return new Way(factors, back, turned, read, write, channelStep, false);
        }

        Planes product(Planes x, List<Planes> w) {
            Planes y = new Planes(x.rows(), x.columns());
            for (int row = 0; row < x.rows(); row++) {
                for (int c = 0; c < w.size(); c++) {
                    for (int i = 0; i < WIDTH; i++) {
                        for (int o = 0; o < WIDTH; o++) {
                            add(x, y, row, c, back ? o : i, back ? i : o, weight(w.get(c), i, o));
                        }
                    }
                }
            }
            return y;
        }

        private double[] weight(Planes w, int i, int o) {
            int row = turned ? o : i;
            int column = turned ? i : o;
            return new double[] {w.re()[row][column], w.im()[row][column]};
        }

        private void add(Planes x, Planes y, int row, int c, int from, int to, double[] weight) {
            double a = x.re()[row][c * read + from * channelStep];
            double b = x.im()[row][c * read + from * channelStep];
            int at = c * write + to * channelStep;
            double before = adds ? 1 : 0;
            y.re()[row][at] = before * y.re()[row][at] + factors[0] * a * weight[0] + factors[1] * b * weight[1];
            y.im()[row][at] = before * y.im()[row][at] + factors[2] * a * weight[1] + factors[3] * b * weight[0];
        }
    }

    /** A mistake, and what it gives. */
    private record Mistake(String message, Way way) {}

    private static final List<Mistake> FORWARD = List.of(
            new Mistake(NO_MINUS, Way.FORWARD.of(1, 1, 1, 1)),
            new Mistake(WRONG_PLANE, Way.FORWARD.of(1, 1, -1, 1)),
            new Mistake(WRONG_PLANE, Way.FORWARD.of(1, 1, 1, -1)),
            new Mistake(TWO_MINUSES, Way.FORWARD.of(1, -1, -1, 1)),
            new Mistake(TWO_MINUSES, Way.FORWARD.of(1, -1, 1, -1)),
            new Mistake(TURNED, Way.FORWARD.turnedAround()),
            new Mistake(NO_OFFSET, Way.FORWARD.apart(0, WIDTH)),
            new Mistake(NO_OFFSET, Way.FORWARD.apart(WIDTH, 0)),
            new Mistake(NO_OFFSET, Way.FORWARD.apart(0, 0)),
            new Mistake(OVERLAP, Way.FORWARD.at(1, 1)),
            new Mistake(INTERLEAVED, Way.FORWARD.at(1, CHUNKS)),
            new Mistake(REPLACED, Way.FORWARD.replacing()));
    private static final List<Mistake> BACK = List.of(
            new Mistake(TRANSPOSE_ONLY, Way.BACK.of(1, -1, 1, 1)),
            new Mistake(CONJUGATE_ONLY, Way.BACK.turnedAround()),
            new Mistake(FORWARD_AGAIN, Way.FORWARD),
            new Mistake(HALF, Way.BACK.of(1, 1, 1, 1)),
            new Mistake(HALF, Way.BACK.of(1, -1, -1, 1)),
            new Mistake(MIRRORED, Way.BACK.of(1, 1, 1, -1)),
            new Mistake(BACK_PLACE, Way.BACK.at(1, 1)),
            new Mistake(BACK_PLACE, Way.BACK.at(1, CHUNKS)),
            new Mistake(BACK_PLACE, Way.BACK.apart(0, WIDTH)),
            new Mistake(BACK_PLACE, Way.BACK.apart(WIDTH, 0)),
            new Mistake(BACK_PLACE, Way.BACK.apart(0, 0)),
            new Mistake(BACK_REPLACED, Way.BACK.replacing()));

    @Override
    public Class<Gap11> gap() {
        return Gap11.class;
    }

    @Override
    public String title() {
        return "a product with k small complex matrices, and its way back";
    }

    @Override
    public void check(Gap11 answer, CheckReport report) {
        Planes x = numbers(ROWS, CHUNKS * WIDTH, 3, 1);
        Planes dy = numbers(ROWS, CHUNKS * WIDTH, 7, 1);
        List<Planes> real = new ArrayList<>();
        List<Planes> complex = new ArrayList<>();
        for (int c = 0; c < CHUNKS; c++) {
            real.add(numbers(WIDTH, WIDTH, 11 + c, 0));
            complex.add(numbers(WIDTH, WIDTH, 11 + c, 1));
        }
        Planes y = answer.forward(x, complex);
        compare("y", y, Way.FORWARD, x, complex, forwardMistake(y, x, complex), report);
        if (!report.passes()) {
            return;
        }
        Planes dx = answer.backward(dy, complex);
        String mistake = mistake(BACK, OTHER_BACK, dx, dy, complex);
        compare("dx, real weights", answer.backward(dy, real), Way.BACK, dy, real, mistake, report);
        if (report.passes()) {
            compare("dx, complex weights", dx, Way.BACK, dy, complex, mistake, report);
        }
        if (report.passes()) {
            report.number("sum of x·dx, which is that of y·dy", dot(x, dx), dot(y, dy), mistake);
        }
    }

    /** Numbers that are never all equal; {@code imaginary} multiplies the imaginary parts. */
    private static Planes numbers(int rows, int columns, int seed, double imaginary) {
        Planes numbers = new Planes(rows, columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int at = row * columns + column + 1;
                numbers.re()[row][column] = (at * at * seed % 17 - 8) / 2.0;
                numbers.im()[row][column] = imaginary * ((at * (at + 2) * seed + 4) % 19 - 9) / 2.0;
            }
        }
        return numbers;
    }

    /** Chunk by chunk; where a chunk is wrong, what went in stands beside it. */
    private static void compare(
            String what, Planes yours, Way way, Planes in, List<Planes> w, String message, CheckReport report) {
        Planes right = way.product(in, w);
        for (int row = 0; row < ROWS; row++) {
            for (int c = 0; c < CHUNKS && report.passes(); c++) {
                String found = complex(yours, row, c * WIDTH);
                String expected = complex(right, row, c * WIDTH);
                String inputs = " from " + complex(in, row, c * WIDTH) + " and w = " + complex(w.get(c), 0, 0) + "; "
                        + complex(w.get(c), 1, 0);
                String place = what + ", row " + row + ", chunk " + c;
                report.text(place, found, expected + (found.equals(expected) ? "" : inputs), message);
            }
        }
    }

    private static String forwardMistake(Planes yours, Planes x, List<Planes> w) {
        return same(yours, apart(x, w)) ? APART : mistake(FORWARD, OTHER_FORWARD, yours, x, w);
    }

    /** The message of the mistake that gives the student's numbers. */
    private static String mistake(List<Mistake> known, String other, Planes yours, Planes x, List<Planes> w) {
        return known.stream()
                .filter(each -> same(yours, each.way().product(x, w)))
                .map(Mistake::message)
                .findFirst()
                .orElse(other);
    }

    /** The sum of the products over both planes. */
    private static double dot(Planes a, Planes b) {
        double sum = 0;
        for (int row = 0; row < a.rows(); row++) {
            for (int column = 0; column < a.columns(); column++) {
                sum += a.re()[row][column] * b.re()[row][column] + a.im()[row][column] * b.im()[row][column];
            }
        }
        return sum;
    }

    /** Real times real, imaginary times imaginary. */
    private static Planes apart(Planes x, List<Planes> w) {
        Planes real = new Planes(x.re(), new double[x.rows()][x.columns()]);
        Planes imaginary = new Planes(x.im(), new double[x.rows()][x.columns()]);
        return new Planes(
                Way.FORWARD.product(real, w).re(),
                Way.FORWARD.product(imaginary, swapped(w)).re());
    }

    private static List<Planes> swapped(List<Planes> w) {
        return w.stream().map(each -> new Planes(each.im(), each.re())).toList();
    }

    private static boolean same(Planes a, Planes b) {
        for (int row = 0; row < ROWS; row++) {
            for (int c = 0; c < CHUNKS; c++) {
                if (!complex(a, row, c * WIDTH).equals(complex(b, row, c * WIDTH))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The two numbers of a row from a column on. */
    private static String complex(Planes planes, int row, int column) {
        return one(planes, row, column) + ", " + one(planes, row, column + 1);
    }

    private static String one(Planes planes, int row, int column) {
        double im = planes.im()[row][column];
        return String.format(
                        Locale.ROOT, "%.2f %s %.2fi", planes.re()[row][column] + 0.0, im < 0 ? "−" : "+", Math.abs(im))
                .replace('-', '−');
    }
}
