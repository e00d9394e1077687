package lesson12;

import org.end4rec.lessons.lesson12.Gap12;

/** One answer to the exercise of lesson 12. */
public final class Answer implements Gap12 {
    @Override
    public double gumbel(double u) {
        // ln u is negative, so the inner minus comes first: no logarithm of a negative number
        return -StrictMath.log(-StrictMath.log(u));
    }

    @Override
    public double[] decide(double[] margin, double[] noise, double tau) {
        double[] decision = new double[margin.length];
        for (int i = 0; i < margin.length; i++) {
            // σ(a) is above ½ where a is above 0; τ divides all of it, so it changes no decision
            decision[i] = margin[i] + noise[2 * i] - noise[2 * i + 1] > 0 ? 1 : 0;
        }
        return decision;
    }

    @Override
    public double[] backward(double[] margin, double[] noise, double tau, double[] dy) {
        double[] gradient = new double[margin.length];
        for (int i = 0; i < margin.length; i++) {
            // the same noise as on the way forward: the twin of this decision, not of another
            double argument = (margin[i] + noise[2 * i] - noise[2 * i + 1]) / tau;
            // e^−a may be infinite, and then soft is 0; e^a / (1 + e^a) would be infinite by infinite
            double soft = 1 / (1 + StrictMath.exp(-argument));
            // the slope of σ at a, times the slope of a, which is 1/τ
            gradient[i] = dy[i] * soft * (1 - soft) / tau;
        }
        return gradient;
    }
}
