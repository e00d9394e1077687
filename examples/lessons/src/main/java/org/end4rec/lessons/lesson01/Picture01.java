package org.end4rec.lessons.lesson01;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.Multiply.multiply;

import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.lessons.picture.GraphFrames;
import org.end4rec.lessons.picture.GraphFrames.Frame;
import org.end4rec.lessons.picture.GraphFrames.Vertex;
import org.end4rec.models.page.Chart;

/** The picture of lesson 1: (a·b + c)·f, and how the gradients come back, line by line. */
public final class Picture01 {
    private Picture01() {}

    /** Draws what the library's tape computes. */
    public static Chart draw() {
        Tape tape = Tape.recording();
        Variable a = number(tape, 2);
        Variable b = number(tape, -3);
        Variable c = number(tape, 10);
        Variable f = number(tape, -2);
        Variable v0 = multiply(a, b);
        Variable v1 = add(v0, c);
        Variable v2 = multiply(v1, f);
        tape.backward(v2);
        List<Vertex> vertices = List.of(
                vertex("a", a, 0, 0),
                vertex("b", b, 0, 1),
                vertex("c", c, 0, 2),
                vertex("f", f, 0, 3),
                vertex("v0 = a·b", v0, 1, 0.5, 0, 1),
                vertex("v1 = v0+c", v1, 2, 1.25, 4, 2),
                vertex("v2 = v1·f", v2, 3, 2.125, 5, 3));
        return GraphFrames.of(
                "The computation (a·b + c)·f, and its gradients after each line that is played backwards",
                vertices,
                List.of(
                        new Frame("forward: each box gets its value", List.of(), -1),
                        new Frame("the result has gradient 1", List.of(6), -1),
                        new Frame("v2 gives v1 and f their shares", List.of(6, 5, 3), 6),
                        new Frame("v1 gives v0 and c their shares", List.of(6, 5, 3, 4, 2), 5),
                        new Frame("v0 gives a and b their shares", List.of(6, 5, 3, 4, 2, 0, 1), 4)));
    }

    private static Variable number(Tape tape, float value) {
        return tape.input(Tensor.of(Shape.of(1), value));
    }

    private static Vertex vertex(String name, Variable variable, double column, double row, Integer... inputs) {
        return new Vertex(name, variable.value()[0], variable.gradient()[0], column, row, List.of(inputs));
    }
}
