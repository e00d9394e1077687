package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.end4rec.core.random.RandomStream;

/**
 * Examples cut into batches of one size, the last of which may be smaller. Each batch is assembled on demand, in any
 * order, so an epoch can be resumed in its middle. Immutable.
 */
public final class Batches {
    private final Function<List<Example>, Batch> assembler;
    private final List<Example> examples;
    private final int batchSize;

    private Batches(Function<List<Example>, Batch> assembler, List<Example> examples, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("Batches: the batch size is " + batchSize + "; it must be at least 1");
        }
        this.assembler = Objects.requireNonNull(assembler, "assembler");
        this.examples = examples;
        this.batchSize = batchSize;
    }

    /**
     * The examples in their own order.
     *
     * @throws IllegalArgumentException if {@code batchSize < 1}
     */
    public static Batches inOrder(Function<List<Example>, Batch> assembler, List<Example> examples, int batchSize) {
        return new Batches(assembler, List.copyOf(examples), batchSize);
    }

    /**
     * The examples of one epoch, in an order that depends on seed and epoch alone.
     *
     * @throws IllegalArgumentException if {@code batchSize < 1}
     */
    public static Batches shuffled(
            Function<List<Example>, Batch> assembler, List<Example> examples, int batchSize, long seed, long epoch) {
        List<Example> order = new ArrayList<>(examples.size());
        for (int index : RandomStream.of(seed, "shuffle", epoch).permutation(examples.size())) {
            order.add(examples.get(index));
        }
        return new Batches(assembler, List.copyOf(order), batchSize);
    }

    /** Number of batches. */
    public int count() {
        return examples.isEmpty() ? 0 : (examples.size() - 1) / batchSize + 1;
    }

    /** The examples of a batch, in the order of its sequences. Immutable. */
    public List<Example> examples(int index) {
        int from = Objects.checkIndex(index, count()) * batchSize;
        return examples.subList(from, from + Math.min(batchSize, examples.size() - from));
    }

    /** The batch number {@code index}, from 0; newly made at every call. */
    public Batch batch(int index) {
        return assembler.apply(examples(index));
    }

    /** All examples, or {@code most} of them drawn without replacement; 0 is all. */
    public static List<Example> sample(List<Example> examples, int most, RandomStream stream) {
        Objects.requireNonNull(stream, "stream");
        if (most < 0) {
            throw new IllegalArgumentException("Batches: most is " + most + "; it must be at least 0");
        }
        if (most == 0 || most >= examples.size()) {
            return examples;
        }
        int[] order = stream.permutation(examples.size());
        List<Example> chosen = new ArrayList<>(most);
        for (int i = 0; i < most; i++) {
            chosen.add(examples.get(order[i]));
        }
        return chosen;
    }
}
