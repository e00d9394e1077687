package org.end4rec.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.end4rec.autograd.layers.ChunkedDiagonalFusion;
import org.end4rec.autograd.layers.LayerNormalization;
import org.end4rec.autograd.ops.Add;
import org.end4rec.autograd.ops.CausalAttention;
import org.end4rec.autograd.ops.Compactness;
import org.end4rec.autograd.ops.ComplexMultiply;
import org.end4rec.autograd.ops.CrossEntropy;
import org.end4rec.autograd.ops.Gather;
import org.end4rec.autograd.ops.Gelu;
import org.end4rec.autograd.ops.Gru;
import org.end4rec.autograd.ops.GumbelKeep;
import org.end4rec.autograd.ops.Irfft;
import org.end4rec.autograd.ops.Linear;
import org.end4rec.autograd.ops.LogSigmoid;
import org.end4rec.autograd.ops.Matmul;
import org.end4rec.autograd.ops.Mean;
import org.end4rec.autograd.ops.Multiply;
import org.end4rec.autograd.ops.Permute;
import org.end4rec.autograd.ops.PoissonPreference;
import org.end4rec.autograd.ops.Reshape;
import org.end4rec.autograd.ops.Rfft;
import org.end4rec.autograd.ops.RowDot;
import org.end4rec.autograd.ops.Select;
import org.end4rec.autograd.ops.Sigmoid;
import org.end4rec.autograd.ops.Softmax;
import org.end4rec.autograd.ops.Subtract;
import org.end4rec.autograd.ops.SumAxis;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.autograd.testing.GoldenCase;
import org.end4rec.core.Shape;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Values and gradients against cases computed by PyTorch in float64; the system property end4rec.golden is their
 * folder.
 */
class GoldenTest {
    private static final double TOLERANCE = 1e-5;
    private static final double FFT_TOLERANCE = 1e-6;
    private static final double ADAM_TOLERANCE = 1e-6;
    private static final long UNUSED_SEED = 0;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        Path folder = Path.of(System.getProperty("end4rec.golden", "golden"));
        if (!Files.isDirectory(folder)) {
            // an assumption of the factory itself would leave no test that counts as skipped
            return Stream.of(DynamicTest.dynamicTest(
                    "cases", () -> Assumptions.abort("no golden cases: " + folder + " is not a folder")));
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .toList();
        }
        assertThat(files).as("cases in %s", folder).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        String.valueOf(file.getFileName()), file.toUri(), () -> run(GoldenCase.read(file))));
    }

    private static void run(GoldenCase golden) {
        String op = golden.setting("op");
        assumeTrue(!op.equals("end4rec"), "a whole model, which is not tested here");
        switch (op) {
            case "adamw" -> adamW(golden);
            case "keep_mask" -> golden.check(keepMask(golden), TOLERANCE);
            case "soft_filter" -> golden.check(softFilter(golden), TOLERANCE);
            case "rfft", "irfft" -> golden.check(Map.of("y", single(op, golden)), FFT_TOLERANCE);
            default -> golden.check(Map.of("y", single(op, golden)), TOLERANCE);
        }
    }

    private static Variable single(String op, GoldenCase in) {
        return switch (op) {
            case "matmul" -> Matmul.matmul(in.input("a"), in.input("b"));
            case "rfft" -> Rfft.rfft(in.input("x"));
            case "irfft" -> Irfft.irfft(in.input("x"), Integer.parseInt(in.setting("n")));
            case "chunked_diagonal_fusion" -> fusion(in);
            case "layer_norm" -> layerNorm(in);
            case "gelu" -> Gelu.gelu(in.input("x"));
            case "softmax" -> Softmax.softmax(in.input("x"));
            case "log_sigmoid" -> LogSigmoid.logSigmoid(in.input("x"));
            case "cross_entropy" -> CrossEntropy.crossEntropy(in.input("x"), in.integers("target"));
            case "embedding" -> Gather.gather(in.input("table"), in.integers("index"), in.shape("index"));
            case "poisson_preference" -> PoissonPreference.poissonPreference(in.input("rho"));
            case "compactness" ->
                Mean.mean(Compactness.compactness(in.input("s"), Double.parseDouble(in.setting("eps"))));
            case "causal_attention" -> attention(in);
            case "spectral_filter" ->
                Irfft.irfft(
                        ComplexMultiply.complexMultiply(Rfft.rfft(in.input("x")), in.input("w")),
                        in.shape("x").dim(1));
            case "gru" ->
                Gru.gru(
                        in.input("x"),
                        in.input("weight_ih_l0"),
                        in.input("weight_hh_l0"),
                        in.input("bias_ih_l0"),
                        in.input("bias_hh_l0"));
            default -> throw new AssertionError("no test for the op '" + op + "'");
        };
    }

    /** The file has the heads on an axis of their own, [B,H,N,s]. */
    private static Variable attention(GoldenCase in) {
        Shape shape = in.shape("q");
        int heads = shape.dim(1);
        Shape together = Shape.of(shape.dim(0), shape.dim(2), heads * shape.dim(3));
        Variable[] qkv = new Variable[3];
        for (int i = 0; i < 3; i++) {
            Variable apart = in.input(List.of("q", "k", "v").get(i));
            qkv[i] = Reshape.reshape(Permute.permute(apart, 0, 2, 1, 3), together);
        }
        Variable y = CausalAttention.causalAttention(qkv[0], qkv[1], qkv[2], in.floats("mask"), heads);
        Shape apart = Shape.of(shape.dim(0), shape.dim(2), heads, shape.dim(3));
        return Permute.permute(Reshape.reshape(y, apart), 0, 2, 1, 3);
    }

    private static Variable fusion(GoldenCase in) {
        Parameters parameters = new Parameters();
        int d = in.shape("x").dim(3);
        int chunks = Integer.parseInt(in.setting("chunks"));
        ChunkedDiagonalFusion layer = new ChunkedDiagonalFusion(parameters, "f", d, chunks, UNUSED_SEED);
        in.fill(parameters);
        return layer.apply(in.input("x"));
    }

    private static Variable layerNorm(GoldenCase in) {
        assertThat(in.setting("eps")).isEqualTo("1e-5");
        Parameters parameters = new Parameters();
        LayerNormalization layer =
                new LayerNormalization(parameters, "n", in.shape("x").dim(-1));
        in.fill(parameters);
        return layer.apply(in.input("x"));
    }

    private static Map<String, Variable> keepMask(GoldenCase in) {
        Shape shape = in.shape("behavior");
        int d = in.shape("h").dim(2);
        Variable weight = Reshape.reshape(in.input("hard.score.weight"), Shape.of(d, 1));
        Variable score = Reshape.reshape(Linear.linear(in.input("h"), weight, in.input("hard.score.bias")), shape);
        if (in.setting("score").equals("agreement")) {
            score = Subtract.subtract(score, agreement(in));
        }
        int[] index = in.integers("behavior").clone();
        for (int i = 0; i < index.length; i++) {
            index[i] = Math.max(index[i] - 1, 0);
        }
        Variable rho = in.input("hard.rho");
        Variable preference = Reshape.reshape(
                PoissonPreference.poissonPreference(rho), Shape.of(rho.shape().size(), 1));
        Variable margin = Subtract.subtract(Reshape.reshape(Gather.gather(preference, index, shape), shape), score);
        Variable kept = GumbelKeep.gumbelKeep(margin, in.floats("gumbel"), Float.parseFloat(in.setting("tau")));
        return Map.of("m", Multiply.multiply(kept, in.input("mask")), "p", Sigmoid.sigmoid(margin));
    }

    /** How well each event fits the mean of the other events of its sequence. */
    private static Variable agreement(GoldenCase in) {
        Variable s0 = in.input("s0");
        int b = s0.shape().dim(0);
        int n = s0.shape().dim(1);
        int d = s0.shape().dim(2);
        float[] mask = in.floats("mask");
        float[] perOther = new float[b];
        for (int i = 0; i < b; i++) {
            int events = 0;
            for (int j = 0; j < n; j++) {
                events += mask[i * n + j] > 0 ? 1 : 0;
            }
            perOther[i] = 1f / Math.max(events - 1, 1);
        }
        Variable real = Multiply.multiply(s0, in.constant(Shape.of(b, n, 1), mask));
        Variable total = Reshape.reshape(SumAxis.sumAxis(real, 1), Shape.of(b, 1, d));
        Variable others = Multiply.multiply(Subtract.subtract(total, s0), in.constant(Shape.of(b, 1, 1), perOther));
        return RowDot.rowDot(Linear.linear(s0, in.input("hard.context")), others);
    }

    private static Map<String, Variable> softFilter(GoldenCase in) {
        Variable h = in.input("h");
        int b = h.shape().dim(0);
        int n = h.shape().dim(1);
        int[] behavior = in.integers("behavior");
        Shape shape = Shape.of(b, 2, n / 2 + 1, h.shape().dim(2));
        Variable spectrum = in.constant(shape, new float[shape.size()]);
        for (int r = 0; r < Integer.parseInt(in.setting("behaviors")); r++) {
            float[] mask = new float[b * n];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = behavior[i] == r + 1 ? 1 : 0;
            }
            Variable channel = Multiply.multiply(h, in.constant(Shape.of(b, n, 1), mask));
            Variable kernel = Select.select(in.input("soft.kernel"), 1, r);
            spectrum = Add.add(spectrum, ComplexMultiply.complexMultiply(Rfft.rfft(channel), kernel));
        }
        Variable kept = Irfft.irfft(spectrum, n);
        return Map.of("kept", kept, "removed", Subtract.subtract(h, kept));
    }

    private static void adamW(GoldenCase in) {
        assertThat(in.setting("beta1")).isEqualTo("0.9");
        assertThat(in.setting("beta2")).isEqualTo("0.999");
        assertThat(in.setting("eps")).isEqualTo("1e-08");
        Parameters parameters = new Parameters();
        Parameter x = parameters.add(new Parameter("x", in.tensor("in.x").copy()));
        AdamW adam = new AdamW(Double.parseDouble(in.setting("weight_decay")));
        for (int step = 0; step < Integer.parseInt(in.setting("steps")); step++) {
            float[] gradient = in.floats("grad." + step);
            System.arraycopy(gradient, 0, x.gradient(), 0, gradient.length);
            adam.step(parameters, Double.parseDouble(in.setting("lr")));
            in.check("out.x." + step, x.value(), ADAM_TOLERANCE);
        }
    }
}
