package org.end4rec.lessons.lesson11;

/**
 * A table of complex numbers.
 *
 * @param re real parts: a row, then a column
 * @param im imaginary parts
 */
@SuppressWarnings("ArrayRecordComponent") // two tables are never compared
public record Planes(double[][] re, double[][] im) {
    /** @throws IllegalArgumentException if there are not as many real rows as imaginary ones */
    public Planes {
        if (re.length != im.length) {
            throw new IllegalArgumentException(
                    "Planes: " + re.length + " real rows and " + im.length + " imaginary ones");
        }
    }

    /** All 0. */
    public Planes(int rows, int columns) {
        this(new double[rows][columns], new double[rows][columns]);
    }

    /** Number of rows. */
    public int rows() {
        return re.length;
    }

    /** Number of columns. */
    public int columns() {
        return re[0].length;
    }
}
