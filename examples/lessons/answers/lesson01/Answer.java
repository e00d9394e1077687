package lesson01;

import java.util.List;
import org.end4rec.lessons.lesson01.Gap01;
import org.end4rec.lessons.lesson01.Node;

/** One answer to the exercise of lesson 1. */
public final class Answer implements Gap01 {
    @Override
    public void multiplyBackward(Node a, Node b, Node product) {
        // a·b grows b times as fast as a; what the product passes on is added, since a may have other uses
        a.gradient += b.value * product.gradient;
        b.gradient += a.value * product.gradient;
    }

    @Override
    public void tanhBackward(Node x, Node y) {
        // the slope of tanh needs the result alone, which was computed before
        x.gradient += (1 - y.value * y.value) * y.gradient;
    }

    @Override
    public void playBackwards(List<Runnable> lines) {
        // the newest line first: when its turn comes, every line that used its result has given its share
        for (int i = lines.size() - 1; i >= 0; i--) {
            lines.get(i).run();
        }
    }
}
