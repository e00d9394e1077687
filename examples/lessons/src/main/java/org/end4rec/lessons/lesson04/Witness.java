package org.end4rec.lessons.lesson04;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A candidate that remembers what a judge has asked it. */
final class Witness implements Candidate {
    /** Beside a slope, a share that a strict comparison sees. */
    private static final double VISIBLE = 3e-4;

    private final Candidate candidate;

    /** Where the judge asked for the gradient. */
    private final List<float[]> points = new ArrayList<>();

    /** Where the judge asked for the value. */
    private final List<float[]> moved = new ArrayList<>();

    Witness(Candidate candidate) {
        this.candidate = candidate;
    }

    @Override
    public int size() {
        return candidate.size();
    }

    @Override
    public float value(float[] x) {
        moved.add(x.clone());
        return candidate.value(x);
    }

    @Override
    public float[] gradient(float[] x) {
        points.add(x.clone());
        return candidate.gradient(x);
    }

    boolean wasAsked() {
        return !points.isEmpty() && !moved.isEmpty();
    }

    int points() {
        return points.size();
    }

    /** Whether all points are so. */
    boolean allPoints(Predicate<float[]> property) {
        return points.stream().allMatch(property);
    }

    /** Whether any number of any point is so. */
    boolean anyNumber(Predicate<Float> property) {
        for (float[] point : points) {
            for (float number : point) {
                if (property.test(number)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How far values were asked from the nearest point: ε. */
    double step() {
        return moved.stream().mapToDouble(x -> distance(x, nearest(x))).max().orElse(0);
    }

    /** Whether some value was asked below a point, and some above. */
    boolean askedOnBothSides() {
        boolean above = false;
        boolean below = false;
        for (float[] x : moved) {
            float[] point = nearest(x);
            for (int i = 0; i < x.length; i++) {
                above |= x[i] > point[i];
                below |= x[i] < point[i];
            }
        }
        return above && below;
    }

    /** Whether each number was moved at some point. */
    boolean movedAll() {
        boolean[] done = new boolean[size()];
        for (float[] x : moved) {
            float[] point = nearest(x);
            for (int i = 0; i < x.length; i++) {
                done[i] |= x[i] != point[i];
            }
        }
        for (boolean each : done) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    /** Whether some value was asked where two numbers or more differ from those of the point. */
    boolean movedTogether() {
        for (float[] x : moved) {
            float[] point = nearest(x);
            int different = 0;
            for (int i = 0; i < x.length; i++) {
                different += x[i] == point[i] ? 0 : 1;
            }
            if (different > 1) {
                return true;
            }
        }
        return false;
    }

    /** Whether a slope at the last point is so small that the rounding of the value, divided by ε, shows beside it. */
    boolean isFlatAtTheLastPoint() {
        float[] point = points.get(points.size() - 1);
        double rounding = Math.ulp(candidate.value(point)) / step();
        for (float slope : candidate.gradient(point)) {
            if (slope != 0 && rounding > VISIBLE * Math.abs(slope)) {
                return true;
            }
        }
        return false;
    }

    private float[] nearest(float[] x) {
        float[] nearest = points.get(0);
        for (float[] point : points) {
            if (distance(x, point) < distance(x, nearest)) {
                nearest = point;
            }
        }
        return nearest;
    }

    private static double distance(float[] x, float[] y) {
        double largest = 0;
        for (int i = 0; i < x.length; i++) {
            largest = Math.max(largest, Math.abs((double) x[i] - y[i]));
        }
        return largest;
    }
}
