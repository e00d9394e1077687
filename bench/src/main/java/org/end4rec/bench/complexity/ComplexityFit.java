package org.end4rec.bench.complexity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * How a cost T grows with N. For each {@link Growth} f the model T(N) = a·N + b·f(N), a, b ≥ 0, is fitted by least
 * squares of the <em>relative</em> errors: Σ((a·N + b·f(N))/T(N) − 1)² → min. Every block does some work position by
 * position, such as a projection, so a·N is in each model; of N itself the model is b·N. The residual of a model is the
 * root mean square of these errors. Beside it stands the slope of the straight line through (log N, log T), with the
 * 95 % confidence interval of Student's t.
 *
 * @param models one for each growth, smallest residual first
 * @param slope d log T / d log N
 * @param slopeError half the width of its confidence interval; infinite for two points
 * @param from the smallest N fitted
 * @param to the largest N fitted
 * @param points points fitted
 */
public record ComplexityFit(List<Model> models, double slope, double slopeError, int from, int to, int points) {
    /** 97.5 % points of Student's t with 1, 2, … degrees of freedom. */
    private static final double[] STUDENT = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131
    };

    private static final double NORMAL = 1.96;

    /** Different lengths that a fit needs. */
    public static final int FEWEST = 2;

    /** T(N) = a·N + b·f(N). */
    public record Model(Growth growth, double a, double b, double residual) {
        /** The model's T(N). */
        public double at(double n) {
            return a * n + b * growth.of(n);
        }
    }

    /** The model with the smallest residual. */
    public Model best() {
        return models.get(0);
    }

    /**
     * Fits T over N.
     *
     * @throws IllegalArgumentException for fewer than two different N, or if an N or T is not positive and finite
     */
    public static ComplexityFit of(SortedMap<Integer, Double> times) {
        check(times);
        List<Model> models = new ArrayList<>();
        for (Growth growth : Growth.values()) {
            models.add(fit(growth, times));
        }
        models.sort(Comparator.comparingDouble(Model::residual));
        return withSlope(models, times);
    }

    private static void check(SortedMap<Integer, Double> times) {
        if (times.size() < FEWEST) {
            throw new IllegalArgumentException(
                    "ComplexityFit: there are " + times.size() + " different lengths; a fit needs at least " + FEWEST);
        }
        times.forEach((n, t) -> {
            if (n < 1) {
                throw new IllegalArgumentException("ComplexityFit: a length is " + n + "; it must be at least 1");
            }
            if (!(t > 0) || t == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(
                        "ComplexityFit: the cost at " + n + " is " + t + "; it must be positive and finite");
            }
        });
    }

    /** Rows (N/T, f/T), right-hand side 1. Where a or b would be negative, the other is fitted alone. */
    private static Model fit(Growth growth, SortedMap<Integer, Double> times) {
        // f in units of its largest value beside N: the normal equations stay well scaled
        double unit = growth.of(times.lastKey()) / times.lastKey();
        unit = unit > 0 ? unit : 1;
        double uu = 0;
        double uv = 0;
        double vv = 0;
        double u1 = 0;
        double v1 = 0;
        for (var point : times.entrySet()) {
            double u = point.getKey() / point.getValue();
            double v = growth.of(point.getKey()) / unit / point.getValue();
            uu += u * u;
            uv += u * v;
            vv += v * v;
            u1 += u;
            v1 += v;
        }
        double determinant = uu * vv - uv * uv;
        double a = (u1 * vv - v1 * uv) / determinant;
        double b = (v1 * uu - u1 * uv) / determinant;
        if (growth == Growth.LINEAR || !(a >= 0)) {
            a = 0;
            b = v1 / vv;
        }
        if (!(b >= 0)) {
            a = u1 / uu;
            b = 0;
        }
        Model model = new Model(growth, a, b / unit, 0);
        double squares = 0;
        for (var point : times.entrySet()) {
            double error = model.at(point.getKey()) / point.getValue() - 1;
            squares += error * error;
        }
        return new Model(growth, a, b / unit, StrictMath.sqrt(squares / times.size()));
    }

    private static ComplexityFit withSlope(List<Model> models, SortedMap<Integer, Double> times) {
        int count = times.size();
        double meanX = 0;
        double meanY = 0;
        for (var point : times.entrySet()) {
            meanX += StrictMath.log(point.getKey()) / count;
            meanY += StrictMath.log(point.getValue()) / count;
        }
        double xx = 0;
        double xy = 0;
        for (var point : times.entrySet()) {
            double x = StrictMath.log(point.getKey()) - meanX;
            xx += x * x;
            xy += x * (StrictMath.log(point.getValue()) - meanY);
        }
        double slope = xy / xx;
        double squares = 0;
        for (var point : times.entrySet()) {
            double x = StrictMath.log(point.getKey()) - meanX;
            double error = StrictMath.log(point.getValue()) - meanY - slope * x;
            squares += error * error;
        }
        int freedom = count - 2;
        double error =
                freedom == 0 ? Double.POSITIVE_INFINITY : student(freedom) * StrictMath.sqrt(squares / freedom / xx);
        return new ComplexityFit(List.copyOf(models), slope, error, times.firstKey(), times.lastKey(), count);
    }

    /** Half the width of the 95 % interval of a mean of independent numbers; 0 for fewer than two. */
    static double meanError(List<Double> numbers) {
        int count = numbers.size();
        if (count < 2) {
            return 0;
        }
        double mean = 0;
        for (double number : numbers) {
            mean += number / count;
        }
        double squares = 0;
        for (double number : numbers) {
            squares += (number - mean) * (number - mean);
        }
        return student(count - 1) * StrictMath.sqrt(squares / (count - 1) / count);
    }

    private static double student(int freedom) {
        return freedom <= STUDENT.length ? STUDENT[freedom - 1] : NORMAL;
    }
}
