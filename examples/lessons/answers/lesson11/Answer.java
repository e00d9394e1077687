package lesson11;

import java.util.List;
import org.end4rec.lessons.lesson11.Gap11;
import org.end4rec.lessons.lesson11.Planes;

/** One answer to the exercise of lesson 11. */
public final class Answer implements Gap11 {
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
                        // chunk c begins at channel c·s, for input and output
                        double a = x.re()[row][c * s + j];
                        double b = x.im()[row][c * s + j];
                        // i·i = −1: the product of both imaginary parts is real, with a minus
                        y.re()[row][c * s + o] += a * re[j][o] - b * im[j][o];
                        y.im()[row][c * s + o] += a * im[j][o] + b * re[j][o];
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
                        // from o to j: the transpose
                        double a = dy.re()[row][c * s + o];
                        double b = dy.im()[row][c * s + o];
                        // the same four products with −im: on the way forward x.im reached y.re with a minus
                        dx.re()[row][c * s + j] += a * re[j][o] + b * im[j][o];
                        dx.im()[row][c * s + j] += b * re[j][o] - a * im[j][o];
                    }
                }
            }
        }
        return dx;
    }
}
