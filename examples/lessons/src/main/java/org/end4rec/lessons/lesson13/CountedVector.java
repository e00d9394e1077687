package org.end4rec.lessons.lesson13;

import java.util.Arrays;

/** A vector of d numbers that counts the products of {@link #dot}. */
public final class CountedVector {
    private static long products;

    private final double[] values;

    /** @param values its numbers */
    public CountedVector(double... values) {
        this.values = values.clone();
    }

    /** How many products all vectors and matrices have taken so far. */
    public static long products() {
        return products;
    }

    static void count(long more) {
        products += more;
    }

    /** d, how many numbers it has. */
    public int size() {
        return values.length;
    }

    /** The inner product: d products. */
    public double dot(CountedVector other) {
        count(values.length);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * other.values[i];
        }
        return sum;
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }

    double value(int i) {
        return values[i];
    }
}
