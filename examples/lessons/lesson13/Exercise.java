package lesson13;

import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson13.CountedVector;
import org.end4rec.lessons.lesson13.Gap13;

/** Fill the gaps, then type: ./end4rec check 13 */
public final class Exercise implements Gap13 {
    /*
     * q and u have N vectors each, and each vector has d = q[0].size() numbers; N is q.length.
     * a.dot(b) is the inner product of two vectors. new CountedMatrix(d), from the package of CountedVector, is [d,d]:
     * matrix.addOuter(u) adds uᵀu to it, and matrix.times(q) is a vector again.
     */
    @Override
    public double[] squaredAgreement(CountedVector[] q, CountedVector[] u) {
        // For each event i: the sum of (q_i·u_j)² over all other events j. No loop over pairs.
        throw new Todo("8 lines");
    }

    @Override
    public double contrast(double pure, double original, double noise) {
        // Three numbers: how well each signal scores the next item. −log σ(…) − log σ(…), finite for large scores too
        throw new Todo("2 to 4 lines");
    }
}
