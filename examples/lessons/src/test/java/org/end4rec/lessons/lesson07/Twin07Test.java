package org.end4rec.lessons.lesson07;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.Irfft;
import org.end4rec.autograd.ops.Rfft;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

/** The library goes backward through a spectrum with the weights of the lesson, within float32. */
class Twin07Test {
    private static final int[] LENGTHS = {1, 2, 3, 7, 8, 13, 16, 50};

    @Test
    void backwardOfRfftIsTheInverseOfHalves() {
        for (int n : LENGTHS) {
            int size = n / 2 + 1;
            Tape tape = Tape.recording();
            Variable x = tape.input(Tensor.of(Shape.of(1, n, 1), numbers(n, 3)));
            Variable bins = Rfft.rfft(x);
            float[] gradient = numbers(2 * size, 5);
            System.arraycopy(gradient, 0, bins.firstGradient(), 0, gradient.length);
            tape.backward();
            HalfSpectrum halved = new HalfSpectrum(n);
            for (int f = 0; f < size; f++) {
                double weight = f == 0 || 2 * f == n ? 1 : 0.5;
                halved.re()[f] = weight * gradient[f];
                halved.im()[f] = weight * gradient[size + f];
            }
            double[] expected = halved.inverse(n);
            for (int t = 0; t < n; t++) {
                assertThat((double) x.gradient()[t])
                        .as("N = %d, value %d", n, t)
                        .isCloseTo(expected[t], within(1e-5));
            }
        }
    }

    @Test
    void backwardOfIrfftIsTheTransformDoubled() {
        for (int n : LENGTHS) {
            int size = n / 2 + 1;
            Tape tape = Tape.recording();
            Variable bins = tape.input(Tensor.of(Shape.of(1, 2, size, 1), numbers(2 * size, 5)));
            Variable x = Irfft.irfft(bins, n);
            float[] gradient = numbers(n, 3);
            System.arraycopy(gradient, 0, x.firstGradient(), 0, n);
            tape.backward();
            double[] values = new double[n];
            for (int t = 0; t < n; t++) {
                values[t] = gradient[t];
            }
            HalfSpectrum expected = HalfSpectrum.of(values);
            for (int f = 0; f < size; f++) {
                double weight = f == 0 || 2 * f == n ? 1 : 2;
                assertThat((double) bins.gradient()[f])
                        .as("N = %d, real part of bin %d", n, f)
                        .isCloseTo(weight * expected.re()[f], within(1e-5));
                assertThat((double) bins.gradient()[size + f])
                        .as("N = %d, imaginary part of bin %d", n, f)
                        .isCloseTo(weight * expected.im()[f], within(1e-5));
            }
        }
    }

    private static float[] numbers(int n, int seed) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = ((i * i * seed + 7 * i + seed) % 17 - 8) / 8f;
        }
        return numbers;
    }
}
