package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.training.BytesOfTraining.Sizes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The formula of docs/reliability.md for the memory of a training step. */
class StepMemoryTest {
    private static final double TOLERANCE = 0.1;

    /** Its collector counts an array by its bytes; G1 counts whole regions. */
    private static final List<String> EXACT = List.of("-XX:+UseSerialGC", "-Xmx1g", "-Dend4rec.kernels=scalar");

    private static final int BLOCK = 512;
    private static final int MOST_GROUPS = 16;

    /** [B,N,d] tensors that live at once, measured: of each layer of a pass, and of the rest. */
    private static final double OF_LAYER = 13;

    private static final double OF_THE_REST = 22;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20000 64 64 2 64 16 2",
                "500 64 64 1 64 16 1",
                "500 128 32 3 32 32 1",
                "500 50 128 2 32 8 2",
                "100000 32 32 2 128 32 1"
            })
    void theFormulaHolds(String sizes) throws Exception {
        String[] numbers = sizes.split(" ");
        double formula = formula(Sizes.parse(numbers));
        double measured =
                Long.parseLong(ChildMachine.run(ChildMachine.thisJava(), EXACT, BytesOfTraining.class, numbers));
        Figures.print(
                "L1",
                "live bytes of training with V, N, d, L, B, shard, threads = " + sizes,
                "%.1f MB, %.2f of the formula",
                measured / 1e6,
                measured / formula);
        assertThat(measured / formula).isBetween(1 - TOLERANCE, 1 + TOLERANCE);
    }

    /** Three passes, over all events, the kept and the others, whose last layer has the newest position alone. */
    private static double formula(Sizes s) {
        double parameters = s.model().parameters().size();
        double dense = parameters - (s.items() + 1.0) * s.dim();
        double shards = Math.ceil(s.batch() / (double) s.shard());
        double blocks = Math.ceil(s.items() / (double) BLOCK);
        double activations = (OF_LAYER * (3 * s.layers() - 1) + OF_THE_REST) * s.batch() * s.length() * s.dim();
        double softmax = s.threads() * (double) Math.min(BLOCK, s.items()) * s.batch()
                + 2 * blocks * s.batch()
                + (Math.min(blocks, MOST_GROUPS) + 4) * s.batch() * s.dim();
        return Float.BYTES * (4 * parameters + shards * dense + activations + softmax);
    }
}
