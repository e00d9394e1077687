package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final BatchAssembler ASSEMBLER;
    private static final List<Example> EXAMPLES = new ArrayList<>();

    static {
        EventLogBuilder builder = new EventLogBuilder();
        for (int i = 0; i < 20; i++) {
            builder.add("u", "i" + i, "click", i);
            if (i > 0) {
                EXAMPLES.add(new Example(1, i, i + 1));
            }
        }
        ASSEMBLER = new BatchAssembler(Histories.of(builder.build()), 4, false);
    }

    @Test
    void samplesWithoutReplacement() {
        RandomStream stream = RandomStream.of(3, "sample", 1);
        List<Example> drawn = Batches.sample(EXAMPLES, 7, stream);
        assertThat(drawn).hasSize(7).doesNotHaveDuplicates().isSubsetOf(EXAMPLES);
        assertThat(Batches.sample(EXAMPLES, 7, stream)).isEqualTo(drawn);
        assertThat(Batches.sample(EXAMPLES, 7, RandomStream.of(3, "sample", 2))).isNotEqualTo(drawn);
        for (int all : new int[] {0, EXAMPLES.size(), Integer.MAX_VALUE}) {
            assertThat(Batches.sample(EXAMPLES, all, stream)).isEqualTo(EXAMPLES);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batches.sample(EXAMPLES, -1, stream))
                .withMessage("Batches: most is -1; it must be at least 0");
    }

    @Test
    void cutsInOrder() {
        Batches batches = Batches.inOrder(ASSEMBLER::batch, EXAMPLES, 8);
        assertThat(batches.count()).isEqualTo(3);
        assertThat(batches.examples(2)).isEqualTo(EXAMPLES.subList(16, 19));
        assertThat(batches.batch(0).size()).isEqualTo(8);
        assertThat(batches.batch(2).targets()).containsExactly(18, 19, 20);
        assertThat(batches.batch(2).items()).startsWith(14, 15, 16, 17);
        assertThat(Batches.inOrder(ASSEMBLER::batch, List.of(), 8).count()).isZero();
        assertThat(Batches.inOrder(ASSEMBLER::batch, EXAMPLES, 19).count()).isEqualTo(1);
    }

    /** A sum of the largest number and any other would be negative, and there would be no batch. */
    @Test
    void theLargestBatch() {
        Batches batches = Batches.inOrder(ASSEMBLER::batch, EXAMPLES, Integer.MAX_VALUE);
        assertThat(batches.count()).isEqualTo(1);
        assertThat(batches.examples(0)).isEqualTo(EXAMPLES);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> batches.examples(1));
    }

    @Test
    void shufflesByKey() {
        List<Example> first = order(Batches.shuffled(ASSEMBLER::batch, EXAMPLES, 8, 5, 0));
        assertThat(first).containsExactlyInAnyOrderElementsOf(EXAMPLES).isNotEqualTo(EXAMPLES);
        assertThat(order(Batches.shuffled(ASSEMBLER::batch, EXAMPLES, 7, 5, 0))).isEqualTo(first);
        assertThat(order(Batches.shuffled(ASSEMBLER::batch, EXAMPLES, 8, 5, 1))).isNotEqualTo(first);
        assertThat(order(Batches.shuffled(ASSEMBLER::batch, EXAMPLES, 8, 6, 0))).isNotEqualTo(first);
    }

    @Test
    void refusesAnEmptyBatch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batches.inOrder(ASSEMBLER::batch, EXAMPLES, 0))
                .withMessage("Batches: the batch size is 0; it must be at least 1");
    }

    private static List<Example> order(Batches batches) {
        List<Example> order = new ArrayList<>();
        for (int i = 0; i < batches.count(); i++) {
            order.addAll(batches.examples(i));
        }
        return order;
    }
}
