package lesson04;

import org.end4rec.lessons.lesson04.Candidate;
import org.end4rec.lessons.lesson04.Gap04;

/** One answer to the exercise of lesson 4. */
public final class Answer implements Gap04 {
    /** Large enough that the rounding of floats does not matter, small enough that a curve is nearly a line. */
    private static final float STEP = 0.01f;

    private static final double TOLERANCE = 0.005;

    @Override
    public boolean accept(Candidate candidate) {
        float[] x = new float[candidate.size()];
        // several points: to be right once proves nothing
        for (int point = 0; point < 4; point++) {
            for (int i = 0; i < x.length; i++) {
                // unequal numbers of both signs, none of them near the kink at 0
                x[i] = (((i + point) & 1) == 0 ? 1 : -1) * (0.4f + 0.17f * i + 0.23f * point);
            }
            float[] gradient = candidate.gradient(x);
            for (int i = 0; i < x.length; i++) {
                // every coordinate, to both sides
                float before = x[i];
                x[i] = before + STEP;
                double above = candidate.value(x);
                x[i] = before - STEP;
                double below = candidate.value(x);
                x[i] = before;
                double slope = (above - below) / (2 * STEP);
                // relative to the larger of the two; two zeros are equal
                double scale = Math.max(Math.abs(slope), Math.abs(gradient[i]));
                if (Math.abs(slope - gradient[i]) > TOLERANCE * scale) {
                    return false;
                }
            }
        }
        return true;
    }
}
