package org.end4rec.lessons.lesson07;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wrong answers to the exercise of lesson 7, each with the message that it must get. */
public final class WrongAnswers07 {
    private WrongAnswers07() {}

    /** The weight of bin f of a sequence of n values. */
    private interface Weight {
        double of(int f, int n);
    }

    private static boolean isSingle(int f, int n) {
        return f == 0 || 2 * f == n;
    }

    private static double half(int f, int n) {
        return isSingle(f, n) ? 1 : 0.5;
    }

    private static double twice(int f, int n) {
        return isSingle(f, n) ? 1 : 2;
    }

    /** Weights of the real and of the imaginary parts, and those of the other direction. */
    private static Gap07 with(Weight real, Weight imaginary, Weight back) {
        return new Gap07() {
            @Override
            public double[] rfftAdjoint(HalfSpectrum bins, int n) {
                HalfSpectrum weighted = new HalfSpectrum(n);
                for (int f = 0; f <= n / 2; f++) {
                    weighted.re()[f] = real.of(f, n) * bins.re()[f];
                    weighted.im()[f] = imaginary.of(f, n) * bins.im()[f];
                }
                return weighted.inverse(n);
            }

            @Override
            public HalfSpectrum irfftAdjoint(double[] values) {
                HalfSpectrum bins = HalfSpectrum.of(values);
                for (int f = 0; f < bins.size(); f++) {
                    bins.re()[f] *= back.of(f, values.length);
                    bins.im()[f] *= back.of(f, values.length);
                }
                return bins;
            }
        };
    }

    private static Gap07 there(Weight weight) {
        return with(weight, weight, WrongAnswers07::twice);
    }

    private static Gap07 back(Weight weight) {
        return with(WrongAnswers07::half, WrongAnswers07::half, weight);
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Map<Object, String> all = new LinkedHashMap<>();
        all.put(there((f, n) -> 1), Check07.INVERSE);
        all.put(there((f, n) -> 0.5), Check07.ZERO_HALVED);
        all.put(there((f, n) -> f == 0 ? 1 : 0.5), Check07.MIDDLE_HALVED);
        all.put(there((f, n) -> f == 0 || f == n / 2 ? 1 : 0.5), Check07.ODD);
        all.put(there((f, n) -> isSingle(f, n) ? 1 : 2), Check07.DOUBLED);
        all.put(there((f, n) -> 1.0 / n), Check07.SCALED);
        all.put(there((f, n) -> half(f, n) * Math.sqrt(n)), Check07.SCALED);
        all.put(with(WrongAnswers07::half, (f, n) -> 1, WrongAnswers07::twice), Check07.ONE_PART);
        all.put(with(WrongAnswers07::half, (f, n) -> 0, WrongAnswers07::twice), Check07.ONE_PART);
        all.put(with(WrongAnswers07::half, (f, n) -> -half(f, n), WrongAnswers07::twice), Check07.OTHER_PART);
        all.put(there((f, n) -> f == 0 ? 3 : 0.5), Check07.SINGLE);
        all.put(there((f, n) -> isSingle(f, n) ? 2 : 1), Check07.SINGLE);
        all.put(there((f, n) -> isSingle(f, n) ? 1 : 0), Check07.NOTHING);
        all.put(there((f, n) -> 0), Check07.NOTHING);
        all.put(there((f, n) -> isSingle(f, n) ? 1 : 0.25), Check07.OTHER);
        all.put(there((f, n) -> f == 0 || f == 4 ? 1 : 0.5), Check07.ONE_LENGTH);
        all.put(back((f, n) -> f == 0 || f == 4 ? 1 : 2), Check07.ONE_LENGTH);
        all.put(back((f, n) -> 1), Check07.FORWARD_ONLY);
        all.put(back(WrongAnswers07::half), Check07.HALVED_AGAIN);
        all.put(back((f, n) -> 2), Check07.SINGLE_DOUBLED);
        all.put(back((f, n) -> f == 0 ? 1 : 2), Check07.SINGLE_DOUBLED);
        all.put(back((f, n) -> f == 0 || f == n / 2 ? 1 : 2), Check07.ODD_BACK);
        all.put(back((f, n) -> 3), Check07.OTHER_BACK);
        all.put(
                (Gap07) new Decorated() {
                    @Override
                    public double[] rfftAdjoint(HalfSpectrum bins, int n) {
                        return Arrays.copyOf(super.rfftAdjoint(bins, n), n / 2 + 1);
                    }
                },
                Check07.SIZE);
        all.put(
                (Gap07) new Decorated() {
                    @Override
                    public double[] rfftAdjoint(HalfSpectrum bins, int n) {
                        for (int f = 0; f < bins.size(); f++) {
                            bins.re()[f] *= half(f, n);
                            bins.im()[f] *= half(f, n);
                        }
                        return bins.inverse(n);
                    }
                },
                Check07.CHANGED);
        return all;
    }

    /** A right answer, for a wrong one to change. */
    private static class Decorated implements Gap07 {
        private final Gap07 right = back(WrongAnswers07::twice);

        @Override
        public double[] rfftAdjoint(HalfSpectrum bins, int n) {
            return right.rfftAdjoint(bins, n);
        }

        @Override
        public HalfSpectrum irfftAdjoint(double[] values) {
            return right.irfftAdjoint(values);
        }
    }
}
