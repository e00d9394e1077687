package org.end4rec.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.end4rec.autograd.ops.ChunkLinear;
import org.end4rec.autograd.ops.Concat;
import org.end4rec.autograd.ops.Gather;
import org.end4rec.autograd.ops.GatherSum;
import org.end4rec.autograd.ops.Irfft;
import org.end4rec.autograd.ops.Linear;
import org.end4rec.autograd.ops.NewestConvolution;
import org.end4rec.autograd.ops.Permute;
import org.end4rec.autograd.ops.Reshape;
import org.end4rec.autograd.ops.Rfft;
import org.end4rec.autograd.ops.Select;
import org.end4rec.autograd.ops.Slice;
import org.end4rec.autograd.ops.SumAxis;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.Draw;
import org.end4rec.autograd.testing.OpRun;
import org.end4rec.autograd.testing.Tolerances;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.testing.Figures;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The identity ⟨A x, y⟩ = ⟨x, Aᵀ y⟩ of ops that are linear in x, along an axis of every length from 1 to 260. */
class AdjointTest {
    private static final int LONGEST = 260;
    private static final int D = 6;

    /** An op at a length: the shape of x, and the function of x. */
    private record Map(int[] shape, Function<Variable, Variable> forward) {}

    @FunctionalInterface
    private interface MapOfLength {
        Map at(int n, Draw draw);
    }

    @TestFactory
    Stream<DynamicTest> backwardIsTheAdjoint() {
        return Stream.of(
                test("rfft", (n, draw) -> map(Rfft::rfft, 2, n, 3)),
                test("irfft", (n, draw) -> map(x -> Irfft.irfft(x, n), 2, 2, n / 2 + 1, 3)),
                test("permute", (n, draw) -> map(x -> Permute.permute(x, 2, 0, 1), 2, n, 3)),
                test("reshape", (n, draw) -> map(x -> Reshape.reshape(x, Shape.of(3, n)), n, 3)),
                test("sumAxis", (n, draw) -> map(x -> SumAxis.sumAxis(x, 1), 2, n, 3)),
                test("select", (n, draw) -> map(x -> Select.select(x, 1, n / 2), 2, n, 3)),
                test("slice", (n, draw) -> map(x -> Slice.slice(x, 1, n / 3, n), 2, n, 3)),
                test("concat", (n, draw) -> map(x -> Concat.concat(1, x, Slice.slice(x, 1, n / 2, n)), 2, n, 3)),
                test("gather", (n, draw) -> {
                    int[] rows = draw.indices(2 * n, n);
                    return map(x -> Gather.gather(x, rows, Shape.of(2, n)), n, 3);
                }),
                test("gatherSum", (n, draw) -> {
                    int[] rows = draw.indices(2 * n, n);
                    Tensor zero = Tensor.zeros(Shape.of(n, 3));
                    return map(
                            x -> GatherSum.gatherSum(
                                    List.of(x), List.of(rows), x.tape().constant(zero)),
                            n,
                            3);
                }),
                test("linear", (n, draw) -> {
                    Tensor w = draw.normal(n, 3).toTensor();
                    return map(x -> Linear.linear(x, x.tape().constant(w)), 2, n);
                }),
                test("chunkLinear", (n, draw) -> {
                    Tensor w = draw.normal(2, 2, D / 2, D / 2).toTensor();
                    Tensor b = Tensor.zeros(Shape.of(2, 2, D / 2));
                    return map(
                            x -> ChunkLinear.chunkLinear(
                                    x, x.tape().constant(w), x.tape().constant(b)),
                            1,
                            2,
                            n,
                            D);
                }),
                test("newestConvolution", (n, draw) -> {
                    Tensor h = draw.normal(2, n, 3).toTensor();
                    int[] types = draw.indices(2 * n, 3);
                    return map(
                            x -> NewestConvolution.newestConvolution(x, x.tape().constant(h), types), 2, n, 3);
                }));
    }

    private static Map map(Function<Variable, Variable> forward, int... shape) {
        return new Map(shape, forward);
    }

    private static DynamicTest test(String name, MapOfLength op) {
        return DynamicTest.dynamicTest(name, () -> {
            double worst = IntStream.rangeClosed(1, LONGEST)
                    .mapToDouble(n -> mismatch(op, n))
                    .max()
                    .orElseThrow();
            Figures.print("G2", name + ", worst adjoint mismatch of n = 1 … 260", "%.2g, bar 2e-6", worst);
            assertThat(worst).isLessThanOrEqualTo(Tolerances.ADJOINT);
        });
    }

    private static double mismatch(MapOfLength op, int n) {
        Draw draw = new Draw("adjoint", n);
        Map map = op.at(n, draw);
        DoubleTensor x = draw.normal(map.shape());
        OpRun run = OpRun.of(Trial.of(x, map.forward(), same -> same)).backward();
        DoubleTensor ax = DoubleTensor.of(run.output().toTensor());
        DoubleTensor y = DoubleTensor.of(Tensor.of(ax.shape(), run.dy()));
        double scale = Math.sqrt(ax.dot(ax)) * Math.sqrt(y.dot(y));
        double difference = Math.abs(ax.dot(y) - x.dot(run.gradient(0)));
        return difference == 0 ? 0 : difference / scale;
    }
}
