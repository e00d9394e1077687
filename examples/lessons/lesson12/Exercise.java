package lesson12;

import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson12.Gap12;

/** Fill the three gaps, then type: ./end4rec check 12 */
public final class Exercise implements Gap12 {
    @Override
    public double gumbel(double u) {
        // u is a number between 0 and 1. Return its Gumbel noise.
        throw new Todo("1 line");
    }

    @Override
    public double[] decide(double[] margin, double[] noise, double tau) {
        double[] decision = new double[margin.length];
        for (int i = 0; i < margin.length; i++) {
            // noise[2 * i] is the noise for keep, noise[2 * i + 1] the noise for drop.
            // Set decision[i]: 1 if the soft twin is above ½, else 0.
            throw new Todo("2 lines");
        }
        return decision;
    }

    @Override
    public double[] backward(double[] margin, double[] noise, double tau, double[] dy) {
        double[] gradient = new double[margin.length];
        for (int i = 0; i < margin.length; i++) {
            // dy[i] is the gradient of decision i. Set gradient[i], the gradient of margin[i].
            throw new Todo("3 lines");
        }
        return gradient;
    }
}
