package org.end4rec.lessons.lesson13;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wrong answers to the exercise of lesson 13, each with the message that it must get. */
public final class WrongAnswers13 {
    private WrongAnswers13() {}

    /** A right answer, for a wrong one to change. */
    static class Right implements Gap13 {
        @Override
        public double[] squaredAgreement(CountedVector[] q, CountedVector[] u) {
            CountedMatrix moment = new CountedMatrix(u[0].size());
            for (CountedVector each : items(q, u)) {
                moment.addOuter(each);
            }
            double[] agreement = new double[q.length];
            for (int i = 0; i < q.length; i++) {
                CountedVector asks = queries(q, u)[i];
                agreement[i] = answered(q[i], u[i], moment.times(asks), asks) - own(q[i], u[i]);
            }
            return agreement;
        }

        /** @param asked the matrix times {@code asks} */
        double answered(CountedVector q, CountedVector u, CountedVector asked, CountedVector asks) {
            return asks.dot(asked);
        }

        CountedVector[] items(CountedVector[] q, CountedVector[] u) {
            return u;
        }

        CountedVector[] queries(CountedVector[] q, CountedVector[] u) {
            return q;
        }

        double own(CountedVector q, CountedVector u) {
            return q.dot(u) * q.dot(u);
        }

        @Override
        public double contrast(double pure, double original, double noise) {
            return step(pure - original) + step(original - noise);
        }

        static double step(double gain) {
            return Math.max(0, -gain) + Math.log1p(Math.exp(-Math.abs(gain)));
        }
    }

    /** The contrast of three scores. */
    private interface Contrast {
        double of(double pure, double original, double noise);
    }

    private static Gap13 contrast(Contrast contrast) {
        return new Right() {
            @Override
            public double contrast(double pure, double original, double noise) {
                return contrast.of(pure, original, noise);
            }
        };
    }

    /** What is taken away for the event itself. */
    private interface Own {
        double of(CountedVector q, CountedVector u);
    }

    private static Gap13 own(Own own) {
        return new Right() {
            @Override
            double own(CountedVector q, CountedVector u) {
                return own.of(q, u);
            }
        };
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Map<Object, String> all = new LinkedHashMap<>();
        all.put(own((q, u) -> 0), Check13.ITSELF);
        all.put(own((q, u) -> q.dot(u)), Check13.OWN_NOT_SQUARED);
        all.put(own((q, u) -> u.dot(u) * u.dot(u)), Check13.OWN_OF_ITEMS);
        all.put(own((q, u) -> 1), Check13.OTHER);
        all.put(
                new Right() {
                    @Override
                    CountedVector[] items(CountedVector[] q, CountedVector[] u) {
                        return q;
                    }

                    @Override
                    CountedVector[] queries(CountedVector[] q, CountedVector[] u) {
                        return u;
                    }
                },
                Check13.OF_QUERIES);
        all.put(
                new Right() {
                    @Override
                    CountedVector[] items(CountedVector[] q, CountedVector[] u) {
                        return q;
                    }
                },
                Check13.OF_QUERIES);
        all.put(shared(1), Check13.MEAN);
        all.put(shared(0), Check13.MEAN);
        all.put(past(), Check13.PAST);
        all.put(
                new Right() {
                    @Override
                    double answered(CountedVector q, CountedVector u, CountedVector asked, CountedVector asks) {
                        return u.dot(asked);
                    }
                },
                Check13.ITEM_ASKS);
        all.put(
                new Right() {
                    @Override
                    CountedVector[] queries(CountedVector[] q, CountedVector[] u) {
                        return u;
                    }
                },
                Check13.ITEM_ASKS);
        all.put(pairs(true), Check13.QUADRATIC);
        all.put(pairs(false), Check13.SQUARE_OF_SUM);
        all.put(
                contrast((pure, original, noise) -> -sigmoid(pure - original) - sigmoid(original - noise)),
                Check13.NO_LOGARITHM);
        all.put(
                contrast((pure, original, noise) -> Right.step(original - pure) + Right.step(noise - original)),
                Check13.WRONG_ORDER);
        all.put(contrast((pure, original, noise) -> Right.step(pure - original)), Check13.ONE_TERM);
        all.put(contrast((pure, original, noise) -> Right.step(pure - noise)), Check13.NOT_BY_STEPS);
        all.put(
                contrast((pure, original, noise) -> Right.step(pure - noise) + Right.step(original - noise)),
                Check13.NOT_BY_STEPS);
        all.put(
                contrast((pure, original, noise) -> -Right.step(pure - original) - Right.step(original - noise)),
                Check13.BOTH_MINUS);
        all.put(
                contrast((pure, original, noise) ->
                        -Math.log(sigmoid(pure - original)) - Math.log(sigmoid(original - noise))),
                Check13.OVERFLOW);
        all.put(
                contrast((pure, original, noise) ->
                        Right.step(pure - original) + Math.log1p(Math.exp(noise - original))),
                Check13.OVERFLOW);
        all.put(
                contrast((pure, original, noise) -> Right.step(2 * (pure - original)) + Right.step(pure - original)),
                Check13.OTHER_CONTRAST);
        return all;
    }

    /** Divides by the number of events less {@code less}. */
    private static Gap13 shared(int less) {
        return new Right() {
            @Override
            public double[] squaredAgreement(CountedVector[] q, CountedVector[] u) {
                return Arrays.stream(super.squaredAgreement(q, u))
                        .map(each -> each / (q.length - less))
                        .toArray();
            }
        };
    }

    /** Fills the matrix while the queries ask. */
    private static Gap13 past() {
        return new Right() {
            @Override
            public double[] squaredAgreement(CountedVector[] q, CountedVector[] u) {
                CountedMatrix moment = new CountedMatrix(u[0].size());
                double[] agreement = new double[q.length];
                for (int i = 0; i < q.length; i++) {
                    agreement[i] = q[i].dot(moment.times(q[i]));
                    moment.addOuter(u[i]);
                }
                return agreement;
            }
        };
    }

    /** Looks at each pair of events. */
    private static Gap13 pairs(boolean squaredFirst) {
        return new Right() {
            @Override
            public double[] squaredAgreement(CountedVector[] q, CountedVector[] u) {
                double[] agreement = new double[q.length];
                for (int i = 0; i < q.length; i++) {
                    double sum = 0;
                    for (int j = 0; j < u.length; j++) {
                        double g = j == i ? 0 : q[i].dot(u[j]);
                        sum += squaredFirst ? g * g : g;
                    }
                    agreement[i] = squaredFirst ? sum : sum * sum;
                }
                return agreement;
            }
        };
    }
}
