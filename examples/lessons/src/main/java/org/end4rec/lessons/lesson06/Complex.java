package org.end4rec.lessons.lesson06;

/**
 * A complex number, whose products are counted: a check asks for the right bins at the right cost.
 *
 * @param re real part
 * @param im imaginary part
 */
public record Complex(double re, double im) {
    private static final ThreadLocal<long[]> PRODUCTS = ThreadLocal.withInitial(() -> new long[1]);

    /** The arrow of length 1 that has made turns/n of a full turn. */
    public static Complex turn(double turns, double n) {
        double angle = 2 * Math.PI * turns / n;
        return new Complex(StrictMath.cos(angle), StrictMath.sin(angle));
    }

    /** The sum. */
    public Complex plus(Complex other) {
        return new Complex(re + other.re, im + other.im);
    }

    /** The difference. */
    public Complex minus(Complex other) {
        return new Complex(re - other.re, im - other.im);
    }

    /** The product; counted. */
    public Complex times(Complex other) {
        PRODUCTS.get()[0]++;
        return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
    }

    /** Products of this thread so far. */
    static long products() {
        return PRODUCTS.get()[0];
    }
}
