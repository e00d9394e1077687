package org.end4rec.bench.complexity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.end4rec.bench.complexity.ComplexityReport.Clock;
import org.end4rec.bench.complexity.ComplexityReport.Cost;
import org.end4rec.bench.complexity.ComplexityReport.ModelCost;
import org.end4rec.bench.complexity.ComplexityReport.Settings;
import org.end4rec.bench.complexity.ComplexityReport.Skipped;
import org.end4rec.bench.complexity.ComplexityReport.Timing;
import org.end4rec.bench.peers.Machine;

/**
 * Counts the operations of the blocks at every length, measures the blocks in turns, and measures whole models. At each
 * length a batch has as many positions in all, B·N = the longest length; a block that would not fit the memory is left
 * out, with the reason.
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
    static final long REST = 512 * MEBIBYTE;

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
        List<Clock> clocks = new ArrayList<>();
        List<Cost> costs = new ArrayList<>();
        List<ModelCost> models = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        if (part != Part.MODELS) {
            for (MeasuredPass pass : quick ? List.of(MeasuredPass.FORWARD_BACKWARD) : List.of(MeasuredPass.values())) {
                List<MeasuredBlock> blocks = fitting(pass, lengths, longest, skipped);
                count(blocks, pass, costs);
                time(blocks, pass, longest, clocks, timings);
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
        return new ComplexityReport(Machine.facts(), settings, costs, clocks, timings, models, skipped);
    }

    /** Length by length: neighbors in a round are blocks that are compared. */
    private List<MeasuredBlock> fitting(MeasuredPass pass, List<Integer> lengths, int tokens, List<Skipped> skipped) {
        List<MeasuredBlock> blocks = new ArrayList<>();
        for (int length : lengths) {
            for (MeasuredMixer mixer : MeasuredMixer.values()) {
                long needed = bytes(new MeasuredBlock(mixer, length), pass, tokens);
                if (mixer.largestArray(tokens / length, length, CHANNELS, MixingBlock.HEADS) > LARGEST_ARRAY) {
                    skipped.add(
                            new Skipped(mixer, pass, length, "its largest array has more elements than Java allows"));
                } else if (needed + REST > memory) {
                    skipped.add(new Skipped(
                            mixer,
                            pass,
                            length,
                            "it needs " + (needed + REST) / MEBIBYTE + " MiB, and Java may use " + memory / MEBIBYTE
                                    + " MiB here"));
                } else {
                    blocks.add(new MeasuredBlock(mixer, length));
                }
            }
        }
        return blocks;
    }

    private static long bytes(MeasuredBlock block, MeasuredPass pass, int tokens) {
        int length = block.length();
        return block.mixer().bytes(pass, Math.max(1, tokens / length), length, CHANNELS, MixingBlock.HEADS);
    }

    private void count(List<MeasuredBlock> blocks, MeasuredPass pass, List<Cost> costs) throws IOException {
        for (MeasuredMixer mixer : MeasuredMixer.values()) {
            List<Integer> lengths = blocks.stream()
                    .filter(block -> block.mixer() == mixer)
                    .map(MeasuredBlock::length)
                    .toList();
            if (!lengths.isEmpty()) {
                long largest = mixer.bytes(pass, 1, lengths.get(lengths.size() - 1), CHANNELS, MixingBlock.HEADS);
                progress.accept(mixer.title() + ", " + pass.title() + ": counting operations");
                costs.addAll(measurer.costs(mixer, pass, lengths, heap(largest + REST)));
            }
        }
    }

    private void time(
            List<MeasuredBlock> blocks, MeasuredPass pass, int tokens, List<Clock> clocks, List<Timing> timings)
            throws IOException {
        if (blocks.isEmpty()) {
            return;
        }
        long all = 0;
        for (MeasuredBlock block : blocks) {
            all += bytes(block, pass, tokens);
        }
        MeasuredTimes times = measurer.times(
                blocks, pass, tokens, heap(all + REST), text -> progress.accept(pass.title() + ": " + text));
        clocks.add(times.clock());
        timings.addAll(times.timings());
    }

    /** Heaps have room for the collector, but no more than there is. */
    private long heap(long needed) {
        return Math.min(memory, Math.max(2 * REST, needed + needed / 4));
    }
}
