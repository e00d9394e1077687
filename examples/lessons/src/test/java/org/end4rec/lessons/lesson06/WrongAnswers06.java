package org.end4rec.lessons.lesson06;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wrong answers to the exercise of lesson 6, each with the message that it must get. */
public final class WrongAnswers06 {
    private WrongAnswers06() {}

    /** A right answer, for a wrong one to change. */
    private static class Right implements Gap06 {
        @Override
        public Complex[] transform(Complex[] x) {
            int n = x.length;
            if (n == 1) {
                return x;
            }
            Complex[] even = transform(part(x, 0));
            Complex[] odd = transform(part(x, 1));
            Complex[] bins = new Complex[n];
            for (int f = 0; f < n / 2; f++) {
                Complex product = odd[f].times(turn(f, n));
                bins[f] = even[f].plus(product);
                bins[f + n / 2] = other(even[f], odd[f], product, f, n);
            }
            return bins;
        }

        Complex turn(int f, int n) {
            return Complex.turn(-f, n);
        }

        Complex other(Complex even, Complex odd, Complex product, int f, int n) {
            return even.minus(product);
        }

        Complex last(int f, int n) {
            return Complex.turn(-f * f, share() * n);
        }

        double share() {
            return 2;
        }

        @Override
        public Complex[] anyLength(Complex[] x) {
            int n = x.length;
            Complex[] turned = new Complex[n];
            Complex[] chirp = new Complex[n];
            for (int t = 0; t < n; t++) {
                turned[t] = x[t].times(Complex.turn(-t * t, share() * n));
                chirp[t] = Complex.turn(t * t, share() * n);
            }
            Complex[] sums = Convolution.symmetric(turned, chirp);
            for (int f = 0; f < n; f++) {
                sums[f] = sums[f].times(last(f, n));
            }
            return sums;
        }
    }

    private static Complex[] part(Complex[] x, int from) {
        Complex[] part = new Complex[x.length / 2];
        Arrays.setAll(part, i -> x[from + 2 * i]);
        return part;
    }

    private static Complex[] definition(Complex[] x) {
        Complex[] bins = new Complex[x.length];
        for (int f = 0; f < x.length; f++) {
            bins[f] = new Complex(0, 0);
            for (int t = 0; t < x.length; t++) {
                bins[f] = bins[f].plus(x[t].times(Complex.turn(-f * t, x.length)));
            }
        }
        return bins;
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Map<Object, String> all = new LinkedHashMap<>();
        all.put(
                new Right() {
                    @Override
                    Complex turn(int f, int n) {
                        return Complex.turn(-f, n / 2.0);
                    }
                },
                Check06.WRONG_HALF);
        all.put(
                new Right() {
                    @Override
                    Complex turn(int f, int n) {
                        return Complex.turn(f, n);
                    }
                },
                Check06.TURNS_BACK);
        all.put(
                new Right() {
                    @Override
                    public Complex[] transform(Complex[] x) {
                        return definition(x);
                    }
                },
                Check06.QUADRATIC);
        all.put(
                new Right() {
                    @Override
                    Complex other(Complex even, Complex odd, Complex product, int f, int n) {
                        return even.plus(odd.times(Complex.turn(-f - n / 2.0, n)));
                    }
                },
                Check06.TWICE);
        all.put(
                new Right() {
                    @Override
                    Complex other(Complex even, Complex odd, Complex product, int f, int n) {
                        return even.plus(product);
                    }
                },
                Check06.OTHER);
        all.put(
                new Right() {
                    @Override
                    public Complex[] anyLength(Complex[] x) {
                        Complex[] longer = Arrays.copyOf(x, Integer.highestOneBit(x.length) * 2);
                        Arrays.fill(longer, x.length, longer.length, new Complex(0, 0));
                        return Arrays.copyOf(transform(longer), x.length);
                    }
                },
                Check06.PADDED);
        all.put(
                new Right() {
                    @Override
                    double share() {
                        return 1;
                    }
                },
                Check06.NO_HALF);
        all.put(
                new Right() {
                    @Override
                    Complex last(int f, int n) {
                        return new Complex(1, 0);
                    }
                },
                Check06.NO_FACTOR);
        all.put(
                new Right() {
                    @Override
                    Complex last(int f, int n) {
                        return Complex.turn(f * f, 2 * n);
                    }
                },
                Check06.OTHER_LENGTH);
        return all;
    }
}
