package lesson13;

import org.end4rec.lessons.lesson13.CountedMatrix;
import org.end4rec.lessons.lesson13.CountedVector;
import org.end4rec.lessons.lesson13.Gap13;

/** One answer to the exercise of lesson 13. */
public final class Answer implements Gap13 {
    @Override
    public double[] squaredAgreement(CountedVector[] q, CountedVector[] u) {
        // once for all queries: N·d·d products
        CountedMatrix moment = new CountedMatrix(u[0].size());
        for (CountedVector each : u) {
            moment.addOuter(each);
        }
        double[] agreement = new double[q.length];
        for (int i = 0; i < q.length; i++) {
            // the matrix has seen event i too, so its own square goes away again
            double own = q[i].dot(u[i]);
            agreement[i] = q[i].dot(moment.times(q[i])) - own * own;
        }
        return agreement;
    }

    @Override
    public double contrast(double pure, double original, double noise) {
        return step(pure - original) + step(original - noise);
    }

    /** −log σ(x) = log(1 + e^−x), in a form that never overflows. */
    private static double step(double x) {
        return Math.max(0, -x) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }
}
