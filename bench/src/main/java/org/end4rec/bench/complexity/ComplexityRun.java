package org.end4rec.bench.complexity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.end4rec.bench.complexity.ComplexityReport.Cost;
import org.end4rec.bench.complexity.ComplexityReport.ModelCost;
import org.end4rec.bench.complexity.ComplexityReport.Settings;
import org.end4rec.bench.complexity.ComplexityReport.Skipped;
import org.end4rec.bench.complexity.ComplexityReport.Timing;
import org.end4rec.bench.peers.Machine;

/**
 * Measures the blocks at every length, counts their operations, and measures whole models. At each length a batch has
 * as many positions in all, B·N = the longest length; a block that would not fit the memory is left out, with the
 * reason.
 */
public final class ComplexityRun {
    /** d. */
    public static final int CHANNELS = 64;

    /** Lengths of the whole models. */
    private static final List<Integer> MODEL_LENGTHS = List.of(50, 100, 200, 500);

    /** The largest that Java's arrays can be. */
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

    private static final long MEBIBYTE = 1 << 20;

    /** Room beside the buffers of a pass. */
    private static final long REST = 512 * MEBIBYTE;

    /** What to measure. */
    public enum Part {
        /** The blocks. */
        BLOCKS,
        /** Whole models. */
        MODELS,
        /** Both. */
        ALL
    }

    private final Measurer measurer;
    private final long memory;
    private final Consumer<String> progress;

    /**
     * @param memory bytes that a forked Java may use for its heap
     * @param progress is told what is done next
     */
    public ComplexityRun(Measurer measurer, long memory, Consumer<String> progress) {
        this.measurer = measurer;
        this.memory = memory;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @throws IOException if a forked Java fails
     */
    public ComplexityReport run(List<Integer> lengths, boolean quick, Part part) throws IOException {
        int longest = lengths.get(lengths.size() - 1);
        List<Timing> timings = new ArrayList<>();
        List<Cost> costs = new ArrayList<>();
        List<ModelCost> models = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        if (part != Part.MODELS) {
            for (MeasuredPass pass : quick ? List.of(MeasuredPass.FORWARD_BACKWARD) : List.of(MeasuredPass.values())) {
                for (MeasuredMixer mixer : MeasuredMixer.values()) {
                    blocks(mixer, pass, lengths, longest, timings, costs, skipped);
                }
            }
        }
        if (part == Part.MODELS || (part == Part.ALL && !quick)) {
            for (WholeModel.Kind kind : WholeModel.Kind.values()) {
                for (int length : MODEL_LENGTHS) {
                    progress.accept(kind.title() + ", N " + length);
                    models.add(measurer.model(kind, length, heap(REST)));
                }
            }
        }
        Settings settings = new Settings(lengths, longest, CHANNELS, MixingBlock.HEADS, MixingBlock.CHUNKS, quick);
        return new ComplexityReport(Machine.facts(), settings, timings, costs, models, skipped);
    }

    private void blocks(
            MeasuredMixer mixer,
            MeasuredPass pass,
            List<Integer> lengths,
            int tokens,
            List<Timing> timings,
            List<Cost> costs,
            List<Skipped> skipped)
            throws IOException {
        List<Integer> counted = new ArrayList<>();
        long largest = 0;
        for (int length : lengths) {
            int batch = tokens / length;
            long needed = mixer.bytes(pass, batch, length, CHANNELS, MixingBlock.HEADS);
            if (mixer.largestArray(batch, length, CHANNELS, MixingBlock.HEADS) > LARGEST_ARRAY) {
                skipped.add(new Skipped(mixer, pass, length, "its largest array has more elements than Java allows"));
            } else if (needed + REST > memory) {
                skipped.add(new Skipped(
                        mixer,
                        pass,
                        length,
                        "it needs " + (needed + REST) / MEBIBYTE + " MiB, and Java may use " + memory / MEBIBYTE
                                + " MiB here"));
            } else {
                progress.accept(mixer.title() + ", " + pass.title() + ", N " + length);
                timings.add(measurer.block(mixer, pass, length, tokens, heap(needed + REST)));
                counted.add(length);
                largest = Math.max(largest, needed);
            }
        }
        if (!counted.isEmpty()) {
            progress.accept(mixer.title() + ", " + pass.title() + ": operations");
            costs.addAll(measurer.costs(mixer, pass, counted, heap(largest + REST)));
        }
    }

    /** Heaps have room for the collector, but no more than there is. */
    private long heap(long needed) {
        return Math.min(memory, Math.max(2 * REST, needed + needed / 4));
    }
}
