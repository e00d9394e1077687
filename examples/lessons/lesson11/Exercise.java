package lesson11;

import java.util.List;
import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson11.Gap11;
import org.end4rec.lessons.lesson11.Planes;

/** Fill the two gaps, then type: ./end4rec check 11 */
public final class Exercise implements Gap11 {
    @Override
    public Planes forward(Planes x, List<Planes> w) {
        int k = w.size();
        int s = w.get(0).rows();
        Planes y = new Planes(x.rows(), k * s);
        for (int row = 0; row < x.rows(); row++) {
            for (int c = 0; c < k; c++) {
                double[][] re = w.get(c).re();
                double[][] im = w.get(c).im();
                for (int j = 0; j < s; j++) {
                    for (int o = 0; o < s; o++) {
                        // Channel j of chunk c goes to channel o of chunk c, times re[j][o] + i·im[j][o].
                        // Which channel of all d is it? Add to y.re()[row][...] and y.im()[row][...]: four products.
                        throw new Todo("4 lines");
                    }
                }
            }
        }
        return y;
    }

    @Override
    public Planes backward(Planes dy, List<Planes> w) {
        int k = w.size();
        int s = w.get(0).rows();
        Planes dx = new Planes(dy.rows(), k * s);
        for (int row = 0; row < dy.rows(); row++) {
            for (int c = 0; c < k; c++) {
                double[][] re = w.get(c).re();
                double[][] im = w.get(c).im();
                for (int j = 0; j < s; j++) {
                    for (int o = 0; o < s; o++) {
                        // Now channel o gives to channel j. Add to dx.re()[row][...] and dx.im()[row][...].
                        throw new Todo("4 lines");
                    }
                }
            }
        }
        return dx;
    }
}
