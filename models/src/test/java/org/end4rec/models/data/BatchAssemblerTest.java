package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchAssemblerTest {
    private static final Histories HISTORIES = Histories.of(new EventLogBuilder()
            .add("u", "a", "click", 1)
            .add("u", "b", "buy", 2)
            .add("u", "c", "click", 3)
            .add("u", "b", "click", 4)
            .add("u", "d", "buy", 5)
            .add("w", "d", "buy", 1)
            .add("w", "a", "buy", 2)
            .build());

    @Test
    void takesTheNewestEventsAndPadsOnTheLeft() {
        Batch batch = new BatchAssembler(HISTORIES, 3, false)
                .batch(List.of(new Example(1, 4, 4), new Example(2, 1, 1), new Example(1, 2, 2)));
        assertThat(batch.size()).isEqualTo(3);
        assertThat(batch.length()).isEqualTo(3);
        assertThat(batch.items()).containsExactly(2, 3, 2, 0, 0, 4, 0, 1, 2);
        assertThat(batch.behaviors()).containsExactly(2, 1, 1, 0, 0, 2, 0, 1, 2);
        assertThat(batch.targets()).containsExactly(4, 1, 2);
    }

    @Test
    void hidesTheTargetItemAndLetsOlderEventsIn() {
        List<Example> examples = List.of(new Example(1, 5, 2));
        assertThat(new BatchAssembler(HISTORIES, 3, true).batch(examples).items())
                .containsExactly(1, 3, 4);
        assertThat(new BatchAssembler(HISTORIES, 3, false).batch(examples).items())
                .containsExactly(3, 2, 4);
        assertThat(new BatchAssembler(HISTORIES, 5, true).batch(examples).items())
                .containsExactly(0, 0, 1, 3, 4);
    }

    @Test
    void takesAnyHistory() {
        Batch batch = BatchAssembler.ofHistory(new int[] {5, 0, 7, 9}, new int[] {1, 2, 3, 1}, 2);
        assertThat(batch.items()).containsExactly(7, 9);
        assertThat(batch.behaviors()).containsExactly(3, 1);
        assertThat(batch.targets()).containsExactly(0);
        assertThat(BatchAssembler.ofHistory(new int[] {5, 0}, new int[] {1, 2}, 3)
                        .items())
                .containsExactly(0, 0, 5);
        assertThat(BatchAssembler.ofHistory(new int[0], new int[0], 2).items()).containsExactly(0, 0);
    }

    @Test
    void refusesBadArguments() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchAssembler(HISTORIES, 0, false))
                .withMessage("BatchAssembler: the sequence length is 0; it must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchAssembler.ofHistory(new int[2], new int[3], 4))
                .withMessage("BatchAssembler: a history has as many items as behaviors; found 2 items and 3 behaviors");
    }
}
