package org.end4rec.lessons.lesson06;

/** What the exercise of lesson 6 fills in. All transforms are sums without a factor: X_f = Σ_t x_t·e^(−2πi·f·t/N). */
public interface Gap06 {
    /** The transform of N numbers, where N is a power of two. */
    Complex[] transform(Complex[] x);

    /** The transform of any number of numbers, by one convolution. */
    Complex[] anyLength(Complex[] x);
}
