package org.end4rec.lessons.lesson13;

/** A matrix [d,d], at first 0, that counts its products. */
public final class CountedMatrix {
    private final double[][] values;

    /** @param d how many rows and columns it has */
    public CountedMatrix(int d) {
        values = new double[d][d];
    }

    /** Adds uᵀu, the product of each number of u with each: d·d products. */
    public void addOuter(CountedVector u) {
        CountedVector.count((long) u.size() * u.size());
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                values[i][j] += u.value(i) * u.value(j);
            }
        }
    }

    /** This matrix times a vector, [d]: d·d products. */
    public CountedVector times(CountedVector q) {
        CountedVector.count((long) q.size() * q.size());
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                result[i] += values[i][j] * q.value(j);
            }
        }
        return new CountedVector(result);
    }
}
