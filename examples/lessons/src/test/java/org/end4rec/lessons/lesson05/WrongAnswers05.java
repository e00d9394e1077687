package org.end4rec.lessons.lesson05;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wrong answers to the exercise of lesson 5, each with the message that it must get. */
public final class WrongAnswers05 {
    private WrongAnswers05() {}

    /** A right answer, for a wrong one to change. */
    private static class Right implements Gap05 {
        private final double turn;
        private final double factor;

        Right() {
            this(-2 * Math.PI, -0.5);
        }

        /** @param factor the power of N before the sum */
        Right(double turn, double factor) {
            this.turn = turn;
            this.factor = factor;
        }

        @Override
        public Spectrum transform(double[] x) {
            int n = x.length;
            Spectrum spectrum = new Spectrum(n);
            for (int f = 0; f < n; f++) {
                for (int t = 0; t < n; t++) {
                    double value = x[t] * Math.pow(n, factor);
                    spectrum.re()[f] += value * Math.cos(turn * f * t / n);
                    spectrum.im()[f] += value * Math.sin(turn * f * t / n);
                }
            }
            return spectrum;
        }

        @Override
        public double[] circular(double[] x, double[] h) {
            double[] y = transform(x).times(transform(h)).back();
            return Arrays.stream(y).map(value -> value * Math.sqrt(y.length)).toArray();
        }

        @Override
        public double[] linear(double[] x, double[] h) {
            return Arrays.copyOf(circular(Arrays.copyOf(x, 2 * x.length), Arrays.copyOf(h, 2 * h.length)), x.length);
        }
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Map<Object, String> all = new LinkedHashMap<>();
        all.put(new Right(2 * Math.PI, -0.5), Check05.TURNS_BACK);
        all.put(new Right(-2 * Math.PI, -1), Check05.DIVIDED_BY_N);
        all.put(new Right(-2 * Math.PI, 0), Check05.NOT_DIVIDED);
        all.put(new Right(-Math.PI, -0.5), Check05.OTHER);
        all.put(
                new Right() {
                    @Override
                    public double[] circular(double[] x, double[] h) {
                        return transform(x).times(transform(h)).back();
                    }
                },
                Check05.NO_ROOT);
        all.put(
                new Right() {
                    @Override
                    public double[] linear(double[] x, double[] h) {
                        return circular(x, h);
                    }
                },
                Check05.LEAKS);
        all.put(
                new Right() {
                    @Override
                    public double[] linear(double[] x, double[] h) {
                        return circular(Arrays.copyOf(x, 2 * x.length), Arrays.copyOf(h, 2 * h.length));
                    }
                },
                Check05.LONGER);
        all.put(
                new Right() {
                    @Override
                    public double[] linear(double[] x, double[] h) {
                        double[] longer = new double[2 * x.length];
                        System.arraycopy(x, 0, longer, x.length, x.length);
                        return Arrays.copyOf(circular(longer, Arrays.copyOf(h, 2 * h.length)), x.length);
                    }
                },
                Check05.IN_FRONT);
        all.put(
                new Right() {
                    @Override
                    public double[] circular(double[] x, double[] h) {
                        double[] y = super.circular(x, h);
                        return Arrays.stream(y).map(value -> value + 1).toArray();
                    }
                },
                Check05.OTHER_CONVOLUTION);
        return all;
    }
}
