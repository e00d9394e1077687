package org.end4rec.models.data;

import java.util.List;
import java.util.Objects;

/**
 * Cuts sequences out of histories: the newest N events that an example may show, left-padded with 0. If novel, events
 * on the target item are skipped and older events take their place. Immutable.
 */
public final class BatchAssembler {
    private final Histories histories;
    private final int length;
    private final boolean novel;

    /**
     * @param length events per sequence, N
     * @param novel whether events on the target item are hidden
     * @throws IllegalArgumentException if {@code length < 1}
     */
    public BatchAssembler(Histories histories, int length, boolean novel) {
        checkLength(length);
        this.histories = Objects.requireNonNull(histories, "histories");
        this.length = length;
        this.novel = novel;
    }

    /** Events per sequence, N. */
    public int length() {
        return length;
    }

    /** The batch of some examples, in their order. */
    public Batch batch(List<Example> examples) {
        int size = examples.size();
        int[] items = new int[Math.multiplyExact(size, length)];
        int[] behaviors = new int[size * length];
        int[] targets = new int[size];
        for (int row = 0; row < size; row++) {
            Example example = examples.get(row);
            int offset = histories.offset(example.user());
            targets[row] = example.target();
            fill(
                    histories.itemsOfAll(),
                    histories.behaviorsOfAll(),
                    offset,
                    offset + example.end(),
                    novel ? example.target() : 0,
                    items,
                    behaviors,
                    row * length,
                    length);
        }
        return new Batch(size, length, items, behaviors, targets);
    }

    /**
     * The batch of one sequence without a target, made from the events of any user, oldest first.
     *
     * @param items item numbers; events with item 0 (unknown) are skipped
     * @param behaviors behavior numbers of the same events
     * @throws IllegalArgumentException if the arrays differ in length or {@code length < 1}
     */
    public static Batch ofHistory(int[] items, int[] behaviors, int length) {
        checkLength(length);
        if (items.length != behaviors.length) {
            throw new IllegalArgumentException("BatchAssembler: a history has as many items as behaviors; found "
                    + items.length + " items and " + behaviors.length + " behaviors");
        }
        int[] sequenceItems = new int[length];
        int[] sequenceBehaviors = new int[length];
        fill(
                IntColumn.of(items),
                IntColumn.of(behaviors),
                0,
                items.length,
                0,
                sequenceItems,
                sequenceBehaviors,
                0,
                length);
        return new Batch(1, length, sequenceItems, sequenceBehaviors, new int[1]);
    }

    /** Copies the newest events of from … to−1 whose item is not the hidden one, to the right end of a sequence. */
    private static void fill(
            IntColumn items,
            IntColumn behaviors,
            int from,
            int to,
            int hidden,
            int[] sequenceItems,
            int[] sequenceBehaviors,
            int start,
            int length) {
        int at = start + length;
        for (int i = to - 1; i >= from && at > start; i--) {
            int item = items.get(i);
            if (item != hidden && item != 0) {
                at--;
                sequenceItems[at] = item;
                sequenceBehaviors[at] = behaviors.get(i);
            }
        }
    }

    private static void checkLength(int length) {
        if (length < 1) {
            throw new IllegalArgumentException(
                    "BatchAssembler: the sequence length is " + length + "; it must be at least 1");
        }
    }
}
