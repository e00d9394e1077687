package org.end4rec.autograd.ops;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.Draw;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Tolerances;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;

/** Multi-head attention in small steps, the oracle of the fused ops. */
final class AttentionComposition {
    private AttentionComposition() {}

    /**
     * Values and gradients of a fused op are those of the composition, on random q, k, v [B,N,d].
     *
     * @param fused from q, k and v
     * @param softmax from the scaled scores [B,H,N,N] to weights
     */
    static void assertSame(
            Shape shape, int heads, Function<List<Variable>, Variable> fused, UnaryOperator<Variable> softmax) {
        int[] dims = shape.dims();
        Draw draw = new Draw("composition", shape.dim(1));
        List<Tensor> inputs = List.of(
                draw.normal(dims).toTensor(),
                draw.normal(dims).toTensor(),
                draw.normal(dims).toTensor());
        Tensor dy = draw.normal(dims).toTensor();
        List<Variable> x = inputs.stream().map(Tape.recording()::input).toList();
        Variable y = fused.apply(x);
        backward(y, dy);
        List<Variable> z = inputs.stream().map(Tape.recording()::input).toList();
        Variable expected = composed(z, heads, softmax);
        backward(expected, dy);
        close(y.value(), expected.value(), shape);
        for (int i = 0; i < 3; i++) {
            close(x.get(i).gradient(), z.get(i).gradient(), shape);
        }
    }

    private static void backward(Variable y, Tensor dy) {
        System.arraycopy(dy.data(), 0, y.gradient(), 0, dy.data().length);
        y.tape().backward();
    }

    private static void close(float[] found, float[] expected, Shape shape) {
        OpContract.assertClose(
                DoubleTensor.of(Tensor.of(shape, found)),
                DoubleTensor.of(Tensor.of(shape, expected)),
                Tolerances.VALUE,
                shape.toString());
    }

    private static Variable composed(List<Variable> qkv, int heads, UnaryOperator<Variable> softmax) {
        Shape shape = qkv.get(0).shape();
        Variable scores = MatmulTransposed.matmulTransposed(split(qkv.get(0), heads), split(qkv.get(1), heads));
        Variable scaled = Scale.scale(scores, (float) (1 / Math.sqrt(shape.dim(2) / heads)));
        Variable y = Matmul.matmul(softmax.apply(scaled), split(qkv.get(2), heads));
        return Reshape.reshape(Permute.permute(y, 0, 2, 1, 3), shape);
    }

    private static Variable split(Variable x, int heads) {
        Shape shape = x.shape();
        Shape byHead = Shape.of(shape.dim(0), shape.dim(1), heads, shape.dim(2) / heads);
        return Permute.permute(Reshape.reshape(x, byHead), 0, 2, 1, 3);
    }
}
