package lesson01;

import java.util.List;
import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson01.Gap01;
import org.end4rec.lessons.lesson01.Node;

/** Fill the three gaps, then type: ./end4rec check 1 */
public final class Exercise implements Gap01 {
    @Override
    public void multiplyBackward(Node a, Node b, Node product) {
        // product.value is a.value * b.value, and product.gradient is known. Give a and b their shares.
        throw new Todo("2 lines");
    }

    @Override
    public void tanhBackward(Node x, Node y) {
        // y.value is tanh(x.value), and y.gradient is known. Give x its share.
        throw new Todo("1 line");
    }

    @Override
    public void playBackwards(List<Runnable> lines) {
        // lines.get(0) was computed first. Run each line once, in the order that a backward pass needs.
        throw new Todo("3 lines");
    }
}
