package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A step in the steady state allocates an op with its list of inputs for each operation of a shard, and a few records.
 * It does not grow with the length of histories or the catalogue, so a small model shows it. The first compiler removes
 * no allocation and scalar kernels make no objects, so the count is exact.
 */
class TrainingStepAllocationTest {
    private static final List<String> EXACT = List.of("-Dend4rec.kernels=scalar", "-XX:TieredStopAtLevel=1");

    /** The aim: 64 KB for a batch of 256 in shards of 32. */
    private static final long MOST_OF_SHARD = 8 << 10;

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void aShardKeepsToItsShareOf64Kilobytes(String threads) throws Exception {
        assertThat(bytes("8", threads)).isPositive().isLessThan(8 * MOST_OF_SHARD);
    }

    /** Adam and the sums of the loss. */
    @Test
    void whatDoesNotDependOnTheShardsIsSmall() throws Exception {
        long four = bytes("4", "1");
        long eight = bytes("8", "1");

        assertThat(2 * four - eight).isLessThan(MOST_OF_SHARD);
    }

    private static long bytes(String shards, String threads) throws Exception {
        return Long.parseLong(ChildMachine.run(ChildMachine.thisJava(), EXACT, BytesOfStep.class, shards, threads));
    }
}
